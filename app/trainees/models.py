"""Tables of trainees and of the lists that are being imported."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference


class Trainee(TenantTable, Versioned, Base):
    """A person who is trained (cursist). Never holds a citizen service number."""

    __tablename__ = "trainee"
    __table_args__ = (
        tenant_reference("customer_id", "customer"),
        CheckConstraint("erased_because in ('request', 'term')", name="erased_because"),
        CheckConstraint("(erased_at is null) = (erased_because is null)", name="erased"),
        Index(None, "provider_id", "name_sort", "id"),
        Index("ix_trainee_erased", "provider_id", "name_sort", "id", postgresql_where=text("erased_at is not null")),
        Index(None, "provider_id", "email_norm"),
        Index("ix_trainee_address", "email_norm"),
        Index(None, "provider_id", "customer_id"),
        Index(None, "provider_id", "name_key", "birth_date"),
        Index(
            "ix_trainee_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    given_name: Mapped[str]
    infix: Mapped[str] = mapped_column(server_default="")
    family_name: Mapped[str]
    name_sort: Mapped[str]
    """Family name, given name and infix, normalised: the order of lists."""
    name_key: Mapped[str]
    """Given name, infix and family name, normalised: with the birth date it tells who is the same person."""
    search: Mapped[str]
    birth_date: Mapped[date | None]
    email: Mapped[str | None]
    email_norm: Mapped[str | None]
    phone: Mapped[str] = mapped_column(server_default="")
    locale: Mapped[str] = mapped_column(server_default="nl")
    customer_id: Mapped[UUID | None]
    remarks: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    erased_at: Mapped[datetime | None]
    """Since then nothing personal is left of him, and nothing new is kept (R-ACC-04)."""
    erased_because: Mapped[str | None]
    """`request`, or `term` when the provider's retention term was over."""


class TraineeImport(TenantTable, Versioned, Base):
    """A list that was uploaded or pasted; nothing of it is a trainee before the user agrees (R-CRS-08)."""

    __tablename__ = "trainee_import"
    __table_args__ = (
        tenant_reference("course_id", "course"),
        CheckConstraint("state in ('reviewing', 'running', 'done', 'failed', 'cancelled')", name="state"),
        Index(None, "provider_id", "created_at"),
    )

    course_id: Mapped[UUID | None]
    file_name: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="reviewing")
    columns: Mapped[list[dict[str, Any]]]
    """One object per column of the list: header, samples, and the field that it fills or null."""
    options: Mapped[dict[str, Any]]
    job_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    """The user; none when a program uploaded the list."""
    created_at: Mapped[datetime]


class TraineeImportRow(Base):
    """One row of an uploaded list with the verdict on it."""

    __tablename__ = "trainee_import_row"
    __table_args__ = (
        tenant_reference("import_id", "trainee_import", ondelete="CASCADE"),
        CheckConstraint("verdict in ('new', 'matched', 'duplicate', 'refused')", name="verdict"),
        Index(None, "provider_id", "import_id", "verdict", "row_number"),
    )

    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"), primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_number: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[list[Any]]
    verdict: Mapped[str]
    values: Mapped[dict[str, Any]]
    """The normalised fields of the row, as they would be written."""
    problems: Mapped[list[dict[str, Any]]]
    """Objects `{field, code, value, level}`: why the row is refused (`error`) or what to look at (`notice`)."""
    is_other_person: Mapped[bool] = mapped_column(server_default=text("false"))
    """The user said that this is somebody else than the trainee or row that it looks like."""
    trainee_id: Mapped[UUID | None]
    """The trainee that the row matched, and after the import the one that it became."""
    outcome: Mapped[str | None]
    """After the import: `created`, `matched`, `enrolled`, `waiting`, `already_enrolled` or `course_full`."""
