"""Correcting marks after processing (R-PRC-01): certificates follow at once, and what they were stays on record."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import MarksIncomplete
from app.certificates.issuing import issue_earned, revoke_unearned
from app.courses.desk import Desk
from app.courses.errors import PassedNeedsAttendance
from app.courses.loading import take_bare_course
from app.courses.marking import Mark, mark_many
from app.courses.models import Enrolment
from app.courses.states import Action
from app.events.audit import record
from app.events.changes import announce


async def correct(
    session: AsyncSession, course_id: UUID, enrolment_ids: Collection[UUID] | None, mark: Mark, desk: Desk
) -> list[Enrolment]:
    """Mark enrolments of a processed course anew; who did not pass loses the certificate, who did gets one.

    Raises CourseNotFound, ActionNotAllowed, EnrolmentNotFound, PassedNeedsAttendance, and MarksIncomplete for a
    correction after which a mark would be unknown.
    """
    course = await take_bare_course(session, course_id)
    marked = await mark_many(session, course_id, enrolment_ids, mark, desk, action=Action.CORRECT)
    if mark.passed and not all(each.passed for each in marked):
        raise PassedNeedsAttendance("Mark the trainee as present, too.")
    if not all(_complete(each) for each in marked):
        raise MarksIncomplete("After processing every trainee is present or absent, and passed or not.")
    revoked = await revoke_unearned(session, course, desk)
    issued = await issue_earned(session, course, desk)
    if revoked.ids or issued.ids:
        changes = {
            "revoked": revoked.numbers,
            "certificates": issued.numbers,
            "revoked_ids": revoked.ids,
            "certificate_ids": issued.ids,
        }
        await record(session, desk.actor, "course.corrected", "course", course.id, changes=changes, now=desk.now)
    await announce(session, "certificates", course.id)
    return marked


def _complete(enrolment: Enrolment) -> bool:
    return enrolment.attended is False or (enrolment.attended is True and enrolment.passed is not None)
