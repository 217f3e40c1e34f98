"""Table of long-running work that a person waits for: imports, mass mailings, exports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable


class ScheduledRun(Base):
    """When an entry of the worker's clock last did its work, and last broke down."""

    __tablename__ = "scheduled_run"

    name: Mapped[str] = mapped_column(primary_key=True)
    succeeded_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(server_default=text("''"))
    """The kind of the last error."""


class BackgroundJob(TenantTable, Base):
    """A piece of long work with its progress; PostgreSQL holds the truth, the queue is only a doorbell."""

    __tablename__ = "background_job"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'running', 'done', 'failed', 'cancelled')", name="state"),
        Index(None, "provider_id", "created_at"),
        Index("ix_background_job_open", "created_at", postgresql_where=text("state in ('queued', 'running')")),
        Index("ix_background_job_made_file", "finished_at", postgresql_where=text("result ->> 'fileId' is not null")),
    )

    kind: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(server_default="queued")
    progress: Mapped[int] = mapped_column(server_default=text("0"))
    total: Mapped[int | None]
    payload: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None]
    problem: Mapped[str | None]
    """A stable code when the job failed."""
    cancel_requested_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    lease_token: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
