"""Table of the mail templates that providers write."""

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
        Index(None, "provider_id", "name"),
    )

    name: Mapped[str]
    subject: Mapped[dict[str, Any]]
    body: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(server_default="nl")
    bulk: Mapped[bool] = mapped_column(server_default=text("false"))
    attachment_id: Mapped[UUID | None]
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
