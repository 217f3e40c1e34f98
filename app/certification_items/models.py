"""Tables of certification items."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference

CURRENT = text("renewed_at is null")
IN_USE = text("archived_at is null")


class CertificationItemKind(TenantTable, Versioned, Base):
    """A kind of item in the provider's own words, beside those of `kinds.BUILT_IN`."""

    __tablename__ = "certification_item_kind"
    __table_args__ = (Index(None, "provider_id", "name_key", unique=True),)

    name: Mapped[str]
    name_key: Mapped[str]
    """The name normalised: one kind per name."""
    due_dates: Mapped[list[dict[str, Any]]]
    """Objects `{part, months}`: what expires, and how long after an inspection it usually does."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CertificationItem(TenantTable, Versioned, Base):
    """A thing, or several alike, that must be inspected or renewed in time (R-CIT-01)."""

    __tablename__ = "certification_item"
    __table_args__ = (
        tenant_reference("own_kind_id", "certification_item_kind"),
        tenant_reference("customer_id", "customer"),
        CheckConstraint("(kind = 'own') = (own_kind_id is not null)", name="own_kind"),
        CheckConstraint("pieces between 1 and 100000", name="pieces"),
        Index(None, "provider_id", "next_expires_on", "id"),
        Index("ix_certification_item_due", "provider_id", "next_remind_on", postgresql_where=IN_USE),
        Index(None, "provider_id", "customer_id"),
        Index(None, "provider_id", "own_kind_id"),
        Index(
            "ix_certification_item_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    kind: Mapped[str]
    """A key of `kinds.BUILT_IN`, or `own`."""
    own_kind_id: Mapped[UUID | None]
    description: Mapped[str]
    identification: Mapped[str] = mapped_column(server_default="")
    """What stands on it: a serial number, a sticker."""
    customer_id: Mapped[UUID | None]
    location: Mapped[str] = mapped_column(server_default="")
    pieces: Mapped[int] = mapped_column(server_default=text("1"))
    inspected_on: Mapped[date | None]
    remarks: Mapped[str] = mapped_column(server_default="")
    next_expires_on: Mapped[date]
    """The earliest expiry date among its current due dates: the order of the list."""
    next_remind_on: Mapped[date]
    """The earliest reminder date among them: from that day on it shows on the dashboard (R-CIT-02)."""
    search: Mapped[str]
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CertificationItemDueDate(TenantTable, Base):
    """One line of an item: a part with its expiry date. A renewed line stays as history (R-CIT-02)."""

    __tablename__ = "certification_item_due_date"
    __table_args__ = (
        tenant_reference("item_id", "certification_item", ondelete="CASCADE"),
        tenant_reference("renewed_by_id", "certification_item_due_date"),
        CheckConstraint("remind_on <= expires_on", name="reminder_before_expiry"),
        CheckConstraint("(renewed_at is null) = (renewed_by_id is null)", name="renewed"),
        Index(None, "provider_id", "item_id", "expires_on"),
        Index("ix_certification_item_due_date_current", "provider_id", "expires_on", postgresql_where=CURRENT),
        Index(None, "provider_id", "renewed_by_id"),
    )

    item_id: Mapped[UUID]
    part: Mapped[str]
    """What expires: `inspection`, `battery`, `electrodes`, or the provider's own word."""
    inspected_on: Mapped[date | None]
    expires_on: Mapped[date]
    remind_on: Mapped[date]
    remarks: Mapped[str] = mapped_column(server_default="")
    """What was noted when this line came in place of a former one."""
    renewed_at: Mapped[datetime | None]
    renewed_by_id: Mapped[UUID | None]
    """The line that took its place."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CertificationItemFile(TenantTable, Base):
    """A photo or another file of an item."""

    __tablename__ = "certification_item_file"
    __table_args__ = (
        tenant_reference("item_id", "certification_item", ondelete="CASCADE"),
        tenant_reference("file_id", "stored_file"),
        Index(None, "provider_id", "item_id"),
        Index(None, "provider_id", "file_id"),
    )

    item_id: Mapped[UUID]
    file_id: Mapped[UUID]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
