"""**Verwerken** (R-PRC-01): closing a course whose marks and documents are complete, issuing its certificates; and undoing that."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import CourseNotReady
from app.certificates.issuing import issue_earned, revoke_all
from app.certificates.readiness import checklist
from app.courses.desk import Desk
from app.courses.loading import take_bare_course
from app.courses.models import Course
from app.courses.states import Action, State, require
from app.events.audit import record
from app.events.changes import announce


@dataclass(frozen=True)
class Processed:
    """What processing did; nothing when the course was processed before."""

    course: Course
    issued: tuple[int, ...] = ()
    """The numbers of the certificates that it issued."""


async def process(session: AsyncSession, course_id: UUID, desk: Desk) -> Processed:
    """Process a held course: one certificate per passed trainee, however often and however parallel it is asked.

    Raises CourseNotFound, WhiteLabelCourse, ActionNotAllowed, and CourseNotReady with everything that is missing.
    """
    course = await take_bare_course(session, course_id)
    if course.state == State.PROCESSED and not course.is_white_label:
        return Processed(course)
    require(course, Action.PROCESS, desk.today)
    found = await checklist(session, course_id)
    if found.missing:
        raise CourseNotReady(found.missing)
    course.state, course.processed_at = State.PROCESSED.value, desk.now
    await session.flush()
    issued = await issue_earned(session, course, desk)
    changes = {"certificates": issued.numbers, "certificate_ids": issued.ids}
    await _tell(session, desk, "course.processed", course, changes)
    return Processed(course, issued.numbers)


async def undo_processing(session: AsyncSession, course_id: UUID, desk: Desk) -> Course:
    """Open a processed course again: its certificates are revoked, and stay as history.

    Raises CourseNotFound and ActionNotAllowed.
    """
    course = await take_bare_course(session, course_id)
    require(course, Action.REOPEN, desk.today)
    course.state, course.processed_at = State.PLANNED.value, None
    await session.flush()
    revoked = await revoke_all(session, course, desk)
    await _tell(session, desk, "course.reopened", course, {"revoked": revoked.numbers, "revoked_ids": revoked.ids})
    return course


async def _tell(session: AsyncSession, desk: Desk, action: str, course: Course, changes: dict[str, Any]) -> None:
    await record(session, desk.actor, action, "course", course.id, changes=changes, now=desk.now)
    await announce(session, "courses", course.id)
    await announce(session, "certificates", course.id)
