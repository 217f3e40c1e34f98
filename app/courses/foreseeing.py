"""Telling who is busy before anything is saved (R-CRS-05)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import FieldErrors
from app.courses.busy import Clash, busy_rule, find_clashes
from app.courses.days import Day, check_days
from app.courses.errors import ChoiceNotFound
from app.courses.loading import get_course
from app.courses.teachers import Teacher
from app.instructors.people import InstructorRef
from app.instructors.repository import InstructorRepository


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
