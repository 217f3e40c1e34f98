"""How enrolments look over HTTP."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.schemas import ApiModel, Instant, Reference
from api.v1.trainees.schemas import TraineeInput

ABOUT_A_DAY = Field(default=None, description="The course day that `attended` is about; null: the course as a whole")


class EnrolmentInput(ApiModel):
    """Whom to enrol: a trainee who is known, or a new one."""

    trainee_id: UUID | None = None
    trainee: TraineeInput | None = None
    customer_id: UUID | None = Field(default=None, description="Left out: the customer of the trainee")
    accept_waiting_list: bool = Field(default=False, description="When the course is full: a place on the waiting list")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.trainee_id is None) == (self.trainee is None):
            raise PydanticCustomError("trainee_needed", "Give the id of a trainee, or a new trainee.")
        return self


class EnrolmentChange(ApiModel):
    """What is to change; what is left out stays, null takes a mark or the customer away."""

    attended: bool | None = None
    day: date | None = ABOUT_A_DAY
    passed: bool | None = None
    customer_id: UUID | None = None
    state: Literal["enrolled"] | None = Field(default=None, description="From the waiting list to a place")


class MarksInput(ApiModel):
    """Marks for several at once; `passed` goes to those only who were present."""

    enrolment_ids: list[UUID] | None = Field(default=None, max_length=1000, description="null: everybody with a place")
    attended: bool | None = None
    day: date | None = ABOUT_A_DAY
    passed: bool | None = None


class DayMark(ApiModel):
    """Presence on one course day; null is not marked yet."""

    date: date
    attended: bool | None


class EnrolmentMarks(ApiModel):
    """Every mark of one enrolment, as an answer gave it before."""

    enrolment_id: UUID
    attended: bool | None
    attendance_overruled: bool = False
    days: list[DayMark] = Field(min_length=1, max_length=60)
    passed: bool | None


class MarksRestoration(ApiModel):
    """The marks to put back, when marking is undone."""

    items: list[EnrolmentMarks] = Field(min_length=1, max_length=1000)


class CustomersInput(ApiModel):
    """A customer for several at once (R-CUS-04)."""

    enrolment_ids: list[UUID] = Field(min_length=1, max_length=1000)
    customer_id: UUID | None


class TransferInput(ApiModel):
    """Who goes to which other course."""

    enrolment_ids: list[UUID] = Field(min_length=1, max_length=200)
    course_id: UUID
    accept_waiting_list: bool = Field(default=False, description="When that course is full: its waiting list")


class EnrolledTrainee(ApiModel):
    """The trainee of an enrolment."""

    id: UUID
    name: str
    given_name: str
    infix: str
    family_name: str
    email: str | None
    birth_date: date | None


class InvitedView(ApiModel):
    """How far the invitation is, since when, and for a failure why (R-INV-04)."""

    state: Literal["none", "held", "queued", "sent", "failed"]
    at: Instant | None
    reason: str
    mail_id: UUID | None


class EnrolmentView(ApiModel):
    """A trainee in a course."""

    id: UUID
    trainee: EnrolledTrainee
    customer: Reference | None
    state: Literal["enrolled", "waiting"]
    attended: bool | None = Field(description="Present on every day, absent on one, or as the planner overruled it")
    attendance_overruled: bool
    days: list[DayMark]
    passed: bool | None
    invited: InvitedView
    version: int


class EnrolmentsView(ApiModel):
    """Several enrolments."""

    items: list[EnrolmentView]
