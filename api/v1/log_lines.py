"""A line of the log as the API shows it, in the whole log and in the history of one thing."""

from uuid import UUID

from pydantic import Field

from api.schemas import ApiModel, Instant
from app.dashboard.logbook import LogLine


class ChangeView(ApiModel):
    """What became of one field."""

    field: str = Field(examples=["email"])
    before: str | None = Field(description="Null for an empty value, and where only the new one was noted")
    after: str | None
    compared: bool = Field(description="Whether the value before was noted")


class ActorView(ApiModel):
    """Who did it."""

    kind: str = Field(description="`user`, `api_key`, `instructor`, `link` or `system`")
    id: UUID | None
    name: str


class LogLineView(ApiModel):
    """One thing that happened."""

    id: UUID
    at: Instant
    actor: ActorView
    action: str = Field(examples=["course.booked"])
    subject_type: str = Field(examples=["course"])
    subject_id: UUID
    subject_name: str | None = Field(description="As the thing is called now; null for what is gone or has no name")
    changes: list[ChangeView]


def line_view(line: LogLine) -> LogLineView:
    """The line as the API shows it."""
    own = {name: getattr(line, name) for name in LogLineView.model_fields if name not in ("actor", "changes")}
    return LogLineView(
        **own,
        actor=ActorView(kind=line.actor_kind, id=line.actor_id, name=line.actor_name),
        changes=[ChangeView.model_validate(each) for each in line.changes],
    )
