"""A course as staffing sees it: its days, its place, who teaches it, and for which provider."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, bindparam, func, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.places import region_of
from app.courses.days import Day
from app.courses.errors import CourseNotFound
from app.courses.models import Course, CourseDay, CourseInstructor
from app.courses.teachers import Position
from app.instructors.people import InstructorRef
from app.providers.models import Location, Provider
from app.staffing.models import StaffingCall, StaffingRequest
from app.staffing.states import TABLE, Act


@dataclass(frozen=True, slots=True)
class StaffedCourse:
    """What staffing needs to know of a course and of its provider."""

    id: UUID
    number: int
    kind: str
    type_name: str
    certified_type_id: UUID | None
    external_type_id: UUID | None
    state: str
    first_day: date
    last_day: date
    is_white_label: bool
    location: str
    region: str | None
    """Where it takes place, as far as postcode or town tell (`app.core.places`)."""
    calendar_sequence: int
    days: tuple[Day, ...]
    places: dict[Position, InstructorRef]
    """Who stands in which position."""
    declinable: int
    """How many would get a decline notice now (R-STF-07)."""
    call: StaffingCall | None
    """The call in rings that is running, if one is."""
    provider: Provider

    @property
    def asked_days(self) -> str:
        """The days in one word, to see later whether the course was moved since (R-CRS-10)."""
        return ",".join(f"{day.date.isoformat()}/{day.starts:%H:%M}/{day.ends:%H:%M}" for day in self.days)

    @property
    def over_at(self) -> datetime:
        """The instant at which the last day ends: from then on links are expired (R-STF-04)."""
        last = self.days[-1]
        return datetime.combine(last.date, last.ends, ZoneInfo(self.provider.time_zone)).astimezone(UTC)

    def position_of(self, ref: InstructorRef) -> Position | None:
        """The position in which an instructor stands, if any."""
        return next((position for position, placed in self.places.items() if placed == ref), None)


_DAYS = (
    select(func.jsonb_agg(func.jsonb_build_array(CourseDay.date, CourseDay.starts, CourseDay.ends)))
    .where(CourseDay.provider_id == Course.provider_id, CourseDay.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
_PLACES = (
    select(
        func.jsonb_agg(
            func.jsonb_build_array(
                CourseInstructor.position, CourseInstructor.instructor_id, CourseInstructor.external_instructor_id
            )
        )
    )
    .where(CourseInstructor.provider_id == Course.provider_id, CourseInstructor.course_id == Course.id)
    .correlate(Course)
    .scalar_subquery()
)
_DECLINABLE = (
    select(func.count())
    .select_from(StaffingRequest)
    .where(
        StaffingRequest.provider_id == Course.provider_id,
        StaffingRequest.course_id == Course.id,
        StaffingRequest.state.in_(TABLE[Act.DECLINE].when),
    )
    .correlate(Course)
    .scalar_subquery()
)
_RUNNING = and_(
    StaffingCall.provider_id == Course.provider_id,
    StaffingCall.course_id == Course.id,
    StaffingCall.state == "running",
)
_COURSE = (
    select(
        Course.id,
        Course.number,
        Course.kind,
        Course.type_name,
        Course.certified_type_id,
        Course.external_type_id,
        Course.state,
        Course.first_day,
        Course.last_day,
        Course.is_white_label,
        Course.location_text,
        Location.postcode,
        Location.city,
        Course.calendar_sequence,
        type_coerce(_DAYS, JSONB).label("days"),
        type_coerce(_PLACES, JSONB).label("places"),
        _DECLINABLE.label("declinable"),
        Provider,
        StaffingCall,
    )
    .join(Provider, Provider.id == Course.provider_id)
    .outerjoin(Location, and_(Location.provider_id == Course.provider_id, Location.id == Course.location_id))
    .outerjoin(StaffingCall, _RUNNING)
    .where(Course.provider_id == bindparam("provider_id"), Course.id == bindparam("id"))
)


async def load_course(session: AsyncSession, course_id: UUID) -> StaffedCourse:
    """The course with everything that staffing asks of it, in one statement; raises CourseNotFound."""
    found = (await session.execute(_COURSE, {"provider_id": bound_provider(session), "id": course_id})).one_or_none()
    if found is None:
        raise CourseNotFound("There is no such course.")
    return _course(found)


def _course(row: Row[*tuple[Any, ...]]) -> StaffedCourse:
    return StaffedCourse(
        id=row.id,
        number=row.number,
        kind=row.kind,
        type_name=row.type_name,
        certified_type_id=row.certified_type_id,
        external_type_id=row.external_type_id,
        state=row.state,
        first_day=row.first_day,
        last_day=row.last_day,
        is_white_label=row.is_white_label,
        location=row.location_text,
        region=region_of(row.postcode or "", row.city or "", row.location_text),
        calendar_sequence=row.calendar_sequence,
        days=tuple(sorted(_day(each) for each in row.days)),
        places={position: _ref(registered, external) for position, registered, external in row.places or ()},
        declinable=row.declinable,
        call=row.StaffingCall,
        provider=row.Provider,
    )


def _day(parts: list[str]) -> Day:
    day, starts, ends = parts
    return Day(date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends))


def _ref(registered: str | None, external: str | None) -> InstructorRef:
    return InstructorRef.of(UUID(registered) if registered else None, UUID(external) if external else None)
