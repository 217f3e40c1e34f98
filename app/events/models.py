"""Table of the audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.core.database.base import Base, TenantTable


class AuditEvent(TenantTable, Base):
    """Who did what when to which thing (R-ACC-03); the application's role may only insert and read."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "provider_id", "subject_type", "subject_id", "at"),
        Index(None, "provider_id", "at"),
    )

    at: Mapped[datetime]
    actor_kind: Mapped[str]
    """`user`, `api_key`, `instructor`, `system`."""
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    changes: Mapped[dict[str, Any]]
    trace_id: Mapped[str]
