"""Getting hold of one course: to look at it, or to change it while nobody else does."""

from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import PreconditionFailed
from app.courses.errors import CourseNotFound
from app.courses.models import Course

_BARE = select(Course).where(Course.provider_id == bindparam("provider_id"), Course.id == bindparam("course_id"))
_FRESH = {"populate_existing": True}


def course_lock(course_id: UUID) -> str:
    """The lock under which a course and its enrolments change."""
    return f"course:{course_id}"


async def get_course(session: AsyncSession, course_id: UUID) -> Course:
    """The course without its children; raises CourseNotFound."""
    return _found((await session.execute(_BARE, _values(session, course_id), execution_options=_FRESH)).scalar())


async def get_whole_course(session: AsyncSession, course_id: UUID) -> Course:
    """The course with days, instructors and documents, to look at; raises CourseNotFound."""
    return _found((await session.execute(_whole(), _values(session, course_id), execution_options=_FRESH)).scalar())


async def take_bare_course(session: AsyncSession, course_id: UUID) -> Course:
    """The course without its children, locked until the transaction ends; raises CourseNotFound."""
    await lock(session, [course_lock(course_id)])
    return await get_course(session, course_id)


async def take_course(session: AsyncSession, course_id: UUID, version: int | None = None) -> Course:
    """The course with days, instructors and documents, locked until the transaction ends.

    Raises CourseNotFound, and PreconditionFailed when the course is not the version that the caller has seen.
    """
    await lock(session, [course_lock(course_id)])
    course = await get_whole_course(session, course_id)
    if version is not None and course.version != version:
        raise PreconditionFailed("The course was changed meanwhile.", version=course.version)
    return course


@cache
def _whole() -> Select[Course]:
    """Built when first used: relationships can be followed only once every table is known."""
    return _BARE.options(selectinload(Course.days), selectinload(Course.instructors), selectinload(Course.documents))


def _values(session: AsyncSession, course_id: UUID) -> dict[str, UUID]:
    return {"provider_id": bound_provider(session), "course_id": course_id}


def _found(course: Course | None) -> Course:
    if course is None:
        raise CourseNotFound("There is no such course.")
    return course
