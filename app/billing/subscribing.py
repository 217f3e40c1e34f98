"""What a provider subscribes to: asking for modules, its CIBOT status, and where its invoices go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.errors import ModuleRequestNotFound
from app.billing.models import InstituteStatus, ModuleRequest, Subscription
from app.billing.repository import subscription_row
from app.core.clock import local_date
from app.core.database.session import bound_provider
from app.core.errors import PreconditionFailed
from app.core.identifiers import new_id
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.providers.models import Provider
from app.providers.modules import Module
from app.providers.switching import switch

_OPEN = select(ModuleRequest).where(
    ModuleRequest.provider_id == bindparam("provider"), ModuleRequest.settled_at.is_(None)
)
_ONE = select(ModuleRequest).where(
    ModuleRequest.provider_id == bindparam("provider"), ModuleRequest.id == bindparam("id")
)
_ALL_OPEN = text("select * from operator_module_requests()")
_ASK = insert(ModuleRequest).on_conflict_do_nothing(
    index_elements=["provider_id", "module"], index_where=ModuleRequest.settled_at.is_(None)
)


@dataclass(frozen=True)
class OpenRequest:
    """A wish that waits for the operator."""

    provider_id: UUID
    provider_name: str
    id: UUID
    module: str
    wish: str
    requested_at: datetime


async def request_module(
    session: AsyncSession, module: Module, *, wish: str, actor: Actor, now: datetime
) -> list[ModuleRequest]:
    """Ask the operator to switch a module `on` or `off`; asking again changes nothing. Returns the open wishes."""
    values = {
        "provider_id": bound_provider(session),
        "id": new_id(),
        "module": module.value,
        "wish": wish,
        "requested_at": now,
        "requested_by": actor.id if actor.kind == "user" else None,
    }
    await session.execute(_ASK, values)
    changes = {"module": module.value, "wish": wish}
    await record(session, actor, "module.requested", "provider", bound_provider(session), changes=changes, now=now)
    return await open_requests(session)


async def open_requests(session: AsyncSession) -> list[ModuleRequest]:
    """The wishes of the provider that wait for the operator."""
    return list((await session.scalars(_OPEN, {"provider": bound_provider(session)})).all())


async def every_open_request(session: AsyncSession) -> list[OpenRequest]:
    """The wishes of all providers, longest waiting first (operator)."""
    return [OpenRequest(**row) for row in (await session.execute(_ALL_OPEN)).mappings()]


async def settle_request(
    session: AsyncSession, request_id: UUID, *, granted: bool, day: date, actor: Actor, now: datetime
) -> ModuleRequest:
    """Grant a wish from a day on, or refuse it; raises ModuleRequestNotFound, also when it was settled before."""
    found = await session.scalar(_ONE, {"provider": bound_provider(session), "id": request_id})
    if found is None or found.settled_at is not None:
        raise ModuleRequestNotFound("There is no such wish that waits.")
    found.settled_at, found.outcome = now, "granted" if granted else "refused"
    await session.flush()
    if granted:
        await switch(session, Module(found.module), on=found.wish == "on", day=day, actor=actor, now=now)
    return found


async def set_status(
    session: AsyncSession,
    provider: Provider,
    *,
    is_institute: bool,
    day: date,
    today: date,
    actor: Actor,
    now: datetime,
) -> Sequence[InstituteStatus]:
    """Note that the provider is a CIBOT institute from a day on, or is none any more; returns its history.

    What it was until then is noted as well, so that earlier months keep their price.
    """
    known = await statuses(session)
    if not known:
        start = min(local_date(provider.created_at, provider.time_zone), day)
        _add(session, provider, start, is_institute=provider.is_cibot_institute)
        await session.flush()
    for status in await statuses(session):
        if status.first_day >= day:
            await session.delete(status)
    await session.flush()
    _add(session, provider, day, is_institute=is_institute)
    await session.flush()
    if day <= today:
        provider.is_cibot_institute = is_institute
    changes = {"institute": is_institute, "from": day.isoformat()}
    await record(session, actor, "provider.status", "provider", provider.id, changes=changes, now=now)
    await announce(session, "settings", provider.id)
    return await statuses(session)


async def statuses(session: AsyncSession) -> list[InstituteStatus]:
    """What the provider was from which day on, oldest first."""
    query = select(InstituteStatus).where(InstituteStatus.provider_id == bound_provider(session))
    return list((await session.scalars(query.order_by(InstituteStatus.first_day))).all())


async def follow_status(session: AsyncSession, provider: Provider, today: date) -> None:
    """Let the provider be what it is noted to be today."""
    due = [status for status in await statuses(session) if status.first_day <= today]
    if due and due[-1].is_institute != provider.is_cibot_institute:
        provider.is_cibot_institute = due[-1].is_institute
        await session.flush()


async def address_invoices(
    session: AsyncSession, provider: Provider, fields: Mapping[str, str], *, version: int, actor: Actor, now: datetime
) -> Subscription:
    """Keep where the invoices go; `version` 0 is that of an address that was never filled in.

    Raises PreconditionFailed when somebody else changed it since.
    """
    row = await subscription_row(session)
    if (row.version if row else 0) != version:
        raise PreconditionFailed("The billing address was changed meanwhile.")
    if row is None:
        row = Subscription(
            provider_id=provider.id, id=new_id(), starts_on=local_date(provider.created_at, provider.time_zone)
        )
        session.add(row)
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    await session.flush()
    await record_change(
        session, actor, "billing.addressed", "provider", provider.id, before=before, after=fields, now=now
    )
    await announce(session, "settings", provider.id)
    return row


def _add(session: AsyncSession, provider: Provider, day: date, *, is_institute: bool) -> None:
    session.add(InstituteStatus(provider_id=provider.id, id=new_id(), first_day=day, is_institute=is_institute))
