"""What all bodies have in common: camelCase outside, snake_case inside, nothing unknown accepted."""

from datetime import UTC, datetime, time
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class ApiModel(BaseModel):
    """The base of every body."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        from_attributes=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
    )


def instant(value: datetime) -> str:
    """A moment as it goes out."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[datetime, PlainSerializer(instant, return_type=str)]
"""A moment, in UTC, with a Z."""

ClockTime = Annotated[
    time,
    PlainSerializer(lambda value: value.isoformat("minutes"), return_type=str),
    Field(json_schema_extra={"format": "clock-time", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
"""A time of day in the provider's time zone, as HH:MM."""

# One line that people read: no control characters, so that nothing can slip into a mail header; trimmed.
_NO_CONTROLS = r"^[^\x00-\x1f\x7f\u2028\u2029]*$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_NO_CONTROLS)]
RequiredLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_CONTROLS)
]
Remarks = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000, pattern=r"^[^\x00]*$")]


class Listing(ApiModel, Generic[T]):
    """A page of a list; `nextCursor` asks for the following one and is null at the end."""

    items: list[T]
    next_cursor: str | None = None


class Money(ApiModel):
    """An amount in the smallest unit of its currency."""

    amount: int
    currency: str = "EUR"


class FieldProblem(ApiModel):
    """One broken input field."""

    pointer: str = Field(description="JSON pointer into the request", examples=["/days/0/ends"])
    code: str
    detail: str


class Problem(ApiModel):
    """An error as RFC 9457 describes it; `code` is stable, `title` is in the language that was asked for."""

    model_config = ConfigDict(extra="allow", json_schema_serialization_defaults_required=False)

    type: str
    title: str
    status: int
    detail: str
    code: str
    trace_id: str = Field(alias="traceId")
    errors: list[FieldProblem] | None = None
    params: dict[str, Any] | None = None


class Reference(ApiModel):
    """Another thing, by id and name."""

    id: UUID
    name: str
