"""Tables of code 95: the terms that the operator keeps, and what a provider says that it has reported."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, tenant_reference


class Code95Terms(GlobalTable, Base):
    """Within which terms must be reported, for course days from a date on; a later row never changes earlier days."""

    __tablename__ = "code95_terms"
    __table_args__ = (
        CheckConstraint(
            "days_ahead between 0 and 365 and minutes_after_start between 0 and 1440 and days_after between 0 and 365",
            name="terms",
        ),
    )

    valid_from: Mapped[date] = mapped_column(unique=True)
    days_ahead: Mapped[int]
    """So many days before the course day, the day itself must have been reported, with at least one trainee."""
    minutes_after_start: Mapped[int]
    """So long after the start of the day, its trainees must have been reported."""
    days_after: Mapped[int]
    """So many days after the course day, the results must have been reported."""


class Code95Report(TenantTable, Base):
    """That something of a course day was reported, who ticked it and when. A day that moves must be reported anew."""

    __tablename__ = "code95_report"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        tenant_reference("course_day_id", "course_day", ondelete="CASCADE"),
        CheckConstraint("duty in ('day', 'trainees', 'result')", name="duty"),
        Index(None, "provider_id", "course_day_id", "duty", unique=True),
        Index(None, "provider_id", "course_id"),
    )

    course_id: Mapped[UUID]
    course_day_id: Mapped[UUID]
    duty: Mapped[str]
    reported_at: Mapped[datetime]
    reported_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    reporter_name: Mapped[str]
    """The name as it was, so that lists need no join, and an integrator has one too."""
