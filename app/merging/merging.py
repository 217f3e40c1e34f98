"""Merging two trainees or two customers into one, and undoing that whole within thirty days.

Nothing is lost: whatever refers to the one refers to the other afterwards, and what cannot be there twice is kept with the
merge. A reference that was forgotten would make the database refuse to take the row away.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.customers import keeping as customers
from app.customers.contacts import contacts_of, facts_of
from app.customers.models import Customer
from app.customers.repository import get_customer
from app.events.audit import Actor, record
from app.events.changes import announce
from app.merging.errors import MergeNotFound, NotUndoable, SameThing
from app.merging.models import Merge
from app.merging.steps import Row, Steps, read_row, take_back
from app.trainees import keeping as trainees
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from app.trainees.repository import get_trainee

UNDO_DAYS = 30
Kind = Literal["trainee", "customer"]
TRAINEE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("given_name", "infix", "family_name"),
    "birthDate": ("birth_date",),
    "email": ("email",),
    "phone": ("phone",),
    "locale": ("locale",),
    "customer": ("customer_id",),
}
CUSTOMER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "address": ("address",),
    "contactPerson": (),
    "correspondence": ("correspondence_via_contact",),
}
"""What can be chosen from either of the two, and the columns of it; contact persons are rows, of which all stay."""
_TOPICS = {
    "trainee": ("trainees", "enrolments", "certificates"),
    "customer": ("customers", "trainees", "enrolments", "certificates"),
}
_ONE = (
    select(Merge)
    .where(Merge.provider_id == bindparam("provider_id"), Merge.id == bindparam("id"), Merge.kind == bindparam("kind"))
    .with_for_update()
)
_RECENT = (
    select(Merge)
    .where(
        Merge.provider_id == bindparam("provider_id"),
        Merge.kind == bindparam("kind"),
        Merge.merged_at > bindparam("since"),
    )
    .order_by(Merge.merged_at.desc(), Merge.id.desc())
    .limit(200)
)


@dataclass(frozen=True)
class MergingDesk:
    """Who merges, and when: the instant, and the day in the provider's time zone."""

    actor: Actor
    now: datetime
    today: date


async def merge_trainees(
    session: AsyncSession, keeper_id: UUID, other_id: UUID, take: Collection[str], desk: MergingDesk
) -> Merge:
    """Make one trainee part of another; `take` names the fields that the other has right.

    Fields that the keeper lacks are filled, and remarks are joined. Raises TraineeNotFound, SameThing, MergeClash, and
    Invalid for a value that could not be typed in any more either.
    """
    await _lock("trainee", session, keeper_id, other_id)
    keeper, other = await get_trainee(session, keeper_id), await get_trainee(session, other_id)

    async def write(values: Mapping[str, Any]) -> None:
        at = trainees.Desk(desk.actor, desk.now, desk.today)
        await trainees.change_trainee(session, keeper_id, values, at, version=keeper.version)

    values = _chosen(keeper, other, TRAINEE_FIELDS, take)
    names = tuple(PersonName(one.given_name, one.infix, one.family_name).full for one in (keeper, other))
    return await _merge(session, "trainee", keeper, other, names, values, write, desk)


async def merge_customers(
    session: AsyncSession, keeper_id: UUID, other_id: UUID, take: Collection[str], desk: MergingDesk
) -> Merge:
    """Make one customer part of another, as `merge_trainees` does; raises CustomerNotFound in its place."""
    await _lock("customer", session, keeper_id, other_id)
    keeper, other = await get_customer(session, keeper_id), await get_customer(session, other_id)

    async def write(values: Mapping[str, Any]) -> None:
        await customers.change_customer(
            session, keeper_id, values, version=keeper.version, actor=desk.actor, now=desk.now
        )

    values = _chosen(keeper, other, CUSTOMER_FIELDS, take)
    order = [other_id, keeper_id] if "contactPerson" in take else [keeper_id, other_id]
    people = [one.id for customer_id in order for one in await contacts_of(session, customer_id)]

    async def arrange(steps: Steps) -> None:
        for position, contact_id in enumerate(people):
            await steps.change("customer_contact", contact_id, {"position": position})
        merged = await session.get_one(Customer, (bound_provider(session), keeper_id), populate_existing=True)
        words = customers.search_words(merged, [facts_of(one) for one in await contacts_of(session, keeper_id)])
        await steps.change("customer", keeper_id, {"search": words})

    names = (keeper.name, other.name)
    return await _merge(session, "customer", keeper, other, names, values, write, desk, arrange)


