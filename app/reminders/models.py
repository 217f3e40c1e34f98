"""Tables of reminders: how they are set, what was reminded of, when they ran, and who is left out."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference
from app.reminders.kinds import ReminderKind

_KINDS = tuple(str(kind) for kind in ReminderKind)
_IS_A_KIND = f"kind in {_KINDS!r}"


class ReminderSetting(Versioned, Base):
    """How a provider has set one kind of reminder; without a row it is off, with the usual words."""

    __tablename__ = "reminder_setting"
    __table_args__ = (
        CheckConstraint(_IS_A_KIND, name="kind"),
        CheckConstraint("lead between 1 and 60", name="lead"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        CheckConstraint("not enabled or (enabled_at is not null)", name="since_when"),
        CheckConstraint("kind <> 'course' or not enabled or template_id is not null", name="template"),
        tenant_reference("template_id", "mail_template"),
        tenant_reference("bulk_template_id", "mail_template"),
        Index(None, "provider_id", "template_id"),
        Index(None, "provider_id", "bulk_template_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    enabled: Mapped[bool] = mapped_column(server_default=text("false"))
    enabled_at: Mapped[datetime | None]
    """When it was last switched on: a course whose day for it had passed by then is not reminded of."""
    lead: Mapped[int]
    """Days before the course, or weeks before the first day of the month of expiry."""
    template_id: Mapped[UUID | None]
    bulk_template_id: Mapped[UUID | None]
    """For who came by a bulk mail; without one the other template serves both."""
    subject: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    body: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """The provider's own words for expiry reminders; none where the usual ones serve."""
    language: Mapped[str] = mapped_column(server_default="nl")


class Reminder(Base):
    """That something was reminded of by a mail: once per subject and occasion, also when the mail itself is forgotten.

    The subject is an enrolment with the course's first day, a certificate with its expiry date, or a customer with the
    first day of a month.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        CheckConstraint(_IS_A_KIND, name="kind"),
        Index(None, "provider_id", "mail_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    occasion: Mapped[date] = mapped_column(primary_key=True)
    mail_id: Mapped[UUID]
    """No foreign key: what was reminded of is remembered for longer than the mail is kept."""
    created_at: Mapped[datetime]


class ReminderRun(Base):
    """That the reminders of a day have gone out, however few they were."""

    __tablename__ = "reminder_run"

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    ran_on: Mapped[date] = mapped_column(primary_key=True)
    """The day in the provider's time zone."""
    finished_at: Mapped[datetime]
    mails: Mapped[int]


class MailOptOut(TenantTable, Base):
    """A trainee or a customer is left out of reminders, with reason and date; ended, it stays as history (R-EXP-02)."""

    __tablename__ = "mail_opt_out"
    __table_args__ = (
        tenant_reference("trainee_id", "trainee", ondelete="CASCADE"),
        tenant_reference("customer_id", "customer", ondelete="CASCADE"),
        CheckConstraint("num_nonnulls(trainee_id, customer_id) = 1", name="one_subject"),
        CheckConstraint(f"kind is null or {_IS_A_KIND}", name="kind"),
        CheckConstraint("source in ('user', 'link')", name="source"),
        Index(
            "uq_mail_opt_out_open",
            "provider_id",
            "trainee_id",
            "customer_id",
            "kind",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_mail_opt_out_customer", "provider_id", "customer_id", postgresql_where=text("ended_at is null")),
        Index(None, "provider_id", "created_at", "id"),
    )

    trainee_id: Mapped[UUID | None]
    customer_id: Mapped[UUID | None]
    kind: Mapped[str | None]
    """The kind of reminder; none for every kind."""
    reason: Mapped[str] = mapped_column(server_default="")
    source: Mapped[str]
    """`link` when the reader used the unsubscribe link."""
    created_by: Mapped[str]
    """The name of who did it, as it was."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
