"""Ticking what was reported in TOP internet, and how far a course is with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.courses.code95.errors import NeedsTrainee, NotCode95, ReportNotFound
from app.courses.code95.hours import Hours
from app.courses.code95.models import Code95Report, Code95Terms
from app.courses.code95.terms import Deadline, Duty, DutyState, deadlines, terms_on
from app.courses.desk import Desk
from app.courses.loading import get_course, take_bare_course
from app.courses.models import Course, CourseDay, Enrolment
from app.courses.states import Action, State, require
from app.events.audit import record
from app.events.changes import announce

_PROVIDER = bindparam("provider_id", type_=Uuid())
_COURSE = bindparam("course_id", type_=Uuid())
_DAYS = (
    select(CourseDay).where(CourseDay.provider_id == _PROVIDER, CourseDay.course_id == _COURSE).order_by(CourseDay.date)
)
_REPORTS = select(Code95Report).where(Code95Report.provider_id == _PROVIDER, Code95Report.course_id == _COURSE)
_SOMEBODY = select(
    exists().where(Enrolment.provider_id == _PROVIDER, Enrolment.course_id == _COURSE, Enrolment.state == "enrolled")
)
_TERMS = select(Code95Terms)


@dataclass(frozen=True)
class DutyOnDay:
    """One duty of a course day, with its report when there is one."""

    deadline: Deadline
    state: DutyState
    report: Code95Report | None


@dataclass(frozen=True)
class DayReport:
    """A course day with its hours and duties."""

    date: date
    hours: Hours
    duties: Sequence[DutyOnDay]


async def overview(session: AsyncSession, course_id: UUID, now: datetime, time_zone: str) -> list[DayReport]:
    """Every day of a code 95 course with what must be reported of it; raises CourseNotFound.

    Empty for a course without code 95, a cancelled one, and a white-label one, whose trainees somebody else keeps.
    """
    course = await get_course(session, course_id)
    if not has_duties(course):
        return []
    values = {"provider_id": bound_provider(session), "course_id": course_id}
    days = (await session.scalars(_DAYS, values)).all()
    reports = {(each.course_day_id, each.duty): each for each in await session.scalars(_REPORTS, values)}
    every_terms = (await session.scalars(_TERMS)).all()
    return [
        DayReport(
            day.date,
            Hours(day.theory_minutes, day.practice_minutes, day.e_learning_minutes),
            _duties(day, deadlines(day.date, day.starts, terms_on(every_terms, day.date), time_zone), reports, now),
        )
        for day in days
    ]


def next_duty(days: Sequence[DayReport]) -> tuple[date, Deadline] | None:
    """The open duty whose deadline comes first, with its course day; None when nothing waits."""
    waiting = [(day.date, each.deadline) for day in days for each in day.duties if each.state is DutyState.OPEN]
    return min(waiting, key=lambda found: found[1].due_at, default=None)


def has_duties(course: Course) -> bool:
    """Whether anything of the course must be reported."""
    return course.is_code95 and not course.is_white_label and course.state != State.CANCELLED


async def report(session: AsyncSession, course_id: UUID, day: date, duty: Duty, desk: Desk) -> Code95Report:
    """Note that somebody reported this; ticking it twice changes nothing.

    Raises CourseNotFound, ActionNotAllowed, WhiteLabelCourse, NotCode95, Invalid for a day that the course does not have,
    and NeedsTrainee: neither a day nor its trainees can be reported without at least one.
    """
    course = await _take(session, course_id, desk)
    values = {"provider_id": course.provider_id, "course_id": course_id}
    course_day = next((each for each in await session.scalars(_DAYS, values) if each.date == day), None)
    if course_day is None:
        raise Invalid.at("/date", "day_unknown", "The course has no such day.")
    known = await session.scalar(_REPORTS.filter_by(course_day_id=course_day.id, duty=duty.value), values)
    if known is not None:
        return known
    if duty is not Duty.RESULT and not await session.scalar(_SOMEBODY, values):
        raise NeedsTrainee("Enrol at least one trainee first: a day without any is not accepted.")
    row = Code95Report(
        provider_id=course.provider_id,
        course_id=course_id,
        course_day_id=course_day.id,
        duty=duty.value,
        reported_at=desk.now,
        reported_by=desk.actor.id if desk.actor.kind == "user" else None,
        reporter_name=desk.actor.name,
    )
    session.add(row)
    await session.flush()
    await _tell(session, desk, "code95.reported", course_id, {"day": day, "duty": duty.value})
    return row


async def take_back(session: AsyncSession, course_id: UUID, report_id: UUID, desk: Desk) -> None:
    """Take a tick away again; raises what `report` raises, and ReportNotFound."""
    course = await _take(session, course_id, desk)
    row = await session.get(Code95Report, (course.provider_id, report_id))
    if row is None or row.course_id != course_id:
        raise ReportNotFound("There is no such report.")
    await session.delete(row)
    await session.flush()
    await _tell(session, desk, "code95.taken_back", course_id, {"day": row.course_day_id, "duty": row.duty})


def _duties(
    day: CourseDay, due: Sequence[Deadline], reports: Mapping[tuple[UUID, str], Code95Report], now: datetime
) -> list[DutyOnDay]:
    found = [(each, reports.get((day.id, each.duty.value))) for each in due]
    return [DutyOnDay(each, each.state(row.reported_at if row else None, now), row) for each, row in found]


async def _take(session: AsyncSession, course_id: UUID, desk: Desk) -> Course:
    course = await take_bare_course(session, course_id)
    require(course, Action.REPORT_CODE95, desk.today)
    if not course.is_code95:
        raise NotCode95("This is not a code 95 course.")
    return course


async def _tell(session: AsyncSession, desk: Desk, action: str, course_id: UUID, changes: dict[str, Any]) -> None:
    await record(session, desk.actor, action, "course", course_id, changes=changes, now=desk.now)
    await announce(session, "courses", course_id)