async def undo_merge(session: AsyncSession, kind: Kind, merge_id: UUID, desk: MergingDesk) -> Merge:
    """Make them two again, as they were; what was changed or added since stays with the keeper.

    Raises MergeNotFound, and NotUndoable after thirty days, a second time, or when the keeper is not there any more.
    """
    merge = await session.scalar(_ONE, {"provider_id": bound_provider(session), "id": merge_id, "kind": kind})
    if merge is None:
        raise MergeNotFound("There is no such merge.")
    if merge.undone_at is not None or desk.now > merge.undo_until:
        raise NotUndoable("This merge cannot be undone any more.")
    if await read_row(session, kind, merge.keeper_id, locked=True) is None:
        raise NotUndoable("Undo the later merge first.")
    await take_back(session, merge.steps)
    merge.undone_at, merge.steps = desk.now, []
    await session.flush()
    _reread(session)
    await _tell(session, kind, f"{kind}.merge_undone", merge, desk)
    return merge


async def recent_merges(session: AsyncSession, kind: Kind, now: datetime) -> list[Merge]:
    """The merges of the last thirty days, the latest first."""
    values = {"provider_id": bound_provider(session), "kind": kind, "since": now - timedelta(days=UNDO_DAYS)}
    return list(await session.scalars(_RECENT, values))


async def _merge(
    session: AsyncSession,
    kind: Kind,
    keeper: Trainee | Customer,
    other: Trainee | Customer,
    names: tuple[str, ...],
    values: Mapping[str, Any],
    write: Callable[[Mapping[str, Any]], Awaitable[None]],
    desk: MergingDesk,
    arrange: Callable[[Steps], Awaitable[None]] | None = None,
) -> Merge:
    steps = Steps(session)
    keeper_id, other_id = keeper.id, other.id
    if values:
        before = await steps.row(kind, keeper_id)
        await write(values)
        await steps.note_change(kind, keeper_id, before)
    session.expunge(other)
    await steps.move_all(kind, other_id, keeper_id)
    await steps.set_aside(kind, other_id)
    _reread(session)
    if arrange is not None:
        await arrange(steps)
        _reread(session)
    merge = Merge(
        provider_id=bound_provider(session),
        kind=kind,
        keeper_id=keeper_id,
        other_id=other_id,
        keeper_name=names[0],
        other_name=names[1],
        steps=steps.taken,
        merged_at=desk.now,
        merged_by=desk.actor.id if desk.actor.kind == "user" else None,
        merged_by_name=desk.actor.name,
        undo_until=desk.now + timedelta(days=UNDO_DAYS),
    )
    session.add(merge)
    await session.flush()
    await _tell(session, kind, f"{kind}.merged", merge, desk)
    return merge


def _chosen(
    keeper: Trainee | Customer, other: Trainee | Customer, fields: Mapping[str, tuple[str, ...]], take: Collection[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, columns in fields.items():
        lacking = all(getattr(keeper, column) in (None, "") for column in columns)
        if name in take or lacking:
            values |= {column: getattr(other, column) for column in columns}
    remarks = [each for each in (keeper.remarks, other.remarks) if each]
    if len(set(remarks)) > 1 or remarks[:1] != [keeper.remarks]:
        values["remarks"] = "\n\n".join(dict.fromkeys(remarks))
    return {column: value for column, value in values.items() if value != getattr(keeper, column)}


async def _lock(kind: Kind, session: AsyncSession, *ids: UUID) -> None:
    if len(set(ids)) < len(ids):
        raise SameThing("Choose two different ones.")
    for each in sorted(ids):
        await read_row(session, kind, each, locked=True)


def _reread(session: AsyncSession) -> None:
    """Let the session read rows anew that were changed behind its back."""
    for each in list(session.sync_session.identity_map.values()):
        if not isinstance(each, Merge):
            session.expire(each)


async def _tell(session: AsyncSession, kind: Kind, action: str, merge: Merge, desk: MergingDesk) -> None:
    changes: Row = {"merge": merge.id, "other": merge.other_id, "name": merge.other_name}
    await record(session, desk.actor, action, kind, merge.keeper_id, now=desk.now, changes=changes)
    for topic in _TOPICS[kind]:
        await announce(session, topic, merge.keeper_id)
