"""Giving trainees a place in a course (R-CRS-08, R-EXT-05).

Places are counted under the lock of the course, so that two requests for the last place give one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import bindparam, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import PreconditionFailed
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.errors import AlreadyEnrolled, ChoiceNotFound, CourseFull, EnrolmentNotFound
from app.courses.loading import take_bare_course
from app.courses.models import Course, Enrolment
from app.courses.states import Action, require
from app.customers.models import Customer
from app.events.audit import record
from app.events.changes import announce
from app.trainees.models import Trainee

Outcome = Literal["enrolled", "waiting", "already_enrolled", "course_full"]

_OF_COURSE = (Enrolment.provider_id == bindparam("provider"), Enrolment.course_id == bindparam("course"))
_TAKEN = select(func.count()).where(*_OF_COURSE, Enrolment.state == "enrolled")
_IS_IN = select(exists().where(*_OF_COURSE, Enrolment.trainee_id == bindparam("trainee")))
_EVERYBODY = select(Enrolment.trainee_id, Enrolment.state).where(*_OF_COURSE)
_TRAINEE = select(Trainee.customer_id).where(
    Trainee.provider_id == bindparam("provider"), Trainee.id == bindparam("id"), Trainee.erased_at.is_(None)
)
_CUSTOMER = select(exists().where(Customer.provider_id == bindparam("provider"), Customer.id == bindparam("id")))
_ONE = select(Enrolment).where(*_OF_COURSE, Enrolment.id == bindparam("id"))
_FRESH = {"populate_existing": True}


@dataclass(frozen=True)
class CustomerOf:
    """For whom a trainee comes: the customer that the trainee belongs to now, or the one that is named (R-CUS-04)."""

    own: bool = True
    id: UUID | None = None


async def enrol(
    session: AsyncSession,
    course_id: UUID,
    trainee_id: UUID,
    desk: Desk,
    *,
    customer: CustomerOf = CustomerOf(),
    accept_waiting_list: bool = False,
) -> Enrolment:
    """Give a trainee a place, or one on the waiting list when the course is full and that was accepted.

    Raises CourseNotFound, ChoiceNotFound, ActionNotAllowed, WhiteLabelCourse, AlreadyEnrolled and CourseFull.
    """
    course = await take_bare_course(session, course_id)
    require(course, Action.ENROL, desk.today)
    customer_id = await _customer(session, course, trainee_id, customer)
    if await session.scalar(_IS_IN, {**_key(course), "trainee": trainee_id}):
        raise AlreadyEnrolled("This trainee is in the course already.")
    full = await _is_full(session, course)
    if full and not accept_waiting_list:
        raise CourseFull(course.max_trainees)
    enrolment = _row(course, trainee_id, customer_id, "waiting" if full else "enrolled", desk.now)
    session.add(Enrolment(**enrolment))
    await session.flush()
    changes = {"trainee": trainee_id, "state": enrolment["state"], "enrolment": enrolment["id"]}
    await _tell(session, desk, "enrolment.made", course, changes)
    return await get_enrolment(session, course_id, enrolment["id"])


async def enrol_many(
    session: AsyncSession,
    course_id: UUID,
    people: Sequence[tuple[UUID, UUID | None]],
    desk: Desk,
    *,
    accept_waiting_list: bool = False,
) -> dict[UUID, Outcome]:
    """Enrol trainees (with the customer of each) as long as there are places; says for each what became of it.

    Who comes too late goes on the waiting list when that was accepted, else nowhere.

    The trainees and customers must be the provider's. Raises CourseNotFound, ActionNotAllowed and WhiteLabelCourse.
    """
    course = await take_bare_course(session, course_id)
    require(course, Action.ENROL, desk.today)
    there = {row.trainee_id: row.state for row in await session.execute(_EVERYBODY, _key(course))}
    places = course.max_trainees - sum(state == "enrolled" for state in there.values())
    outcomes: dict[UUID, Outcome] = dict.fromkeys(there, "already_enrolled")
    rows: list[dict[str, Any]] = []
    for trainee_id, customer_id in people:
        if trainee_id in outcomes:
            continue
        outcomes[trainee_id] = "enrolled" if len(rows) < places else "waiting" if accept_waiting_list else "course_full"
        if outcomes[trainee_id] != "course_full":
            rows.append(_row(course, trainee_id, customer_id, outcomes[trainee_id], desk.now))
    if rows:
        await session.execute(insert(Enrolment), rows)
        changes = {name: [row[key] for row in rows] for name, key in (("trainees", "trainee_id"), ("enrolments", "id"))}
        await _tell(session, desk, "enrolment.made", course, changes)
    return {trainee_id: outcomes[trainee_id] for trainee_id, _ in people}


async def give_place(session: AsyncSession, course_id: UUID, enrolment_id: UUID, desk: Desk) -> Enrolment:
    """Move somebody from the waiting list to a place that has become free; raises CourseFull when there is none."""
    course = await take_bare_course(session, course_id)
    require(course, Action.ENROL, desk.today)
    enrolment = await get_enrolment(session, course_id, enrolment_id)
    if enrolment.state == "enrolled":
        return enrolment
    if await _is_full(session, course):
        raise CourseFull(course.max_trainees)
    enrolment.state = "enrolled"
    await session.flush()
    changes = {"trainee": enrolment.trainee_id, "enrolment": enrolment_id}
    await _tell(session, desk, "enrolment.placed", course, changes)
    return enrolment


async def withdraw(session: AsyncSession, course_id: UUID, enrolment_id: UUID, desk: Desk) -> None:
    """Take a trainee out of the course; the trainee stays known. Raises EnrolmentNotFound and ActionNotAllowed."""
    course = await take_bare_course(session, course_id)
    enrolment = await get_enrolment(session, course_id, enrolment_id)
    require(course, Action.ENROL, desk.today)
    await session.delete(enrolment)
    await session.flush()
    changes = {"trainee": enrolment.trainee_id, "enrolment": enrolment_id}
    await _tell(session, desk, "enrolment.withdrawn", course, changes)


async def assign_customer(
    session: AsyncSession, course_id: UUID, enrolment_ids: Iterable[UUID], customer_id: UUID | None, desk: Desk
) -> list[Enrolment]:
    """Link enrolments, and trainees that have no customer yet, to a customer from within the course (R-CUS-04).

    Who was erased has no customer any more, and gets none (R-ACC-04).
    """
    course = await take_bare_course(session, course_id)
    if customer_id is not None:
        await _require_customer(session, course, customer_id)
    enrolments = [await get_enrolment(session, course_id, each) for each in dict.fromkeys(enrolment_ids)]
    for enrolment in list(enrolments):
        trainee = await session.get_one(Trainee, (course.provider_id, enrolment.trainee_id))
        if trainee.erased_at is not None:
            enrolments.remove(enrolment)
            continue
        enrolment.customer_id = customer_id
        if trainee.customer_id is None and customer_id is not None:
            trainee.customer_id = customer_id
    await session.flush()
    changed = {
        "customer": customer_id,
        "trainees": [each.trainee_id for each in enrolments],
        "enrolments": [each.id for each in enrolments],
    }
    await _tell(session, desk, "enrolment.linked", course, changed)
    return enrolments


async def get_enrolment(
    session: AsyncSession, course_id: UUID, enrolment_id: UUID, version: int | None = None
) -> Enrolment:
    """One enrolment of a course; raises EnrolmentNotFound, and PreconditionFailed when it is not that version."""
    key = {"provider": bound_provider(session), "course": course_id, "id": enrolment_id}
    found = await session.scalar(_ONE, key, execution_options=_FRESH)
    if found is None:
        raise EnrolmentNotFound("There is no such enrolment in this course.")
    if version is not None and found.version != version:
        raise PreconditionFailed("The enrolment was changed meanwhile.", version=found.version)
    return found


async def _customer(session: AsyncSession, course: Course, trainee_id: UUID, customer: CustomerOf) -> UUID | None:
    trainee = (await session.execute(_TRAINEE, {"provider": course.provider_id, "id": trainee_id})).one_or_none()
    if trainee is None:
        raise ChoiceNotFound("trainee")
    if customer.own:
        own: UUID | None = trainee.customer_id
        return own
    if customer.id is not None:
        await _require_customer(session, course, customer.id)
    return customer.id


async def _require_customer(session: AsyncSession, course: Course, customer_id: UUID) -> None:
    if not await session.scalar(_CUSTOMER, {"provider": course.provider_id, "id": customer_id}):
        raise ChoiceNotFound("customer")


async def _is_full(session: AsyncSession, course: Course) -> bool:
    return (await session.scalar(_TAKEN, _key(course)) or 0) >= course.max_trainees


def _key(course: Course) -> dict[str, UUID]:
    return {"provider": course.provider_id, "course": course.id}


def _row(course: Course, trainee_id: UUID, customer_id: UUID | None, state: str, now: datetime) -> dict[str, Any]:
    return {
        "provider_id": course.provider_id,
        "id": new_id(),
        "course_id": course.id,
        "trainee_id": trainee_id,
        "customer_id": customer_id,
        "state": state,
        "created_at": now,
    }


async def _tell(session: AsyncSession, desk: Desk, action: str, course: Course, changes: dict[str, Any]) -> None:
    await record(session, desk.actor, action, "course", course.id, changes=changes, now=desk.now)
    await announce(session, "enrolments", course.id)
