"""Tables of course types, and of the lesson material that the operator keeps for them."""

from datetime import datetime, time
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, Versioned


class CertifiedCourseType(GlobalTable, Versioned, Base):
    """A course type that CIBOT certifies (R-CRT-01); kept by the operator, the same for every institute."""

    __tablename__ = "certified_course_type"
    __table_args__ = (
        CheckConstraint("validity_months between 1 and 240", name="validity"),
        CheckConstraint("ends > starts", name="times"),
        CheckConstraint("max_trainees between 1 and 1000", name="max_trainees"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    validity_months: Mapped[int]
    starts: Mapped[time] = mapped_column(server_default="09:00")
    ends: Mapped[time] = mapped_column(server_default="17:00")
    max_trainees: Mapped[int] = mapped_column(server_default=text("12"))
    is_code95: Mapped[bool] = mapped_column(server_default=text("false"))
    required_documents: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    archived_at: Mapped[datetime | None]


class ExternalCourseType(TenantTable, Versioned, Base):
    """The provider's own word for an external course, remembered for the next one (R-CRS-04)."""

    __tablename__ = "external_course_type"
    __table_args__ = (
        Index(None, "provider_id", "name_norm", unique=True),
        CheckConstraint("validity_months between 1 and 240", name="validity"),
    )

    name: Mapped[str]
    name_norm: Mapped[str]
    validity_months: Mapped[int | None]
    archived_at: Mapped[datetime | None]


class LessonMaterial(GlobalTable, Base):
    """A file of lesson material for a certified type, in one edition; a newer edition withdraws it (R-INV-03).

    Mails name the edition that they were sent with, so that no row or file is ever removed.
    """

    __tablename__ = "lesson_material"
    __table_args__ = (
        Index(
            "ix_lesson_material_current",
            "course_type_id",
            "name_norm",
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
        CheckConstraint("size > 0", name="size"),
        CheckConstraint("edition > 0", name="edition"),
    )

    course_type_id: Mapped[UUID] = mapped_column(ForeignKey("certified_course_type.id"))
    name: Mapped[str]
    name_norm: Mapped[str]
    edition: Mapped[int]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    storage_key: Mapped[str]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
