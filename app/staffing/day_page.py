"""The day page of a course: whoever teaches it marks attendance and results, without a login and on a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import local_date
from app.core.database.session import bound_provider
from app.courses.desk import Desk
from app.courses.marking import Mark, attendance_of, mark_many
from app.courses.models import CourseInstructor, Enrolment
from app.courses.states import Action, allowed_actions
from app.events.audit import Actor
from app.staffing.course import StaffedCourse, load_course
from app.staffing.errors import NotTheTeacher
from app.staffing.own_links import DayLink
from app.trainees.models import Trainee
from app.trainees.names import PersonName

_TEACHES = select(CourseInstructor.name).where(
    CourseInstructor.provider_id == bindparam("provider_id"),
    CourseInstructor.course_id == bindparam("course_id"),
    (CourseInstructor.instructor_id == bindparam("id")) | (CourseInstructor.external_instructor_id == bindparam("id")),
)
_PEOPLE = (
    select(Enrolment, Trainee.given_name, Trainee.infix, Trainee.family_name)
    .join(Trainee, (Trainee.provider_id == Enrolment.provider_id) & (Trainee.id == Enrolment.trainee_id))
    .where(
        Enrolment.provider_id == bindparam("provider_id"),
        Enrolment.course_id == bindparam("course_id"),
        Enrolment.state == "enrolled",
    )
    .order_by(Trainee.name_sort, Enrolment.id)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Participant:
    """One trainee of the list: nothing but the name, and what was marked."""

    enrolment_id: UUID
    name: str
    present: bool | None
    """On the day that is looked at."""
    passed: bool | None


@dataclass(frozen=True, slots=True)
class DayPage:
    """What the page shows for one course day."""

    course: StaffedCourse
    teacher: str
    day: date
    participants: Sequence[Participant]
    may_mark: bool
    may_add: bool
    """Whether a photo of the signed list can be added."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What was changed on the page: per enrolment, True, False, or None to take a mark away."""

    present: Mapping[UUID, bool | None]
    passed: Mapping[UUID, bool | None]


async def open_day(session: AsyncSession, link: DayLink, day: date | None, *, now: datetime) -> DayPage:
    """The page for a day of the course, today's unless one is named; the session is bound to the provider of the link.

    Raises CourseNotFound, and NotTheTeacher for somebody who does not teach the course any more.
    """
    course = await load_course(session, link.course_id)
    values = {"provider_id": bound_provider(session), "course_id": link.course_id, "id": link.instructor_id}
    teacher = await session.scalar(_TEACHES, values)
    if teacher is None:
        raise NotTheTeacher("Somebody else teaches this course now.")
    today = local_date(now, course.provider.time_zone)
    days = [each.date for each in course.days]
    shown = day if day in days else max((each for each in days if each <= today), default=days[0])
    people = []
    for row in await session.execute(_PEOPLE, {"provider_id": link.provider_id, "course_id": link.course_id}):
        name = PersonName(row.given_name, row.infix, row.family_name).full
        present = attendance_of(row.Enrolment, days).days[shown]
        people.append(Participant(row.Enrolment.id, name, present, row.Enrolment.passed))
    allowed = allowed_actions(course, today)
    return DayPage(course, teacher, shown, people, Action.MARK in allowed, Action.UPLOAD in allowed)


async def save_marks(session: AsyncSession, link: DayLink, day: date, marked: Marked, *, now: datetime) -> None:
    """Write what the teacher marked; who is not present cannot pass, and is left without a result.

    Raises what `open_day` raises, and what marking raises (`app.courses.marking`).
    """
    page = await open_day(session, link, day, now=now)
    desk = desk_of_teacher(page, link, now)
    one_day = len(page.course.days) == 1
    for value in (True, False, None):
        ids = [each for each, said in marked.present.items() if said is value]
        if ids:
            mark = Mark(frozenset({"attended"}), attended=value, day=None if one_day else page.day)
            await mark_many(session, link.course_id, ids, mark, desk)
    for value in (True, False, None):
        ids = [each for each, said in marked.passed.items() if said is value]
        if ids:
            await mark_many(session, link.course_id, ids, Mark(frozenset({"passed"}), passed=value), desk)


def desk_of_teacher(page: DayPage, link: DayLink, now: datetime) -> Desk:
    """The teacher as whoever acts on the course, by the link."""
    provider = page.course.provider
    actor = Actor("instructor", link.instructor_id, page.teacher)
    today = local_date(now, provider.time_zone)
    return Desk(provider.id, provider.is_cibot_institute, frozenset(), actor, now, today)
