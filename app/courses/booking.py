"""Booking a course and changing it (R-CRS-01 to R-CRS-05)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.courses.busy import Clash, find_clashes, lock_bookings
from app.courses.days import Day, in_order
from app.courses.desk import Desk
from app.courses.draft import CourseDraft, Expiry, LocationChoice, draft_of
from app.courses.errors import CourseHasEnrolments, InstructorBusy
from app.courses.loading import take_course
from app.courses.marking import follow_days
from app.courses.models import Course, Enrolment
from app.courses.settling import Settled, settle
from app.courses.states import Action, require
from app.courses.teachers import Position
from app.courses.telling import told_of, without_twins
from app.courses.writing import write
from app.events.audit import record, record_change
from app.events.changes import announce
from app.instructors.people import InstructorRef
from app.providers.counters import next_number


async def book(session: AsyncSession, draft: CourseDraft, desk: Desk, *, accept_double_booking: bool = False) -> Course:
    """Book a course and give it the provider's next number.

    Raises Invalid, ChoiceNotFound, ExternalCoursesOnly, ModuleNotActive, and InstructorBusy unless double booking is
    accepted (R-CRS-05).
    """
    settled = await settle(session, draft, desk)
    clashes = await _refuse_clashes(session, settled, accepted=accept_double_booking)
    course = Course(
        id=new_id(),
        provider_id=bound_provider(session),
        state="planned",
        created_at=desk.now,
        days=[],
        instructors=[],
        documents=[],
    )
    course.created_by = desk.actor.id if desk.actor.kind == "user" else None
    course.number = await next_number(session, "course")
    write(course, settled, now=desk.now, double_booked=_positions(settled, clashes))
    session.add(course)
    await session.flush()
    await _tell(session, desk, "course.booked", course, {"number": course.number} | _accepted(clashes))
    return course


async def change(
    session: AsyncSession,
    course_id: UUID,
    changes: Mapping[str, Any],
    desk: Desk,
    *,
    version: int | None,
    accept_double_booking: bool = False,
) -> Course:
    """Change some fields of the draft of a course that the caller saw as `version`.

    Raises CourseNotFound, PreconditionFailed, ActionNotAllowed, CourseHasEnrolments and whatever `book` raises.
    """
    course = await take_course(session, course_id, version)
    require(course, Action.EDIT, desk.today)
    return await rewrite(session, course, changes, desk, accept_double_booking=accept_double_booking)


async def book_instructor(
    session: AsyncSession,
    course_id: UUID,
    position: Position,
    person: InstructorRef,
    desk: Desk,
    *,
    accept_double_booking: bool = False,
) -> Course:
    """Put an instructor who said yes into a position (R-STF-06), with the same busy check; raises what `change` raises.

    Whoever stood in the other position under the same name leaves it.
    """
    course = await take_course(session, course_id)
    require(course, Action.STAFF, desk.today)
    other = "second_instructor" if position == "main" else "main_instructor"
    changes: dict[str, Any] = {f"{position}_instructor": person}
    if getattr(draft_of(course), other) == person:
        changes[other] = None
    return await rewrite(session, course, changes, desk, accept_double_booking=accept_double_booking)


async def rewrite(
    session: AsyncSession, course: Course, changes: Mapping[str, Any], desk: Desk, *, accept_double_booking: bool
) -> Course:
    """Change a course that is taken and may be changed; raises what `book` raises, and CourseHasEnrolments."""
    former, before = draft_of(course), told_of(course)
    following: dict[str, Any] = {"expires_on": Expiry.FOLLOWING} if changes.keys() & {"days", "type"} else {}
    draft = replace(former, **{**following, **changes})
    settled = await settle(session, draft, desk, former)
    await _check_enrolments(session, course, draft)
    clashes = await _refuse_clashes(
        session, settled, accepted=accept_double_booking, former=former, course_id=course.id
    )
    moved = settled.days != former.days or settled.location != (former.location or LocationChoice())
    write(course, settled, now=desk.now, double_booked=_positions(settled, clashes))
    course.calendar_sequence += int(moved)
    await session.flush()
    if settled.days != former.days:
        await follow_days(
            session, course.id, [day.date for day in in_order(former.days)], [day.date for day in settled.days]
        )
    after = told_of(course) | _accepted(clashes)
    before, after = without_twins(before, after)
    await record_change(
        session, desk.actor, "course.changed", "course", course.id, before=before, after=after, now=desk.now
    )
    await announce(session, "courses", course.id)
    return course


async def _refuse_clashes(
    session: AsyncSession,
    settled: Settled,
    *,
    accepted: bool,
    former: CourseDraft | None = None,
    course_id: UUID | None = None,
) -> list[Clash]:
    """The clashes that come with this change, accepted deliberately; raises InstructorBusy when they are not."""
    teachers = list(settled.teachers.values())
    await lock_bookings(session, [each.person for each in teachers], [day.date for day in settled.days])
    clashes = await find_clashes(session, teachers, settled.days, settled.busy_rule, except_course=course_id)
    known = _bookings(former.places.values(), former.days) if former else set()
    days = {day.date: day for day in settled.days}
    new = [clash for clash in clashes if (clash.teacher.person, days[clash.day]) not in known]
    if new and not accepted:
        raise InstructorBusy([clash.told() for clash in new])
    return new


def _bookings(people: Collection[InstructorRef], days: Sequence[Day]) -> set[tuple[InstructorRef, Day]]:
    return {(person, day) for person in people for day in days}


def _positions(settled: Settled, clashes: Sequence[Clash]) -> set[str]:
    busy = {clash.teacher.person for clash in clashes}
    return {position for position, teacher in settled.teachers.items() if teacher.person in busy}


async def _check_enrolments(session: AsyncSession, course: Course, draft: CourseDraft) -> None:
    """R-EXT-05 and R-CRS-08: no white label with trainees in it, and no fewer places than are taken."""
    turned_white = draft.is_white_label and not course.is_white_label
    if not turned_white and draft.max_trainees >= course.max_trainees:
        return
    enrolments = select(Enrolment.state, func.count()).where(
        Enrolment.provider_id == course.provider_id, Enrolment.course_id == course.id
    )
    taken: dict[str, int] = dict(iter(await session.execute(enrolments.group_by(Enrolment.state))))
    if turned_white and taken:
        raise CourseHasEnrolments("A course with enrolments cannot be turned white label.")
    if draft.max_trainees < taken.get("enrolled", 0):
        raise Invalid.at("/maxTrainees", "fewer_than_enrolled", f"{taken['enrolled']} trainees have a place already.")


def _accepted(clashes: Sequence[Clash]) -> dict[str, Any]:
    """The bookings that were in the way, for the log."""
    told = [f"{each.teacher.name} {each.day} {each.starts:%H:%M}–{each.ends:%H:%M}" for each in clashes]
    return {"accepted_double_bookings": told} if told else {}


async def _tell(session: AsyncSession, desk: Desk, action: str, course: Course, changes: dict[str, Any]) -> None:
    await record(session, desk.actor, action, "course", course.id, changes=changes, now=desk.now)
    await announce(session, "courses", course.id)
