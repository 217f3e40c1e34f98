"""Tables of the audit log: one for each provider's changes, one for the operator's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from app.core.database.base import Base, GlobalTable, TenantTable


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


class OperatorEvent(GlobalTable, Base):
    """What the operator did to things that belong to no provider; seen by the operator alone, never changed."""

    __tablename__ = "operator_event"
    __table_args__ = (Index(None, "subject_type", "subject_id", "at"),)

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    changes: Mapped[dict[str, Any]]
    trace_id: Mapped[str]
