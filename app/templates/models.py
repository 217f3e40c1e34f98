"""Tables of the mail templates that providers write, and of what they said before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference


class MailTemplate(TenantTable, Versioned, Base):
    """A template (sjabloon): documents with variable chips, never template code (R-INV-01, R-INV-02)."""

    __tablename__ = "mail_template"
    __table_args__ = (
        tenant_reference("attachment_id", "stored_file"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        CheckConstraint("form_of_address in ('je', 'u')", name="form_of_address"),
        Index(None, "provider_id", "name"),
    )

    name: Mapped[str]
    subject: Mapped[dict[str, Any]]
    body: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(server_default="nl")
    bulk: Mapped[bool] = mapped_column(server_default=text("false"))
    form_of_address: Mapped[str | None]
    """None: as the provider has set it."""
    attachment_id: Mapped[UUID | None]
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class MailTemplateVersion(TenantTable, Base):
    """What a template said from one change to the next, so that it can be looked up and put back (R-INV-01)."""

    __tablename__ = "mail_template_version"
    __table_args__ = (
        tenant_reference("template_id", "mail_template", ondelete="CASCADE"),
        Index(None, "provider_id", "template_id", "number", unique=True),
    )

    template_id: Mapped[UUID]
    number: Mapped[int]
    """The template's version that this was."""
    draft: Mapped[dict[str, Any]]
    """The fields of `TemplateDraft`."""
    written_by: Mapped[str]
    created_at: Mapped[datetime]
