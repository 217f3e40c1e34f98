"""Addresses that mail came back from: nothing is sent there until the address changes or somebody lifts it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.bounces.errors import SuppressionNotFound
from app.bounces.models import MailSuppression
from app.core.database.session import bound_provider
from app.events.audit import Actor, record
from app.events.changes import announce

_IN_FORCE: Select[MailSuppression] = select(MailSuppression).where(
    MailSuppression.provider_id == bindparam("provider"), MailSuppression.lifted_at.is_(None)
)
_OF_ADDRESSES = _IN_FORCE.where(MailSuppression.address.in_(bindparam("addresses", expanding=True)))
_ONE = select(MailSuppression).where(
    MailSuppression.provider_id == bindparam("provider"), MailSuppression.id == bindparam("suppression")
)


async def suppressed(session: AsyncSession, addresses: Iterable[str | None]) -> dict[str, MailSuppression]:
    """Those of the addresses that mail came back from, in lower case."""
    wanted = sorted({address.lower() for address in addresses if address})
    if not wanted:
        return {}
    values = {"provider": bound_provider(session), "addresses": wanted}
    return {row.address: row for row in await session.scalars(_OF_ADDRESSES, values)}


async def lift(session: AsyncSession, suppression_id: UUID, actor: Actor, *, now: datetime) -> None:
    """Let mail go to an address again, for example because its mailbox was repaired; twice is once.

    Raises SuppressionNotFound.
    """
    values = {"provider": bound_provider(session), "suppression": suppression_id}
    row = await session.scalar(_ONE, values)
    if row is None:
        raise SuppressionNotFound("No mail came back from there.")
    if row.lifted_at is None:
        row.lifted_at = now
        await record(session, actor, "suppression.lifted", "mail", row.mail_id, now=now)
        await announce(session, "trainees")
        await announce(session, "enrolments")
