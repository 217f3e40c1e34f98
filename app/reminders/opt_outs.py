"""Leaving a trainee or a customer out of reminders, and taking them in again (R-EXP-02). No address has to be deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.customers.models import Customer
from app.customers.repository import get_customer
from app.events.audit import Actor, record
from app.events.changes import announce
from app.reminders.errors import OptOutNotFound
from app.reminders.kinds import ReminderKind
from app.reminders.models import MailOptOut
from app.trainees.models import Trainee
from app.trainees.repository import get_trainee

Source = Literal["user", "link"]
IS_LEFT_OUT = """exists (select from mail_opt_out x where x.provider_id = :provider and x.{column} = {subject}
    and x.ended_at is null and (x.kind is null or x.kind = :kind))"""
"""For statements that select what is due: whether a subject is left out of the statement's kind."""

_INSERT = insert_or_skip(MailOptOut).on_conflict_do_nothing().returning(MailOptOut.id)
_END = (
    update(MailOptOut)
    .where(MailOptOut.provider_id == bindparam("provider"), MailOptOut.id == bindparam("opt_out"))
    .where(MailOptOut.ended_at.is_(None))
    .values(ended_at=bindparam("now"), ended_by=bindparam("by"))
)
_OPEN = select(MailOptOut).where(
    MailOptOut.provider_id == bindparam("provider"),
    MailOptOut.trainee_id.is_not_distinct_from(bindparam("trainee")),
    MailOptOut.customer_id.is_not_distinct_from(bindparam("customer")),
    MailOptOut.ended_at.is_(None),
)
_LIST = (
    select(
        MailOptOut.id,
        MailOptOut.trainee_id,
        MailOptOut.customer_id,
        func.coalesce(
            func.concat_ws(" ", Trainee.given_name, func.nullif(Trainee.infix, ""), Trainee.family_name)
        ).label("trainee_name"),
        Customer.name.label("customer_name"),
        MailOptOut.kind,
        MailOptOut.reason,
        MailOptOut.source,
        MailOptOut.created_by,
        MailOptOut.created_at,
        MailOptOut.ended_at,
        MailOptOut.ended_by,
    )
    .outerjoin(Trainee, and_(Trainee.provider_id == MailOptOut.provider_id, Trainee.id == MailOptOut.trainee_id))
    .outerjoin(Customer, and_(Customer.provider_id == MailOptOut.provider_id, Customer.id == MailOptOut.customer_id))
    .where(MailOptOut.provider_id == bindparam("provider"))
    .where(or_(bindparam("any_trainee"), MailOptOut.trainee_id == bindparam("trainee")))
    .where(or_(bindparam("any_customer"), MailOptOut.customer_id == bindparam("customer")))
    .where(or_(bindparam("ended_too"), MailOptOut.ended_at.is_(None)))
    .order_by(MailOptOut.created_at.desc(), MailOptOut.id.desc())
    .limit(bindparam("limit"))
)
_OLDER = _LIST.where(tuple_(MailOptOut.created_at, MailOptOut.id) < tuple_(bindparam("at"), bindparam("id")))
_ONE = _LIST.where(MailOptOut.id == bindparam("opt_out"))
_ANYBODY: dict[str, Any] = {"any_trainee": True, "trainee": None, "any_customer": True, "customer": None}


@dataclass(frozen=True)
class Spared:
    """Who is to be left out, of which kind of reminder (None: of all); exactly one of trainee and customer."""

    trainee_id: UUID | None = None
    customer_id: UUID | None = None
    kind: ReminderKind | None = None


