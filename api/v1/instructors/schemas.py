"""How an instructor looks to a provider."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from api.schemas import ApiModel, RequiredLine


class Qualification(ApiModel):
    """The right to teach a certified course type for a period."""

    course_type_id: UUID
    name: str
    valid_from: date
    valid_to: date | None


class InstructorView(ApiModel):
    """An instructor to choose; `email` is null where he did not agree to show it, `busy` where no day was asked about."""

    kind: Literal["registered", "external"]
    id: UUID
    name: str
    city: str
    languages: list[str]
    email: str | None
    qualifications: list[Qualification]
    busy: bool | None


class LetterInput(ApiModel):
    """What is written to an instructor, as plain text."""

    subject: RequiredLine
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=r"^[^\x00]*$")]


class LetterView(ApiModel):
    """The mail that goes out."""

    mail_id: UUID
