"""Tables of mailings to trainees, contact persons and the instructor of a course."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, tenant_reference


class Mailing(TenantTable, Base):
    """One act of sending invitations from a course: what was written, to whom, by whom (R-INV-03)."""

    __tablename__ = "mailing"
    __table_args__ = (
        tenant_reference("course_id", "course"),
        tenant_reference("template_id", "mail_template"),
        CheckConstraint("audience in ('trainees', 'instructor')", name="audience"),
        CheckConstraint("state in ('held', 'released', 'cancelled')", name="state"),
        Index(None, "provider_id", "course_id", "created_at"),
    )

    course_id: Mapped[UUID]
    audience: Mapped[str]
    bulk: Mapped[bool] = mapped_column(server_default=text("false"))
    template_id: Mapped[UUID | None]
    subject: Mapped[dict[str, Any]]
    body: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(server_default="nl")
    form_of_address: Mapped[str | None]
    loose: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """The words for trainees without a customer in a bulk mailing: subject, body and language."""
    fingerprint: Mapped[str]
    """The same for two requests that would send the same mails: pressing twice sends once."""
    cc: Mapped[list[Any]]
    attachments: Mapped[list[Any]]
    lesson_material: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    """Ids of the operator's files that go along, in the edition of that moment."""
    state: Mapped[str] = mapped_column(server_default="held")
    release_at: Mapped[datetime]
    mail_count: Mapped[int]
    job_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]


class Invitation(TenantTable, Base):
    """That an enrolment was invited by a mail of a mailing; the mail's row says how it went (R-INV-04)."""

    __tablename__ = "invitation"
    __table_args__ = (
        tenant_reference("mailing_id", "mailing"),
        tenant_reference("enrolment_id", "enrolment", ondelete="CASCADE"),
        tenant_reference("mail_id", "outbox_mail"),
        Index(None, "provider_id", "mailing_id", "enrolment_id", unique=True),
        Index(None, "provider_id", "enrolment_id", "created_at"),
        Index(None, "provider_id", "mail_id"),
    )

    mailing_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    mail_id: Mapped[UUID]
    via_contact: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime]
