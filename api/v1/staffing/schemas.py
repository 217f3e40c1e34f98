"""How staffing looks over HTTP."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, ClockTime, Instant

Kind = Literal["registered", "external"]
State = Literal["not_invited", "invited", "available", "unavailable", "confirmed", "declined", "withdrawn"]
Position = Literal["main", "second"]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]


class InstructorPointer(ApiModel):
    """Names one instructor."""

    kind: Kind
    id: UUID


class CandidateInstructor(InstructorPointer):
    """An instructor who may teach the course."""

    name: str
    city: str
    languages: list[str] = Field(examples=[["nl", "en"]])


class ConflictInstructor(InstructorPointer):
    """The instructor who is booked elsewhere."""

    name: str


class ConflictView(ApiModel):
    """A booking that stands in the way; of another provider's course only the times are told."""

    instructor: ConflictInstructor
    day: date
    starts: ClockTime
    ends: ClockTime
    own: bool
    course_id: UUID | None
    course_number: int | None
    type_name: str | None


class CandidateView(ApiModel):
    """A line of **Instructeurs beheren**: who, in which state since when, busy or not, and what can be done."""

    instructor: CandidateInstructor
    request_id: UUID | None
    state: State
    position: Position | None
    invited_at: Instant | None
    answered_at: Instant | None
    decided_at: Instant | None
    reply_by: date | None = Field(description="The day by which an answer was asked for")
    note: str
    answered_by: str | None = Field(description="Who entered the answer on the instructor's behalf, if not he himself")
    distance_km: int | None = Field(description="Roughly, between his region and that of the course", examples=[45])
    last_taught_on: date | None = Field(description="When he last taught a course of this provider")
    busy: list[ConflictView]
    answer_count: int = Field(description="How many answers there are to read")
    contradicted: bool = Field(description="Yes and no came at once by the link, so that neither counts: ask him")
    for_old_date: bool = Field(description="The course was moved since the question or the answer")
    allowed_actions: list[str] = Field(examples=[["inviteAgain", "confirmMain", "enterAnswer"]])


class CallView(ApiModel):
    """A call in rings: the next group is asked at `nextAt`, unless somebody says yes before."""

    id: UUID
    group_size: int
    every_hours: int
    ring: int = Field(description="How many groups were asked")
    next_at: Instant
    started_at: Instant
    started_by: str


class CallInput(ApiModel):
    """How many to ask at a time, the nearest first, and how long to wait for a yes."""

    group_size: int = Field(ge=1, le=50, examples=[3])
    every_hours: int = Field(ge=1, le=336, examples=[24])


class CandidatesView(ApiModel):
    """A page of candidates, and what can be done for the course as a whole."""

    items: list[CandidateView]
    next_cursor: str | None = None
    allowed_actions: list[str] = Field(examples=[["declineOthers", "startCall"]])
    declinable: int = Field(description="How many would get a decline notice now")
    near: bool = Field(description="Whether distances are known, so that `sort=distance` means something")
    call: CallView | None = Field(description="The call in rings that is going on")


class InvitationInput(ApiModel):
    """Whom to ask: these instructors, or with `allFree` everybody who is free and was not asked yet."""

    instructors: list[InstructorPointer] = Field(default=[], max_length=100)
    all_free: bool = False
    reply_by: date | None = Field(default=None, description="Ask for an answer by the end of this day")


class RenewalInput(ApiModel):
    """By when an answer is asked for this time."""

    reply_by: date | None = None


class RequestView(ApiModel):
    """Where the question to one instructor stands."""

    id: UUID
    instructor: InstructorPointer
    state: State
    position: Position | None
    reply_by: date | None
    invited_at: Instant
    answered_at: Instant | None
    decided_at: Instant | None


class RequestsView(ApiModel):
    """The questions that went out."""

    items: list[RequestView]


class ConfirmationInput(ApiModel):
    """In which position to book; a busy instructor needs the deliberate second step (R-CRS-05)."""

    position: Position
    accept_double_booking: bool = False


class AnswerInput(ApiModel):
    """What the instructor said by telephone."""

    answer: Literal["available", "unavailable"]
    note: Note = ""


class AnswerView(ApiModel):
    """An answer as it was given; `void` says that the two before it came at once and contradict each other."""

    answer: Literal["available", "unavailable", "void"]
    note: str
    given_at: Instant
    given_by: str | None = Field(description="Who entered it on the instructor's behalf, if not he himself")
    generation: int = Field(description="To which invitation, counted from 1")


class DeclinedView(ApiModel):
    """How many instructors were told that the provider is served."""

    declined: int
