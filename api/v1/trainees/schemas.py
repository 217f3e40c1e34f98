"""How trainees look outside."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Reference, Remarks

_NO_CONTROLS = r"^[^\x00-\x1f\x7f\u2028\u2029]*$"
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NO_CONTROLS)]
Infix = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30, pattern=_NO_CONTROLS)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=_NO_CONTROLS)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30, pattern=_NO_CONTROLS)]
Locale = Literal["nl", "en"]


class TraineeInput(ApiModel):
    """A new trainee; only the name is required."""

    given_name: Name = Field(examples=["Jan"])
    infix: Infix = Field(default="", examples=["van der"])
    family_name: Name = Field(examples=["Berg"])
    birth_date: date | None = None
    email: Email | None = Field(default=None, examples=["jan@voorbeeld.example"])
    phone: Phone = Field(default="", examples=["06 12345678"])
    locale: Locale = "nl"
    customer_id: UUID | None = None
    remarks: Remarks = ""
    accept_double: bool = Field(default=False, description="Add also when this looks like somebody who is known")


class TraineeChange(ApiModel):
    """What is to change; what is left out stays, null empties."""

    given_name: Name | None = None
    infix: Infix | None = None
    family_name: Name | None = None
    birth_date: date | None = None
    email: Email | None = None
    phone: Phone | None = None
    locale: Locale | None = None
    customer_id: UUID | None = None
    remarks: Remarks | None = None


class TraineeRow(ApiModel):
    """A trainee in the list."""

    id: UUID
    name: str = Field(description="In full, as in `Jan van der Berg`")
    given_name: str
    infix: str
    family_name: str
    birth_date: date | None
    email: str | None
    phone: str
    customer: Reference | None


class TraineeCourse(ApiModel):
    """A course in which the trainee is or was."""

    course_id: UUID
    number: int
    type_name: str
    first_day: date
    attended: bool | None
    passed: bool | None


class BouncedView(ApiModel):
    """That mail to the trainee's address came back, so that nothing is sent there until it changes or is lifted."""

    suppression_id: UUID
    mail_id: UUID
    at: Instant
    status: str = Field(description="As RFC 3463 has it", examples=["5.1.1"])
    words: str = Field(description="What the mail server said")


class TraineeView(TraineeRow):
    """A trainee with all that is known of him."""

    bounced: BouncedView | None

    locale: Locale
    remarks: str
    courses: list[TraineeCourse]
    created_at: Instant
    erased_at: Instant | None = Field(description="Since then nothing personal is left of him")
    version: int
