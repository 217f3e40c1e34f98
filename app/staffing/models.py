"""Tables of staffing: who was asked to teach a course, and what they answered."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, tenant_reference

REQUEST_STATES = ("invited", "available", "unavailable", "confirmed", "declined", "withdrawn")


class StaffingRequest(TenantTable, Base):
    """The question to one instructor about one course (R-STF-06). `generation` voids former links."""

    __tablename__ = "staffing_request"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        tenant_reference("external_instructor_id", "external_instructor"),
        CheckConstraint(f"state in {REQUEST_STATES!r}", name="state"),
        CheckConstraint("num_nonnulls(instructor_id, external_instructor_id) = 1", name="one_person"),
        Index(
            "uq_staffing_request_registered",
            "provider_id",
            "course_id",
            "instructor_id",
            unique=True,
            postgresql_where=text("instructor_id is not null"),
        ),
        Index(
            "uq_staffing_request_external",
            "provider_id",
            "course_id",
            "external_instructor_id",
            unique=True,
            postgresql_where=text("external_instructor_id is not null"),
        ),
        Index(None, "instructor_id"),
    )

    course_id: Mapped[UUID]
    instructor_id: Mapped[UUID | None] = mapped_column(ForeignKey("instructor.id"))
    external_instructor_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(server_default="invited")
    generation: Mapped[int] = mapped_column(server_default=text("1"))
    answer_count: Mapped[int] = mapped_column(server_default=text("0"))
    position: Mapped[str | None]
    for_days: Mapped[str] = mapped_column(server_default="")
    """The days that were asked for, so that an answer is marked when the course moves (R-CRS-10)."""
    reply_by: Mapped[date | None]
    """The day before whose end an answer is asked for; nothing closes when it passes."""
    invited_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]


class StaffingAnswer(TenantTable, Base):
    """One answer, as it was given. Append-only: `void` says that the two before it contradicted each other at once."""

    __tablename__ = "staffing_answer"
    __table_args__ = (
        tenant_reference("request_id", "staffing_request", ondelete="CASCADE"),
        CheckConstraint("answer in ('available', 'unavailable', 'void')", name="answer"),
        Index(None, "provider_id", "request_id", "generation", "sequence", unique=True),
    )

    request_id: Mapped[UUID]
    generation: Mapped[int]
    sequence: Mapped[int]
    answer: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    given_at: Mapped[datetime]
    given_by: Mapped[str] = mapped_column(server_default="instructor")
    """`instructor` by the link, or the name of the user who entered it on his behalf."""
    agent: Mapped[str] = mapped_column(server_default="")


class StaffingCall(TenantTable, Base):
    """A call in rings: the next group of free instructors is asked after so many hours without a yes."""

    __tablename__ = "staffing_call"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        CheckConstraint("state in ('running', 'answered', 'exhausted', 'stopped')", name="state"),
        CheckConstraint("group_size between 1 and 50 and every_hours between 1 and 336", name="pace"),
        Index(
            "uq_staffing_call_running",
            "provider_id",
            "course_id",
            unique=True,
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_staffing_call_due", "next_at", postgresql_where=text("state = 'running'")),
        Index(None, "provider_id", "course_id"),
    )

    course_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(server_default="running")
    group_size: Mapped[int]
    every_hours: Mapped[int]
    ring: Mapped[int] = mapped_column(server_default=text("0"))
    """How many groups were asked."""
    next_at: Mapped[datetime]
    """When the next group is asked, unless somebody said yes."""
    started_at: Mapped[datetime]
    started_by: Mapped[str]
    ended_at: Mapped[datetime | None]
