"""Cancelling a course (R-CRS-06): it stays in the lists and its instructor is free again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.courses.desk import Desk
from app.courses.errors import ActionNotAllowed
from app.courses.loading import course_lock, get_course, take_course
from app.courses.models import Course
from app.courses.states import Action, require
from app.events.audit import record
from app.events.changes import announce


async def cancel(session: AsyncSession, course_id: UUID, desk: Desk, *, version: int | None = None) -> Course:
    """Cancel a course; raises CourseNotFound, PreconditionFailed and ActionNotAllowed.

    Its numbers, trainees and history stay. The calendar sequence goes up, so that a cancellation outdates the
    appointments that were sent.
    """
    course = await take_course(session, course_id, version)
    require(course, Action.CANCEL, desk.today)
    course.state = "cancelled"
    course.cancelled_at = desk.now
    course.calendar_sequence += 1
    await session.flush()
    await record(session, desk.actor, "course.cancelled", "course", course.id, now=desk.now)
    await announce(session, "courses", course.id)
    return course


@dataclass(frozen=True)
class Cancelled:
    """What became of one of several courses that were to be cancelled."""

    course: Course
    refused: str | None = None
    """The code of the refusal."""


async def cancel_many(session: AsyncSession, course_ids: Sequence[UUID], desk: Desk) -> list[Cancelled]:
    """Cancel those of the courses that allow it, and say which do not. Raises CourseNotFound for an unknown one."""
    await lock(session, [course_lock(each) for each in course_ids])
    outcomes = []
    for course_id in dict.fromkeys(course_ids):
        try:
            outcomes.append(Cancelled(await cancel(session, course_id, desk)))
        except ActionNotAllowed as refusal:
            outcomes.append(Cancelled(await get_course(session, course_id), refusal.code))
    return outcomes