async def leave_out(
    session: AsyncSession, spared: Spared, *, reason: str, source: Source, actor: Actor, now: datetime
) -> UUID | None:
    """Leave somebody out from now on; the new line's id, or None when it stood already: twice is once.

    Raises TraineeNotFound, CustomerNotFound.
    """
    subject_type, subject_id = await _subject(session, spared)
    values = {
        "provider_id": bound_provider(session),
        "id": new_id(),
        "trainee_id": spared.trainee_id,
        "customer_id": spared.customer_id,
        "kind": spared.kind,
        "reason": reason,
        "source": source,
        "created_by": actor.name,
        "created_at": now,
    }
    made = await session.scalar(_INSERT, values)
    if made is not None:
        changes = {"kind": spared.kind, "reason": reason, "source": source}
        await record(session, actor, "mail.left_out", subject_type, subject_id, now=now, changes=changes)
        await announce(session, "opt-outs", subject_id)
    return made


async def take_in_again(session: AsyncSession, opt_out_id: UUID, *, actor: Actor, now: datetime) -> None:
    """End a line of the list; the reminders that are due from then on go out again. Raises OptOutNotFound."""
    found = await session.get(MailOptOut, (bound_provider(session), opt_out_id))
    if found is None:
        raise OptOutNotFound("Nobody is left out under this id.")
    if found.ended_at is None:
        values = {"provider": found.provider_id, "opt_out": opt_out_id, "now": now, "by": actor.name}
        await (await session.connection()).execute(_END, values)
        subject_type = "trainee" if found.trainee_id else "customer"
        subject_id = found.trainee_id or found.customer_id
        assert subject_id is not None
        changes = {"kind": found.kind}
        await record(session, actor, "mail.taken_in", subject_type, subject_id, now=now, changes=changes)
        await announce(session, "opt-outs", subject_id)
        await session.refresh(found)


async def open_line(session: AsyncSession, spared: Spared) -> UUID:
    """The line that says exactly this; raises OptOutNotFound."""
    for line in await open_lines(session, spared):
        if line.kind == spared.kind:
            return line.id
    raise OptOutNotFound("Nobody is left out like this.")


async def open_lines(session: AsyncSession, spared: Spared) -> list[MailOptOut]:
    """The lines by which this subject is left out of this kind at present."""
    values = {"provider": bound_provider(session), "trainee": spared.trainee_id, "customer": spared.customer_id}
    return [each for each in await session.scalars(_OPEN, values) if each.kind in (None, spared.kind)]


async def list_opt_outs(
    session: AsyncSession,
    page: Page,
    *,
    trainee_id: UUID | None = None,
    customer_id: UUID | None = None,
    ended_too: bool = False,
) -> tuple[list[Row[*tuple[Any, ...]]], str | None]:
    """One page of the leave-me-out list, the latest first, and the cursor of the next.

    Raises TraineeNotFound, CustomerNotFound.
    """
    if trainee_id is not None:
        await get_trainee(session, trainee_id)
    if customer_id is not None:
        await get_customer(session, customer_id)
    values: dict[str, Any] = {
        "provider": bound_provider(session),
        "any_trainee": trainee_id is None,
        "trainee": trainee_id,
        "any_customer": customer_id is None,
        "customer": customer_id,
        "ended_too": ended_too,
        "limit": page.limit + 1,
    }
    statement = _LIST
    if position := page.position(datetime.fromisoformat, UUID):
        statement = _OLDER
        values |= {"at": position[0], "id": position[1]}
    rows = (await session.execute(statement, values)).all()
    return cut(rows, page.limit, lambda row: (row.created_at.isoformat(), row.id))


async def get_opt_out(session: AsyncSession, opt_out_id: UUID) -> Row[*tuple[Any, ...]]:
    """One line as the list shows it, ended or not; raises OptOutNotFound."""
    values = {"provider": bound_provider(session), **_ANYBODY, "ended_too": True, "limit": 1, "opt_out": opt_out_id}
    found: Row[*tuple[Any, ...]] | None = (await session.execute(_ONE, values)).one_or_none()
    if found is None:
        raise OptOutNotFound("Nobody is left out under this id.")
    return found


async def _subject(session: AsyncSession, spared: Spared) -> tuple[str, UUID]:
    if spared.trainee_id is not None:
        return "trainee", (await get_trainee(session, spared.trainee_id)).id
    assert spared.customer_id is not None
    return "customer", (await get_customer(session, spared.customer_id)).id
