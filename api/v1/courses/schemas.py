"""How courses look over HTTP."""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from api.schemas import ApiModel, ClockTime, Instant, Line, Remarks, RequiredLine
from api.v1.staffing.schemas import InstructorPointer
from app.courses.states import Action

Kind = Literal["certified", "external"]
State = Literal["planned", "held", "processed", "cancelled"]
_HH_MM = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_YYYY_MM_DD = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _hour_and_minute(value: object) -> object:
    if isinstance(value, time) or (isinstance(value, str) and _HH_MM.fullmatch(value)):
        return value
    raise PydanticCustomError("time_invalid", "Write the time as HH:MM, for example 09:00.")


def _calendar_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _YYYY_MM_DD.fullmatch(value):
        raise PydanticCustomError("date_invalid", "Write the date as YYYY-MM-DD.")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("date_does_not_exist", "The calendar has no such date.") from error


HourMinute = Annotated[ClockTime, BeforeValidator(_hour_and_minute)]
CalendarDay = Annotated[date, BeforeValidator(_calendar_day)]


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


Omitted: Any = Field(default=None, json_schema_extra=_without_default)
"""A field of a change that may be left out, but not be null."""


QuarterHours = Annotated[float, Field(ge=0, le=24, multiple_of=0.25)]


class HoursByKind(ApiModel):
    """Hours as code 95 counts them, in quarters."""

    theory: QuarterHours = 0
    practice: QuarterHours = 0
    e_learning: QuarterHours = 0


class DayInput(ApiModel):
    """A course day, in the provider's time zone."""

    date: CalendarDay
    starts: HourMinute = Field(examples=["09:00"])
    ends: HourMinute = Field(examples=["17:00"])
    hours: HoursByKind | None = Field(default=None, description="For code 95; left out: as they were")

    @field_validator("ends")
    @classmethod
    def _ends_after_start(cls, value: time, info: ValidationInfo) -> time:
        starts = info.data.get("starts")
        if starts is not None and value <= starts:
            raise PydanticCustomError("end_before_start", "A course day ends after it starts.")
        return value


class DayView(ApiModel):
    """A course day, in the provider's time zone."""

    date: date
    starts: ClockTime
    ends: ClockTime


class DayWithHours(DayView):
    """A course day with its hours for code 95."""

    hours: HoursByKind


class TypeInput(ApiModel):
    """A type that exists, or the provider's own word for an external one, which is remembered."""

    id: UUID | None = None
    name: RequiredLine | None = None
    validity_months: int | None = Field(default=None, ge=1, le=240, description="For a type that is named")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.id is None) == (self.name is None):
            raise PydanticCustomError("type_needed", "Give the id of a type, or a name.")
        return self


class CourseLocationInput(ApiModel):
    """One of the provider's locations, or free text."""

    id: UUID | None = None
    text: Line = ""


class OwnDocument(ApiModel):
    """A document of the provider's own choice."""

    label: RequiredLine


Days = Annotated[list[DayInput], Field(min_length=1, max_length=60)]
RequiredDocuments = Annotated[list[Literal["attendance_list", "exams"] | OwnDocument], Field(max_length=50)]
Places = Annotated[int, Field(ge=1, le=1000)]


class CourseInput(ApiModel):
    """A new course (R-CRS-01)."""

    kind: Kind
    type: TypeInput
    days: Days
    expires_on: CalendarDay | None = Field(default=None, description="Left out: what the type proposes")
    max_trainees: Places = Field(examples=[12])
    location: CourseLocationInput | None = None
    main_instructor: InstructorPointer | None = Field(default=None, description="null: nobody is known yet")
    second_instructor: InstructorPointer | None = None
    visible_to_others: bool = False
    is_code95: bool = False
    is_white_label: bool = False
    reseller: Line = ""
    remarks: Remarks = ""
    required_documents: RequiredDocuments = Field(default_factory=list)
    accept_double_booking: bool = Field(default=False, description="Book although an instructor is busy (R-CRS-05)")


class CourseChange(ApiModel):
    """What is to change; what is left out stays."""

    type: TypeInput = Omitted
    days: Days = Omitted
    expires_on: CalendarDay | None = None
    max_trainees: Places = Omitted
    location: CourseLocationInput | None = None
    main_instructor: InstructorPointer | None = None
    second_instructor: InstructorPointer | None = None
    visible_to_others: bool = Omitted
    is_code95: bool = Omitted
    is_white_label: bool = Omitted
    reseller: Line = Omitted
    remarks: Remarks = Omitted
    required_documents: RequiredDocuments = Omitted
    accept_double_booking: bool = Field(default=False, description="Book although an instructor is busy (R-CRS-05)")
    tell_invited: bool = Field(
        default=False, description="Mail a new date, time or place to who was invited (R-CRS-10)"
    )


class TaughtBy(ApiModel):
    """Who teaches, in which position."""

    position: Literal["main", "second"]
    kind: Literal["registered", "external"]
    id: UUID
    name: str


class CourseRow(ApiModel):
    """A course in the list."""

    id: UUID
    number: int
    kind: Kind
    type_name: str
    state: State
    first_day: date
    last_day: date
    days: list[DayView]
    location_text: str
    instructors: list[TaughtBy]
    max_trainees: int
    enrolled: int
    waiting: int
    is_white_label: bool
    is_code95: bool


class TypeView(ApiModel):
    """The type of a course."""

    id: UUID
    kind: Kind
    name: str
    validity_months: int | None


class CourseLocationView(ApiModel):
    """Where a course is; `id` is null for free text."""

    id: UUID | None
    text: str


class FileView(ApiModel):
    """A stored file."""

    id: UUID
    name: str
    size: int
    content_type: str


class DocumentView(ApiModel):
    """A document on the checklist, or with kind `file` one beside it."""

    id: UUID
    kind: Literal["attendance_list", "exams", "own", "file"]
    label: str
    file: FileView | None


class CountsView(ApiModel):
    """How many trainees."""

    enrolled: int
    waiting: int
    attended: int
    passed: int
    invited: int


class PlaceOffer(ApiModel):
    """A place has come free: who stands first on the waiting list (R-CRS-08)."""

    enrolment_id: UUID
    version: int
    name: str


class CourseView(CourseRow):
    """A course with everything that hangs on it; `allowedActions` is what this caller may do now."""

    type: TypeView
    days: list[DayWithHours]  # type: ignore[assignment]  # each is a DayView, and nobody adds to the list
    expires_on: date | None
    location: CourseLocationView | None
    visible_to_others: bool
    reseller: str
    remarks: str
    documents: list[DocumentView]
    counts: CountsView
    place_offer: PlaceOffer | None = Field(description="null without a free place or a waiting list")
    allowed_actions: list[Action] = Field(examples=[["edit", "enrol", "attendanceList"]])
    version: int
    created_at: Instant


class CancellationInput(ApiModel):
    """Whether those who were invited are told (R-CRS-06)."""

    tell_invited: bool = False
