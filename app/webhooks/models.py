"""Tables of webhooks. Deliveries are rows of the transaction of what happened: database triggers write them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference

DELIVERY_STATES = ("waiting", "sending", "delivered", "failed", "cancelled")
OFF_REASONS = ("by_hand", "gone", "failing")


class WebhookSubscription(TenantTable, Versioned, Base):
    """Who wants to hear of what, at which address."""

    __tablename__ = "webhook_subscription"
    __table_args__ = (
        CheckConstraint(f"off_reason in {OFF_REASONS!r}", name="off_reason"),
        CheckConstraint("enabled = (off_reason is null)", name="off"),
        CheckConstraint("cardinality(event_types) > 0", name="event_types"),
    )

    url: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="")
    event_types: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    enabled: Mapped[bool] = mapped_column(server_default=text("true"))
    off_reason: Mapped[str | None]
    """Why nothing is sent: `by_hand`, `gone` (the address answered 410), or `failing` (for five days nothing arrived)."""
    off_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    """The first failure after the latest success."""
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed (`app.core.sealing`), since it has to be read again to sign."""
    former_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    former_secret_until: Mapped[datetime | None]
    """Until then both secrets sign."""
    created_at: Mapped[datetime]


class WebhookDelivery(TenantTable, Base):
    """One event on its way to one subscription, with what became of the latest try."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        CheckConstraint(f"state in {DELIVERY_STATES!r}", name="state"),
        tenant_reference("subscription_id", "webhook_subscription", ondelete="CASCADE"),
        Index("ix_webhook_delivery_listed", "provider_id", "subscription_id", "created_at", "id"),
        Index(
            "ix_webhook_delivery_sending", "provider_id", "subscription_id", postgresql_where=text("state = 'sending'")
        ),
        Index(
            "ix_webhook_delivery_open",
            "provider_id",
            "subscription_id",
            "not_before",
            "id",
            postgresql_where=text("state in ('waiting', 'sending')"),
        ),
    )

    subscription_id: Mapped[UUID]
    event_id: Mapped[UUID]
    """The same for every subscription and every try: receivers know by it what they had before."""
    event_type: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    facts: Mapped[dict[str, Any]]
    """Ids from the log's entry; nothing else of it comes here, so that no personal data can."""
    state: Mapped[str] = mapped_column(server_default="waiting")
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    step: Mapped[int] = mapped_column(server_default=text("0"))
    """How far in the table of delays; replaying begins it anew."""
    not_before: Mapped[datetime]
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    status: Mapped[int | None]
    problem: Mapped[str] = mapped_column(server_default="")
    """Why the latest try failed, as a code; empty when it did not."""
    response_start: Mapped[str] = mapped_column(server_default="")
    duration_ms: Mapped[int | None]
    tried_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
