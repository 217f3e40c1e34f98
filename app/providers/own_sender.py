"""The address of an own domain that a provider's mails leave from, once that domain allows it (R-MAIL-03).

From which address a mail leaves is decided when it is handed over, never when it is queued: what a domain publishes is a
matter of the moment at which the mail is received, and a mail may have waited for days by then.
"""

import secrets
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid, PreconditionFailed
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.mail.addresses import check_address
from app.providers.models import OwnSender
from app.providers.public_mailboxes import PUBLIC_MAILBOXES

_TOKEN_BYTES = 20
_IN_USE = select(OwnSender.address).where(
    OwnSender.provider_id == bindparam("provider"), OwnSender.active_since.is_not(None)
)


async def own_sender(session: AsyncSession) -> OwnSender | None:
    """What the session's provider set, or nothing."""
    return await session.get(OwnSender, bound_provider(session))


async def address_in_use(session: AsyncSession) -> str:
    """From which own address the provider's mails leave now; empty where it is the portal's."""
    return await session.scalar(_IN_USE, {"provider": bound_provider(session)}) or ""


async def set_own_sender(
    session: AsyncSession, address: str, *, version: int, portal_domain: str, actor: Actor, now: datetime
) -> OwnSender:
    """Name the address; another one at the same domain keeps what was proved, another domain begins anew.

    `version` is 0 where there was none. Raises Invalid for what is no address or a domain that cannot be the provider's,
    and PreconditionFailed when somebody else changed it meanwhile.
    """
    checked = _usable(address, portal_domain)
    row = await _unchanged(session, version)
    if row is None:
        row = OwnSender(provider_id=bound_provider(session), address=checked, created_at=now)
        session.add(row)
        before = ""
        _begin(row)
    else:
        before, domain, row.address = row.address, row.domain, checked
        if row.domain != domain:
            _begin(row)
    await session.flush()
    if await _noted(session, actor, "own_sender.set", (before, checked), now):
        await announce(session, "settings")
    return row


async def remove_own_sender(session: AsyncSession, *, version: int, actor: Actor, now: datetime) -> None:
    """Let mails leave from the portal's address again; raises PreconditionFailed as above."""
    row = await _unchanged(session, version)
    if row is None:
        return
    await session.delete(row)
    await session.flush()
    await _noted(session, actor, "own_sender.removed", (row.address, ""), now)
    await announce(session, "settings")


async def _noted(session: AsyncSession, actor: Actor, action: str, addresses: tuple[str, str], now: datetime) -> bool:
    before, after = ({"address": each} for each in addresses)
    provider_id = bound_provider(session)
    return await record_change(session, actor, action, "provider", provider_id, before=before, after=after, now=now)


async def _unchanged(session: AsyncSession, version: int) -> OwnSender | None:
    row = await own_sender(session)
    if (row.version if row else 0) != version:
        raise PreconditionFailed("The sender was changed meanwhile.")
    return row


def _begin(row: OwnSender) -> None:
    row.token = secrets.token_hex(_TOKEN_BYTES)
    row.findings = []
    row.checked_at = row.active_since = row.failing_since = row.fallen_back_at = None


def _usable(address: str, portal_domain: str) -> str:
    checked = check_address(address, field="/address").email
    domain = checked.rpartition("@")[2]
    if domain in PUBLIC_MAILBOXES:
        raise Invalid.at(
            "/address", "public_mailbox", f"{domain} gives mailboxes to everybody; name a domain of your own."
        )
    if domain == portal_domain or domain.endswith(f".{portal_domain}"):
        raise Invalid.at("/address", "portal_domain", f"{domain} is the portal's own domain.")
    return checked
