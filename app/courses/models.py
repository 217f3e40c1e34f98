"""Tables of courses."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference


class Course(TenantTable, Versioned, Base):
    """One dated course. `held` is not stored: a planned course whose last day has passed is held (R-CRS-06)."""

    __tablename__ = "course"
    __table_args__ = (
        tenant_reference("external_type_id", "external_course_type"),
        tenant_reference("location_id", "location"),
        CheckConstraint("kind in ('certified', 'external')", name="kind"),
        CheckConstraint("state in ('planned', 'processed', 'cancelled')", name="state"),
        CheckConstraint(
            "(kind = 'certified') = (certified_type_id is not null) and (kind = 'external') = (external_type_id is not null)",
            name="type_of_kind",
        ),
        CheckConstraint("not is_white_label or kind = 'external'", name="white_label_external"),
        CheckConstraint("max_trainees between 1 and 1000", name="max_trainees"),
        CheckConstraint("validity_months between 1 and 240", name="validity"),
        CheckConstraint("last_day >= first_day", name="days"),
        Index(None, "provider_id", "number", unique=True),
        Index(None, "provider_id", "first_day", "id"),
        Index(
            "ix_course_shared",
            "first_day",
            postgresql_where=text("visible_to_others and state = 'planned' and not is_white_label"),
        ),
        Index(None, "provider_id", "state", "last_day"),
        Index(None, "provider_id", "external_type_id"),
        Index(None, "provider_id", "certified_type_id"),
        Index(
            "ix_course_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    number: Mapped[int]
    kind: Mapped[str]
    certified_type_id: Mapped[UUID | None] = mapped_column(ForeignKey("certified_course_type.id"))
    external_type_id: Mapped[UUID | None]
    type_name: Mapped[str]
    """The type's name when it was chosen, so that lists need no join and the course keeps it."""
    validity_months: Mapped[int | None]
    """The type's validity when it was chosen: an expiry date that follows the course days is reckoned by it (R-CRS-04)."""
    state: Mapped[str] = mapped_column(server_default="planned")
    first_day: Mapped[date]
    last_day: Mapped[date]
    expires_on: Mapped[date | None]
    """When the certificates of this course expire (verloopdatum)."""
    max_trainees: Mapped[int]
    location_id: Mapped[UUID | None]
    location_text: Mapped[str] = mapped_column(server_default="")
    """Free text, or the name and city of the chosen location as it was when saved."""
    visible_to_others: Mapped[bool] = mapped_column(server_default=text("false"))
    is_code95: Mapped[bool] = mapped_column(server_default=text("false"))
    is_white_label: Mapped[bool] = mapped_column(server_default=text("false"))
    reseller: Mapped[str] = mapped_column(server_default="")
    remarks: Mapped[str] = mapped_column(server_default="")
    search: Mapped[str]
    calendar_sequence: Mapped[int] = mapped_column(server_default=text("0"))
    """Raised whenever days or place change, for the .ics files that were sent (R-INV-07)."""
    most_days: Mapped[int] = mapped_column(server_default=text("1"))
    """How many days it ever had, so that the .ics files of a course that became shorter take the others out."""
    cancelled_at: Mapped[datetime | None]
    processed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))

    days: Mapped[list["CourseDay"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CourseDay.date", passive_deletes=True
    )
    instructors: Mapped[list["CourseInstructor"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CourseInstructor.position", passive_deletes=True
    )
    documents: Mapped[list["CourseDocument"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="CourseDocument.id", passive_deletes=True
    )


class CourseDay(TenantTable, Base):
    """One day of a course, in the provider's time zone (R-CRS-02)."""

    __tablename__ = "course_day"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        CheckConstraint("ends > starts", name="times"),
        CheckConstraint(
            "least(theory_minutes, practice_minutes, e_learning_minutes) >= 0"
            " and theory_minutes + practice_minutes + e_learning_minutes <= 1440",
            name="hours",
        ),
        Index(None, "provider_id", "course_id", "date", unique=True),
        Index(None, "date"),
    )

    course_id: Mapped[UUID]
    date: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    theory_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    practice_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    e_learning_minutes: Mapped[int] = mapped_column(server_default=text("0"))
    """Hours by kind, as code 95 counts them."""


class CourseInstructor(TenantTable, Base):
    """Who teaches a course: main (hoofdinstructeur) or second; a registered or an external instructor.

    No row in the main position means that nobody is known yet (R-STF-01).
    """

    __tablename__ = "course_instructor"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        tenant_reference("external_instructor_id", "external_instructor"),
        CheckConstraint("position in ('main', 'second')", name="position"),
        CheckConstraint("num_nonnulls(instructor_id, external_instructor_id) = 1", name="one_person"),
        Index(None, "provider_id", "course_id", "position", unique=True),
        Index(None, "instructor_id"),
        Index(None, "provider_id", "instructor_id"),
        Index(None, "provider_id", "external_instructor_id"),
    )

    course_id: Mapped[UUID]
    position: Mapped[str]
    instructor_id: Mapped[UUID | None] = mapped_column(ForeignKey("instructor.id"))
    external_instructor_id: Mapped[UUID | None]
    name: Mapped[str]
    """The name as booked, so that lists need no join."""
    double_booked: Mapped[bool] = mapped_column(server_default=text("false"))
    """Booked although busy, by a deliberate second step (R-CRS-05)."""
    booked_at: Mapped[datetime]


class CourseDocument(TenantTable, Base):
    """A document that the course needs (benodigd document) or a file that was added to it."""

    __tablename__ = "course_document"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        tenant_reference("file_id", "stored_file"),
        CheckConstraint("kind in ('attendance_list', 'exams', 'own', 'file')", name="kind"),
        Index(None, "provider_id", "course_id"),
    )

    course_id: Mapped[UUID]
    kind: Mapped[str]
    """`file` is an addition that nothing requires; the others stand on the checklist until a file is there."""
    label: Mapped[str] = mapped_column(server_default="")
    file_id: Mapped[UUID | None]
    added_at: Mapped[datetime | None]


class Enrolment(TenantTable, Versioned, Base):
    """A trainee in a course, with the customer of that day (R-CUS-04), attendance and result."""

    __tablename__ = "enrolment"
    __table_args__ = (
        tenant_reference("course_id", "course", ondelete="CASCADE"),
        tenant_reference("trainee_id", "trainee"),
        tenant_reference("customer_id", "customer"),
        CheckConstraint("state in ('enrolled', 'waiting')", name="state"),
        CheckConstraint("passed is null or attended is true or passed is false", name="passed_when_present"),
        Index(None, "provider_id", "course_id", "trainee_id", unique=True),
        Index(None, "provider_id", "trainee_id"),
        Index(None, "provider_id", "customer_id"),
        Index("ix_enrolment_waiting", "provider_id", "course_id", postgresql_where=text("state = 'waiting'")),
    )

    course_id: Mapped[UUID]
    trainee_id: Mapped[UUID]
    customer_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(server_default="enrolled")
    attended: Mapped[bool | None]
    """Whether the trainee counts as present in the course as a whole (`app.courses.attendance`)."""
    day_marks: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    """Present or absent by course day, where the days are not all as the whole."""
    attendance_overruled: Mapped[bool] = mapped_column(server_default=text("false"))
    """The planner decided `attended` against what the days say."""
    passed: Mapped[bool | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
