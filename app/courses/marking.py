"""Marking who was present, per day or as a whole, and who passed (R-EXT-04, R-PRC-01): passed only when present."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.courses.attendance import Attendance
from app.courses.desk import Desk
from app.courses.enrolling import get_enrolment
from app.courses.errors import EnrolmentNotFound, OnWaitingList, PassedNeedsAttendance
from app.courses.loading import take_bare_course
from app.courses.models import CourseDay, Enrolment
from app.courses.states import Action, require
from app.events.audit import record
from app.events.changes import announce

_DAYS = (
    select(CourseDay.date)
    .where(CourseDay.provider_id == bindparam("provider_id"), CourseDay.course_id == bindparam("course_id"))
    .order_by(CourseDay.date)
)


@dataclass(frozen=True)
class Mark:
    """What is said of an enrolment: only what stands in `given` changes; None takes a mark away."""

    given: frozenset[str]
    attended: bool | None = None
    passed: bool | None = None
    day: date | None = None
    """The course day that `attended` is about; None: the course as a whole."""

    def check(self) -> None:
        """Raise Invalid when the mark says in one breath that somebody absent passed."""
        if self.given >= {"attended", "passed"} and self.passed and not self.attended:
            raise Invalid.at("/passed", PassedNeedsAttendance.code, "Only who was present can pass.")

    def put(self, enrolment: Enrolment, days: Sequence[date]) -> bool:
        """Write the mark, and say whether it could be: who is not marked present cannot pass."""
        if "attended" in self.given:
            attendance = attendance_of(enrolment, days)
            marked = attendance.mark_day(self.day, self.attended) if self.day else attendance.mark_whole(self.attended)
            write_attendance(enrolment, marked)
        if "passed" in self.given:
            if self.passed and not enrolment.attended:
                return False
            enrolment.passed = self.passed
        return True


@dataclass(frozen=True)
class Marks:
    """Everything that was marked of one enrolment, as it is put back when marking is undone."""

    enrolment_id: UUID
    attendance: Attendance
    passed: bool | None


def attendance_of(enrolment: Enrolment, days: Sequence[date]) -> Attendance:
    """The attendance of an enrolment in a course with these days."""
    return Attendance.read(days, enrolment.attended, enrolment.day_marks, enrolment.attendance_overruled)


def write_attendance(enrolment: Enrolment, attendance: Attendance) -> None:
    """Keep an attendance; who turns out to have been absent has not passed either."""
    enrolment.attended = attendance.attended
    enrolment.day_marks = attendance.kept_marks
    enrolment.attendance_overruled = attendance.overruled
    if not enrolment.attended and enrolment.passed:
        enrolment.passed = None


async def mark_one(session: AsyncSession, course_id: UUID, enrolment_id: UUID, mark: Mark, desk: Desk) -> Enrolment:
    """Mark one enrolment.

    Raises EnrolmentNotFound, ActionNotAllowed, WhiteLabelCourse, OnWaitingList, PassedNeedsAttendance, and Invalid for
    a day that the course does not have.
    """
    days = await _open(session, course_id, desk, mark, Action.MARK)
    enrolment = await get_enrolment(session, course_id, enrolment_id)
    if enrolment.state == "waiting":
        raise OnWaitingList("Somebody on the waiting list has no attendance.")
    if not mark.put(enrolment, days):
        raise PassedNeedsAttendance("Mark the trainee as present first.")
    await session.flush()
    await _tell(session, desk, course_id, [enrolment], _said(mark))
    return enrolment


async def mark_many(
    session: AsyncSession,
    course_id: UUID,
    enrolment_ids: Collection[UUID] | None,
    mark: Mark,
    desk: Desk,
    *,
    action: Action = Action.MARK,
) -> list[Enrolment]:
    """Mark the given enrolments, or everybody who has a place; a pass goes to those only who were present.

    Returns the enrolments as they are now. `action` is what the course must allow. Raises EnrolmentNotFound when one of
    the ids is not of this course, and Invalid for a day that the course does not have.
    """
    days = await _open(session, course_id, desk, mark, action)
    enrolments = await _chosen(session, course_id, enrolment_ids)
    for enrolment in enrolments:
        mark.put(enrolment, days)
    await session.flush()
    await _tell(session, desk, course_id, enrolments, _said(mark))
    return enrolments


async def restore_marks(session: AsyncSession, course_id: UUID, wanted: Sequence[Marks], desk: Desk) -> list[Enrolment]:
    """Put back the marks of several enrolments as they stood before somebody marked them.

    Raises EnrolmentNotFound, ActionNotAllowed, WhiteLabelCourse, and Invalid for who would pass without being present.
    """
    course = await take_bare_course(session, course_id)
    require(course, Action.MARK, desk.today)
    days = await days_of(session, course_id)
    enrolments = {each.id: each for each in await _chosen(session, course_id, [each.enrolment_id for each in wanted])}
    for at, marks in enumerate(wanted):
        enrolment = enrolments[marks.enrolment_id]
        write_attendance(enrolment, marks.attendance.on(days))
        if marks.passed and not enrolment.attended:
            raise Invalid.at(f"/items/{at}/passed", PassedNeedsAttendance.code, "Only who was present can pass.")
        enrolment.passed = marks.passed
    await session.flush()
    await _tell(session, desk, course_id, list(enrolments.values()), {"restored": True})
    return list(enrolments.values())


async def follow_days(session: AsyncSession, course_id: UUID, former: Sequence[date], days: Sequence[date]) -> None:
    """Let every attendance follow the days of its course, which were `former` until now."""
    for enrolment in await _chosen(session, course_id, None):
        if enrolment.attended is not None or enrolment.day_marks:
            write_attendance(enrolment, attendance_of(enrolment, former).on(days))


async def days_of(session: AsyncSession, course_id: UUID) -> list[date]:
    """The days of a course, from first to last."""
    return list(await session.scalars(_DAYS, {"provider_id": bound_provider(session), "course_id": course_id}))


async def _open(session: AsyncSession, course_id: UUID, desk: Desk, mark: Mark, action: Action) -> list[date]:
    """Lock a course that takes this mark now, and give its days."""
    mark.check()
    course = await take_bare_course(session, course_id)
    require(course, action, desk.today)
    days = await days_of(session, course_id)
    if mark.day is not None and mark.day not in days:
        raise Invalid.at("/day", "day_unknown", "The course has no such day.")
    return days


async def _chosen(session: AsyncSession, course_id: UUID, enrolment_ids: Collection[UUID] | None) -> list[Enrolment]:
    query = select(Enrolment).where(
        Enrolment.provider_id == bound_provider(session),
        Enrolment.course_id == course_id,
        Enrolment.state == "enrolled",
    )
    if enrolment_ids is not None:
        query = query.where(Enrolment.id.in_(enrolment_ids))
    found = list((await session.scalars(query.execution_options(populate_existing=True))).all())
    if enrolment_ids is not None and len(found) < len(set(enrolment_ids)):
        raise EnrolmentNotFound("Some of these have no place in this course.")
    return found


def _said(mark: Mark) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(mark, name) for name in sorted(mark.given)}
    return said | {"day": mark.day} if mark.day else said


async def _tell(
    session: AsyncSession, desk: Desk, course_id: UUID, marked: list[Enrolment], said: dict[str, Any]
) -> None:
    changes = {
        **said,
        "trainees": [each.trainee_id for each in marked],
        "enrolments": [each.id for each in marked],
    }
    await record(session, desk.actor, "enrolment.marked", "course", course_id, changes=changes, now=desk.now)
    await announce(session, "enrolments", course_id)
