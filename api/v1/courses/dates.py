"""Other dates for a course: what they would mean, moving it there, and copies of it (R-CRS-10)."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel
from api.v1.courses.desk import desk_of
from api.v1.courses.routes import show_course
from api.v1.courses.schemas import CalendarDay, CourseView, DayView
from api.v1.instructor_conflicts import conflict_view
from api.v1.mailings.desk import desk_of as mailing_desk
from api.v1.staffing.schemas import ConflictView
from app.courses import copying, moving
from app.courses.dates import MAX_DATES
from app.courses.foreseeing import ForeseenDate, foresee_date, foresee_series
from app.courses.models import Course
from app.invitations.notices import News, count_told, take_back_held, tell_invited

router = APIRouter(route_class=Route, tags=["Courses"])
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]
MOST_DAYS = 366


class RepeatInput(ApiModel):
    """How a course comes back after its present date."""

    every: Literal["week", "month"]
    times: int = Field(ge=1, le=MAX_DATES - 1, examples=[6])


class DatePlanInput(ApiModel):
    """One other date, or a series."""

    first_day: CalendarDay | None = None
    repeat: RepeatInput | None = None
    moving: bool = Field(default=False, description="The course goes there itself, and does not stand in its own way")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.first_day is None) == (self.repeat is None):
            raise PydanticCustomError("date_needed", "Give a first day, or how the course repeats.")
        return self


class PlannedDateView(ApiModel):
    """The course on another date."""

    first_day: date
    days: list[DayView]
    conflicts: list[ConflictView] = Field(description="Where its instructors are booked already (R-CRS-05)")
    unqualified: list[str] = Field(description="Instructors without the qualification on these days (R-CRT-02)")


class DatePlanView(ApiModel):
    """What other dates would mean; nothing is booked yet."""

    items: list[PlannedDateView]
    told: int = Field(description="How many people would get a mail about a move, if that is wanted")


class MoveInput(ApiModel):
    """Where the first day goes, or how far; the other days follow."""

    first_day: CalendarDay | None = None
    by_days: int | None = Field(default=None, ge=-MOST_DAYS, le=MOST_DAYS, description="Later; below zero: earlier")
    tell_invited: bool = Field(default=False, description="Mail the new date to who was invited and who teaches")
    accept_double_booking: bool = Field(default=False, description="Move although an instructor is busy (R-CRS-05)")

    @property
    def to(self) -> date | timedelta:
        """The date, or the distance."""
        return self.first_day or timedelta(days=self.by_days or 0)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.first_day is None) == (self.by_days is None):
            raise PydanticCustomError("date_needed", "Give a first day, or by how many days the course moves.")
        return self


class CopiesInput(ApiModel):
    """The first days of the copies."""

    first_days: list[CalendarDay] = Field(min_length=1, max_length=MAX_DATES)
    with_instructors: bool = Field(default=True, description="false: nobody is known yet for the copies")
    accept_double_booking: bool = Field(default=False, description="Book although an instructor is busy (R-CRS-05)")


class CopyView(ApiModel):
    """A course that was made."""

    id: UUID
    number: int
    first_day: date


class CopiesView(ApiModel):
    """The courses that were made, by date."""

    items: list[CopyView]


@router.post(
    "/courses/{course_id}/date-plans", operation_id="date_plans_create", summary="What other dates of a course mean"
)
async def date_plans_create(scope: WriteCourses, course_id: UUID, body: DatePlanInput) -> DatePlanView:
    """Days, busy and unqualified instructors for each date, before anything is moved or copied."""
    if body.repeat is not None:
        found = await foresee_series(scope.session, course_id, body.repeat.every, body.repeat.times)
    else:
        assert body.first_day is not None
        found = await foresee_date(scope.session, course_id, body.first_day, moving=body.moving)
    told = await count_told(mailing_desk(scope), course_id) if body.moving else 0
    return DatePlanView(items=[_planned(each) for each in found], told=told)


@router.post(
    "/courses/{course_id}/move",
    operation_id="courses_move",
    summary="Move a course to another date",
    responses=problems(409),
)
async def courses_move(scope: WriteCourses, response: Response, course_id: UUID, body: MoveInput) -> CourseView:
    """Move all days as one; invitations that have not left yet are taken back, and are not sent with the former date."""
    await moving.move(
        scope.session, course_id, body.to, desk_of(scope), accept_double_booking=body.accept_double_booking
    )
    await take_back_held(mailing_desk(scope), course_id)
    if body.tell_invited:
        await tell_invited(mailing_desk(scope), course_id, News.MOVED)
    return await show_course(scope, response, course_id)


@router.post(
    "/courses/{course_id}/copies",
    operation_id="course_copies_create",
    summary="Copy a course to other dates",
    status_code=201,
    responses=problems(409),
)
async def course_copies_create(scope: WriteCourses, course_id: UUID, body: CopiesInput) -> CopiesView:
    """Book the course again for each date, without trainees and files; all of the copies are made, or none."""
    made = await copying.copy(
        scope.session,
        course_id,
        body.first_days,
        desk_of(scope),
        with_instructors=body.with_instructors,
        accept_double_booking=body.accept_double_booking,
    )
    return CopiesView(items=[_copy(course) for course in made])


def _planned(found: ForeseenDate) -> PlannedDateView:
    return PlannedDateView(
        first_day=found.days[0].date,
        days=[DayView(date=day.date, starts=day.starts, ends=day.ends) for day in found.days],
        conflicts=[conflict_view(clash) for clash in found.clashes],
        unqualified=list(found.unqualified),
    )


def _copy(course: Course) -> CopyView:
    return CopyView(id=course.id, number=course.number, first_day=course.first_day)
