"""Tables of the outbox: every mail is a row first, and leaves from there (R-MAIL-01)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, tenant_reference

MAIL_STATES = (
    "held",
    "queued",
    "claimed",
    "handing",
    "sent",
    "failed",
    "expired",
    "cancelled",
    "uncertain",
    "bounced",
    "deferred",
)
"""`deferred` waits outside the queue for another day, since its provider's maximum of this one is reached."""


class OutboxMail(TenantTable, Base):
    """One mail with its state; the bodies are in `OutboxBody`, so that the queue stays narrow."""

    __tablename__ = "outbox_mail"
    __table_args__ = (
        CheckConstraint(f"state in {MAIL_STATES!r}", name="state"),
        Index(None, "provider_id", "dedupe_key", unique=True),
        Index(None, "message_id", unique=True),
        Index(None, "provider_id", "created_at", "id"),
        Index(None, "provider_id", "cause_type", "cause_id"),
        Index(None, "provider_id", "course_id"),
        Index("ix_outbox_mail_recipient", "provider_id", "recipient_email", "created_at"),
        Index(
            "ix_outbox_mail_due",
            "priority",
            "slot",
            "not_before",
            postgresql_where=text("state in ('held', 'queued', 'uncertain')"),
        ),
        Index(
            "ix_outbox_mail_lane",
            "provider_id",
            "priority",
            "slot",
            postgresql_where=text("state in ('held', 'queued', 'uncertain')"),
        ),
        Index(
            "ix_outbox_mail_deferred",
            "provider_id",
            "priority",
            "slot",
            postgresql_where=text("state = 'deferred'"),
        ),
        Index("ix_outbox_mail_id", "id"),
        Index("ix_outbox_mail_leases", "lease_until", postgresql_where=text("state in ('claimed', 'handing')")),
        Index(
            "ix_outbox_mail_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    kind: Mapped[str]
    """What sort of mail it is, such as `staffing-request` or `invitation`."""
    dedupe_key: Mapped[str]
    """Ids and ISO dates only: the same cause twice is the same key, and therefore one mail."""
    cause_type: Mapped[str]
    cause_id: Mapped[UUID | None]
    course_id: Mapped[UUID | None]
    """The course that the mail is about, for the list of sent mails; no foreign key, since mails outlive courses."""
    resend_of: Mapped[UUID | None]
    recipient_name: Mapped[str]
    recipient_email: Mapped[str]
    subject: Mapped[str]
    search: Mapped[str]
    message_id: Mapped[str]
    dated_at: Mapped[datetime]
    priority: Mapped[int] = mapped_column(server_default=text("5"))
    slot: Mapped[float] = mapped_column(Double)
    """Start-time fair place in the queue, within its priority."""
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(server_default="queued")
    counts: Mapped[bool] = mapped_column(server_default=text("true"))
    """Whether it takes a place of its provider's day; mails that somebody waits for do not."""
    counted_on: Mapped[date | None]
    """The day, at the provider's, of which it took a place."""
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    handing_since: Mapped[datetime | None]
    was_uncertain: Mapped[bool] = mapped_column(server_default=text("false"))
    """A hand-over broke between acceptance and our record of it, so the receiver may have the mail twice."""
    smtp_code: Mapped[int | None]
    smtp_text: Mapped[str] = mapped_column(server_default="")
    sent_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class OutboxBody(Base):
    """What the mail says, frozen when it was queued."""

    __tablename__ = "outbox_body"
    __table_args__ = (tenant_reference("mail_id", "outbox_mail", ondelete="CASCADE"),)

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    mail_id: Mapped[UUID] = mapped_column(primary_key=True)
    from_name: Mapped[str]
    reply_to: Mapped[str]
    cc: Mapped[list[Any]]
    headers: Mapped[dict[str, Any]]
    html: Mapped[str]
    text: Mapped[str]
    calendar: Mapped[bytes | None] = mapped_column(LargeBinary)
    calendar_method: Mapped[str | None]
    attachments: Mapped[list[Any]]
    """Ids of stored files."""
    language: Mapped[str]


class OutboxAttempt(TenantTable, Base):
    """One try to hand a mail over, with the server's words. Append-only."""

    __tablename__ = "outbox_attempt"
    __table_args__ = (
        tenant_reference("mail_id", "outbox_mail", ondelete="CASCADE"),
        Index(None, "provider_id", "mail_id", "started_at"),
    )

    mail_id: Mapped[UUID]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    phase: Mapped[str]
    """Where it ended: `build`, `connect`, `sender`, `recipient`, `data`, `accepted`, or `bounce` for what came back."""
    address: Mapped[str] = mapped_column(server_default="")
    code: Mapped[int | None]
    words: Mapped[str] = mapped_column(server_default="")
    worker: Mapped[str] = mapped_column(server_default="")
    sender: Mapped[str] = mapped_column(server_default="")
    """The provider's own address that the mail was offered from; empty where it was the portal's."""


class MailLane(Base):
    """A provider's lane in the queue: its pace, how many a day, whether it is paused. Without a row the usual pace holds."""

    __tablename__ = "mail_lane"
    __table_args__ = (CheckConstraint("daily_cap > 0", name="daily_cap"),)

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    per_second: Mapped[float] = mapped_column(Double, server_default=text("50"))
    paused_at: Mapped[datetime | None]
    daily_cap: Mapped[int | None]
    """So many mails leave on a day of the provider's, at most; no maximum where nothing is set."""
    counted_on: Mapped[date | None]
    counted: Mapped[int] = mapped_column(server_default=text("0"))
    """How many took a place of that day; kept by claiming, and only while there is a maximum."""
