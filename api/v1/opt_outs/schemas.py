"""Bodies of the leave-me-out list."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from api.schemas import ApiModel, Instant, Reference
from app.reminders.kinds import ReminderKind

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")
]


class OptOutInput(ApiModel):
    """Whom to leave out of which reminders, and why."""

    trainee_id: UUID | None = Field(default=None, description="A trainee, or else a customer")
    customer_id: UUID | None = None
    kind: ReminderKind | None = Field(default=None, description="Without a kind: every reminder")
    reason: Reason

    @model_validator(mode="after")
    def _one_subject(self) -> "OptOutInput":
        if (self.trainee_id is None) == (self.customer_id is None):
            raise ValueError("a trainee or a customer, and not both")
        return self


class OptOutView(ApiModel):
    """A line of the list. Once ended it stands there as history."""

    id: UUID
    trainee: Reference | None
    customer: Reference | None
    kind: ReminderKind | None
    reason: str
    source: Literal["user", "link"] = Field(description="`link` when the reader used the unsubscribe link")
    created_by: str
    created_at: Instant
    ended_at: Instant | None
    ended_by: str | None
