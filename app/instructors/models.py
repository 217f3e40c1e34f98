"""Tables of instructors."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, Versioned, tenant_reference


class Instructor(GlobalTable, Versioned, Base):
    """A registered CIBOT instructor (R-INS-01), the same person for every provider."""

    __tablename__ = "instructor"
    __table_args__ = (
        Index("ix_instructor_search", "search", postgresql_using="gin", postgresql_ops={"search": "gin_trgm_ops"}),
        Index(None, "name_sort", "id"),
        Index(None, "email", unique=True),
    )

    given_name: Mapped[str]
    infix: Mapped[str] = mapped_column(server_default="")
    family_name: Mapped[str]
    name_sort: Mapped[str]
    search: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default="")
    city: Mapped[str] = mapped_column(server_default="")
    postcode: Mapped[str] = mapped_column(server_default="")
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{nl}")
    locale: Mapped[str] = mapped_column(server_default="nl")
    email_visible: Mapped[bool] = mapped_column(server_default=text("false"))
    """R-INS-02: providers see the address only if the instructor agreed."""
    suspended_at: Mapped[datetime | None]
    page_generation: Mapped[int] = mapped_column(server_default=text("1"))
    """Which links to his own page are good; raising it makes every earlier one void."""


class TeachingQualification(GlobalTable, Base):
    """The right to teach a certified course type for a period (lesbevoegdheid)."""

    __tablename__ = "teaching_qualification"
    __table_args__ = (
        Index(None, "instructor_id", "course_type_id", "valid_from", unique=True),
        Index(None, "course_type_id"),
        CheckConstraint("valid_to is null or valid_to >= valid_from", name="period"),
    )

    instructor_id: Mapped[UUID] = mapped_column(ForeignKey("instructor.id", ondelete="CASCADE"))
    course_type_id: Mapped[UUID] = mapped_column(ForeignKey("certified_course_type.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class InstructorAway(GlobalTable, Base):
    """A day on which an instructor is not to be asked; to providers he is simply busy then."""

    __tablename__ = "instructor_away"
    __table_args__ = (Index(None, "instructor_id", "day", unique=True),)

    instructor_id: Mapped[UUID] = mapped_column(ForeignKey("instructor.id", ondelete="CASCADE"))
    day: Mapped[date]


class CalendarFeed(GlobalTable, Base):
    """The secret address of an instructor's bookings as a calendar; only the hash of it is kept (R-INS-03)."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(None, "token_hash", unique=True),
        Index("uq_calendar_feed_live", "instructor_id", unique=True, postgresql_where=text("revoked_at is null")),
    )

    instructor_id: Mapped[UUID] = mapped_column(ForeignKey("instructor.id", ondelete="CASCADE"))
    token_hash: Mapped[bytes]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class ExternalInstructor(TenantTable, Versioned, Base):
    """A provider's own instructor for external courses (R-EXT-02)."""

    __tablename__ = "external_instructor"
    __table_args__ = (
        Index(None, "provider_id", "email_norm", unique=True, postgresql_where=text("archived_at is null")),
        Index(None, "provider_id", "name_sort"),
    )

    name: Mapped[str]
    name_sort: Mapped[str]
    email: Mapped[str]
    email_norm: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default="")
    locale: Mapped[str] = mapped_column(server_default="nl")
    archived_at: Mapped[datetime | None]


class ExternalInstructorType(TenantTable, Base):
    """A course type that an external instructor may teach; one without any may teach all of them."""

    __tablename__ = "external_instructor_type"
    __table_args__ = (
        tenant_reference("external_instructor_id", "external_instructor", ondelete="CASCADE"),
        tenant_reference("external_type_id", "external_course_type", ondelete="CASCADE"),
        Index("uq_external_instructor_type", "provider_id", "external_instructor_id", "external_type_id", unique=True),
        Index(None, "provider_id", "external_type_id"),
    )

    external_instructor_id: Mapped[UUID]
    external_type_id: Mapped[UUID]
