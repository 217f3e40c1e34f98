"""Bodies of webhooks."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Line
from app.webhooks.deliveries import ShownState
from app.webhooks.event_types import EventType

Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=100)]
OffReason = Literal["by_hand", "gone", "failing"]


class WebhookInput(ApiModel):
    """A webhook to be made."""

    url: Url = Field(
        description="An https address on the public internet", examples=["https://crm.example/hooks/c-bot"]
    )
    description: Line = ""
    event_types: EventTypes = Field(examples=[["course.booked", "certificate.issued"]])


class WebhookChange(ApiModel):
    """What is told is changed; the rest stays."""

    url: Url | None = None
    description: Line | None = None
    event_types: EventTypes | None = None
    enabled: bool | None = Field(
        default=None, description="Off calls waiting deliveries off; on begins with what happens from then on"
    )


class WebhookView(ApiModel):
    """A webhook as it can be seen later: never its secret."""

    id: UUID
    url: str
    description: str
    event_types: list[EventType]
    enabled: bool
    off_reason: OffReason | None = Field(
        description="`by_hand`, `gone` (the address answered 410), or `failing` (for five days nothing arrived)"
    )
    off_at: Instant | None
    failing_since: Instant | None = Field(description="The first failure after the latest success")
    former_secret_until: Instant | None = Field(description="Until then the secret before this one signs as well")
    created_at: Instant
    version: int


class NewWebhook(WebhookView):
    """The answer to making a webhook or a secret: the only time that the secret is shown."""

    secret: str = Field(examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw5H6rVmUsnZk="])


class WebhookDeliveryView(ApiModel):
    """One event on its way, with what came of the latest try."""

    id: UUID
    event_type: str
    message_id: str = Field(description="The `webhook-id`, the same at every try", examples=["evt_0198c0de-…"])
    state: ShownState
    tries: int
    status: int | None = Field(description="The receiver's HTTP status at the latest try")
    problem: str = Field(
        description="Why the latest try failed: `status`, `redirect`, `timeout`, `unreachable`, `unknown_host`, "
        "`refused_address`, `bad_url`, `tls`, `not_http` or `secret`; empty when it did not"
    )
    duration_ms: int | None
    response_start: str = Field(description="The first kilobyte of what the receiver answered")
    created_at: Instant
    tried_at: Instant | None
    next_try_at: Instant | None
    payload: dict[str, Any] = Field(description="What is sent")
