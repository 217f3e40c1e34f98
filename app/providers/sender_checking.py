"""Looking whether the domain of a provider's own sender still allows it, and what follows from that (R-MAIL-03)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.events.audit import SYSTEM, record
from app.events.changes import announce
from app.mail.asking_dns import Ask
from app.mail.domain_records import DECISIVE, Finding, Relay, findings_of
from app.providers.models import OwnSender
from app.providers.own_sender import own_sender

PATIENCE = timedelta(hours=20)
"""So long a domain may fail before mail falls back: two daily checks in a row, with room for the clock."""

Verdict = Literal["passed", "failed", "unknown"]
_DUE = text("select own_senders_due(:now)")
_LOCKED = (
    select(OwnSender)
    .where(OwnSender.provider_id == bindparam("provider"), OwnSender.token == bindparam("token"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_NOTE = update(OwnSender).where(OwnSender.provider_id == bindparam("provider"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to; `fell_back` says that from now on mail leaves from the portal's address."""

    sender: OwnSender
    fell_back: bool


async def senders_due(session: AsyncSession, now: datetime) -> list[UUID]:
    """The providers whose own sender was not checked for a day; any session may ask."""
    return list(await session.scalars(_DUE, {"now": now}))


async def check_sender(session: AsyncSession, ask: Ask, relay: Relay, *, now: datetime) -> Checked | None:
    """Look at the domain now, and note what follows; None when the provider named none, or another one meanwhile."""
    asked = await own_sender(session)
    if asked is None:
        return None
    findings = await findings_of(asked.domain, asked.token, relay, ask)
    values = {"provider": bound_provider(session), "token": asked.token}
    row = (await session.scalars(_LOCKED, values)).one_or_none()
    if row is None:
        return None
    was_active = row.active_since is not None
    follows = consequences(row, findings, now)
    await session.execute(_NOTE.values(**follows), {"provider": row.provider_id})
    await session.refresh(row)
    await _tell(session, row, was_active=was_active, now=now)
    return Checked(row, fell_back=was_active and row.active_since is None)


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """A record that is not as it must be fails the domain; one that nobody answered about proves nothing."""
    states = {each.state for each in findings if each.kind in DECISIVE}
    if states & {"missing", "wrong"}:
        return "failed"
    return "unknown" if "unknown" in states else "passed"


def consequences(row: OwnSender, findings: Sequence[Finding], now: datetime) -> dict[str, Any]:
    """What a check makes of the sender: it is in use from the first pass, and until it failed for `PATIENCE`."""
    noted: dict[str, Any] = {"findings": [asdict(each) for each in findings], "checked_at": now}
    verdict = verdict_of(findings)
    if verdict == "passed":
        return noted | {"active_since": row.active_since or now, "failing_since": None, "fallen_back_at": None}
    if verdict == "unknown" or row.active_since is None:
        return noted
    since = row.failing_since or now
    if now - since < PATIENCE:
        return noted | {"failing_since": since}
    return noted | {"active_since": None, "fallen_back_at": now}


async def _tell(session: AsyncSession, row: OwnSender, *, was_active: bool, now: datetime) -> None:
    """The log knows of every change of address; open screens of every check."""
    await announce(session, "settings")
    if was_active != (row.active_since is not None):
        action = "own_sender.fell_back" if was_active else "own_sender.activated"
        changes = {"address": row.address}
        await record(session, SYSTEM, action, "provider", row.provider_id, now=now, changes=changes)
