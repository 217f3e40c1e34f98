"""Cancelling a course (R-CRS-06): it stays in the lists and its instructor is free again."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.courses.desk import Desk
from app.courses.loading import take_course
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
