"""Marking who was present and who passed (R-EXT-04, R-PRC-01): passed only when present."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.courses.desk import Desk
from app.courses.enrolling import get_enrolment
from app.courses.errors import EnrolmentNotFound, OnWaitingList, PassedNeedsAttendance
from app.courses.loading import take_bare_course
from app.courses.models import Enrolment
from app.courses.states import Action, require
from app.events.audit import record
from app.events.changes import announce


@dataclass(frozen=True)
class Mark:
    """What is said of an enrolment: only what stands in `given` changes; None takes a mark away."""

    given: frozenset[str]
    attended: bool | None = None
    passed: bool | None = None

    def check(self) -> None:
        """Raise Invalid when the mark says in one breath that somebody absent passed."""
        if self.given >= {"attended", "passed"} and self.passed and not self.attended:
            raise Invalid.at("/passed", PassedNeedsAttendance.code, "Only who was present can pass.")

    def put(self, enrolment: Enrolment) -> bool:
        """Write the mark, and say whether it could be: who is not marked present cannot pass.

        Who turns out to have been absent has not passed either.
        """
        if "attended" in self.given:
            enrolment.attended = self.attended
            if not self.attended and enrolment.passed:
                enrolment.passed = None
        if "passed" in self.given:
            if self.passed and not enrolment.attended:
                return False
            enrolment.passed = self.passed
        return True


async def mark_one(session: AsyncSession, course_id: UUID, enrolment_id: UUID, mark: Mark, desk: Desk) -> Enrolment:
    """Mark one enrolment.

    Raises EnrolmentNotFound, ActionNotAllowed, WhiteLabelCourse, OnWaitingList and PassedNeedsAttendance.
    """
    mark.check()
    course = await take_bare_course(session, course_id)
    enrolment = await get_enrolment(session, course_id, enrolment_id)
    require(course, Action.MARK, desk.today)
    if enrolment.state == "waiting":
        raise OnWaitingList("Somebody on the waiting list has no attendance.")
    if not mark.put(enrolment):
        raise PassedNeedsAttendance("Mark the trainee as present first.")
    await session.flush()
    await _tell(session, desk, course_id, [enrolment], mark)
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
    the ids is not of this course.
    """
    mark.check()
    course = await take_bare_course(session, course_id)
    require(course, action, desk.today)
    enrolments = await _chosen(session, course_id, enrolment_ids)
    for enrolment in enrolments:
        mark.put(enrolment)
    await session.flush()
    await _tell(session, desk, course_id, enrolments, mark)
    return enrolments


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


async def _tell(session: AsyncSession, desk: Desk, course_id: UUID, marked: list[Enrolment], mark: Mark) -> None:
    changes: dict[str, Any] = {name: getattr(mark, name) for name in sorted(mark.given)}
    changes["trainees"] = [each.trainee_id for each in marked]
    await record(session, desk.actor, "enrolment.marked", "course", course_id, changes=changes, now=desk.now)
    await announce(session, "enrolments", course_id)
