"""Staffing requests and their answers, of one provider. Whoever changes them holds the lock of the course."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.courses.models import CourseInstructor
from app.instructors.people import InstructorRef
from app.staffing.errors import StaffingRequestUnknown
from app.staffing.models import StaffingAnswer, StaffingRequest
from app.staffing.states import TABLE, Act, State

_MINE = select(StaffingRequest).where(StaffingRequest.provider_id == bindparam("provider_id"))
_FRESH = {"populate_existing": True}
_BY_ID = _MINE.where(StaffingRequest.id == bindparam("id"))
_OF_COURSE = _MINE.where(StaffingRequest.course_id == bindparam("course_id"))
_DECLINABLE = _OF_COURSE.where(StaffingRequest.state.in_(TABLE[Act.DECLINE].when))
_AVAILABLE = (
    select(func.count())
    .select_from(StaffingRequest)
    .where(
        StaffingRequest.provider_id == bindparam("provider_id"),
        StaffingRequest.course_id == bindparam("course_id"),
        StaffingRequest.state == State.AVAILABLE,
    )
)
_LATEST_ANSWER = (
    select(StaffingAnswer)
    .where(
        StaffingAnswer.provider_id == bindparam("provider_id"),
        StaffingAnswer.request_id == bindparam("id"),
        StaffingAnswer.generation == bindparam("generation"),
    )
    .order_by(StaffingAnswer.sequence.desc())
    .limit(1)
)
_ANSWERS_SINCE = (
    select(func.count())
    .select_from(StaffingAnswer)
    .where(
        StaffingAnswer.provider_id == bindparam("provider_id"),
        StaffingAnswer.request_id == bindparam("id"),
        StaffingAnswer.given_at > bindparam("since"),
    )
)
_BOOKED_SINCE = (
    select(func.count())
    .select_from(CourseInstructor)
    .where(
        CourseInstructor.provider_id == bindparam("provider_id"),
        CourseInstructor.course_id == bindparam("course_id"),
        CourseInstructor.booked_at >= bindparam("since"),
    )
)


class StaffingRepository:
    """The requests of the provider that the session works for."""

    def __init__(self, session: AsyncSession) -> None:
        """`session` is bound to the provider."""
        self._session = session
        self._provider_id = bound_provider(session)

    async def one(self, request_id: UUID, *, course_id: UUID | None = None) -> StaffingRequest:
        """A request as it stands now, of the given course where one is named; raises StaffingRequestUnknown."""
        values = {"provider_id": self._provider_id, "id": request_id}
        found = await self._session.scalar(_BY_ID, values, execution_options=_FRESH)
        if found is None or (course_id is not None and found.course_id != course_id):
            raise StaffingRequestUnknown("There is no such request for this course.")
        return found

    async def declinable(self, course_id: UUID) -> list[StaffingRequest]:
        """Who would be told that the provider is served (R-STF-07)."""
        values = {"provider_id": self._provider_id, "course_id": course_id}
        return list(await self._session.scalars(_DECLINABLE, values))

    async def somebody_available(self, course_id: UUID) -> bool:
        """Whether one of those who were asked said yes."""
        values = {"provider_id": self._provider_id, "course_id": course_id}
        return bool(await self._session.scalar(_AVAILABLE, values))

    async def latest_answer(self, request: StaffingRequest) -> StaffingAnswer | None:
        """The answer that counts now, if there is one in the present generation."""
        values = {"provider_id": self._provider_id, "id": request.id, "generation": request.generation}
        return await self._session.scalar(_LATEST_ANSWER, values)

    async def answers_since(self, request: StaffingRequest, since: datetime) -> int:
        """How often the request was answered since a moment."""
        values = {"provider_id": self._provider_id, "id": request.id, "since": since}
        return await self._session.scalar(_ANSWERS_SINCE, values) or 0

    async def somebody_chosen_since(self, request: StaffingRequest) -> bool:
        """Whether somebody stands on the course who was booked after this instructor was asked (R-STF-04)."""
        values = {"provider_id": self._provider_id, "course_id": request.course_id, "since": request.invited_at}
        return bool(await self._session.scalar(_BOOKED_SINCE, values))


def request_ref(request: StaffingRequest) -> InstructorRef:
    """The instructor whom a request asks."""
    return InstructorRef.of(request.instructor_id, request.external_instructor_id)


def state_of(request: StaffingRequest) -> State:
    """The stored state as a word of the table."""
    return State(request.state)
