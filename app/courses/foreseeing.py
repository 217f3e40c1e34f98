"""Telling who is busy before anything is saved (R-CRS-05), and what other dates of a course would mean (R-CRS-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldErrors, Invalid
from app.courses.busy import Clash, busy_rule, find_clashes
from app.courses.dates import Every, series, shifted
from app.courses.days import Day, check_days
from app.courses.draft import draft_of
from app.courses.errors import ChoiceNotFound
from app.courses.loading import get_course, get_whole_course
from app.courses.models import Course
from app.courses.teachers import Teacher
from app.instructors.people import InstructorRef
from app.instructors.repository import HeldQualification, InstructorRepository


@dataclass(frozen=True)
class ForeseenDate:
    """What a course would be on another date."""

    days: tuple[Day, ...]
    clashes: tuple[Clash, ...]
    unqualified: tuple[str, ...]
    """Who does not hold the teaching qualification on every one of these days (R-CRT-02), by name."""


async def foresee_clashes(
    session: AsyncSession, people: Sequence[InstructorRef], days: Sequence[Day], *, except_course: UUID | None = None
) -> list[Clash]:
    """What would be in the way of these instructors on these days, for a new course or one that is being changed.

    Raises Invalid for impossible days, and ChoiceNotFound or CourseNotFound for what the provider does not have.
    """
    errors = FieldErrors()
    check_days(days, errors)
    errors.raise_if_any()
    if except_course is not None:
        await get_course(session, except_course)
    known = await InstructorRepository(session).people(people)
    if any(person not in known for person in people):
        raise ChoiceNotFound("instructor")
    teachers = [Teacher(person, known[person].name) for person in dict.fromkeys(people)]
    return await find_clashes(session, teachers, days, await busy_rule(session), except_course=except_course)


async def foresee_date(
    session: AsyncSession, course_id: UUID, first_day: date, *, moving: bool = False
) -> list[ForeseenDate]:
    """The course on one other date; a course that moves does not stand in its own way. Raises CourseNotFound, Invalid."""
    course = await get_whole_course(session, course_id)
    return await _foresee(session, course, [first_day], except_course=course.id if moving else None)


async def foresee_series(session: AsyncSession, course_id: UUID, every: Every, times: int) -> list[ForeseenDate]:
    """The course `times` times more, every week or month after its present date. Raises CourseNotFound, and Invalid also
    for a course that lasts longer than what lies between."""
    course = await get_whole_course(session, course_id)
    if course.last_day - course.first_day >= timedelta(days=7 if every == "week" else 28):
        raise Invalid.at("/repeat/every", "repeat_overlaps", "The course lasts longer than what lies between.")
    return await _foresee(session, course, series(course.first_day, every, times + 1)[1:], except_course=None)


async def _foresee(
    session: AsyncSession, course: Course, first_days: Sequence[date], *, except_course: UUID | None
) -> list[ForeseenDate]:
    dates = [shifted(draft_of(course).days, first_day) for first_day in first_days]
    people = [
        Teacher(InstructorRef.of(each.instructor_id, each.external_instructor_id), each.name)
        for each in course.instructors
    ]
    every_day = [day for days in dates for day in days]
    clashes = await find_clashes(session, people, every_day, await busy_rule(session), except_course=except_course)
    held = await _held(session, course, people)
    return [
        ForeseenDate(
            days,
            tuple(clash for clash in clashes if any(day.date == clash.day for day in days)),
            tuple(person.name for person in people if not _may_teach(held.get(person.person.id), days)),
        )
        for days in dates
    ]


async def _held(
    session: AsyncSession, course: Course, people: Sequence[Teacher]
) -> dict[UUID, list[HeldQualification]]:
    """The qualifications that matter, by instructor; empty for a course that needs none."""
    if course.certified_type_id is None:
        return {}
    found = await InstructorRepository(session).qualifications(person.person.id for person in people)
    return {
        person: [each for each in all_of_his if each.course_type_id == course.certified_type_id]
        for person, all_of_his in found.items()
    }


def _may_teach(held: list[HeldQualification] | None, days: Sequence[Day]) -> bool:
    return held is None or all(
        any(each.valid_from <= day.date and (each.valid_to is None or day.date <= each.valid_to) for each in held)
        for day in days
    )
