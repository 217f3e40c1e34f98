"""Conventions that every table keeps: names of constraints, column types, tenant keys, versions."""

from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date as DateType
from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.dialects.postgresql import TIME as TimeType
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.core.identifiers import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base; text is unbounded, instants carry their zone, JSON is binary."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        UUID: Uuid(),
        datetime: TIMESTAMP(timezone=True),
        date: DateType(),
        time: TimeType(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
    }


class GlobalTable:
    """A table outside the tenants: one id as its key. `tests/architecture` lists which tables may be so."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class TenantTable:
    """A table of one provider's rows: its key leads with the provider, and row-level security guards it."""

    @declared_attr
    def provider_id(cls) -> Mapped[UUID]:
        """The provider that owns the row."""
        return mapped_column(ForeignKey("provider.id"), primary_key=True, sort_order=-20)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


class Versioned:
    """Optimistic locking: each update raises the version; `ETag` and `If-Match` carry it over HTTP."""

    version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let SQLAlchemy add the version to every UPDATE of the row."""
        return {"version_id_col": cls.version}


def tenant_reference(column: str, table: str, **options: Any) -> ForeignKeyConstraint:
    """A foreign key `(provider_id, column)` → `table(provider_id, id)`, which cannot cross tenants."""
    return ForeignKeyConstraint(["provider_id", column], [f"{table}.provider_id", f"{table}.id"], **options)
