"""Tables of merging: what was done, so that it can be undone whole, and what is known not to be the same."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable


class Merge(TenantTable, Base):
    """That one trainee or customer became part of another; until `undo_until` it can be undone."""

    __tablename__ = "merge"
    __table_args__ = (
        CheckConstraint("kind in ('trainee', 'customer')", name="kind"),
        Index(None, "provider_id", "kind", "merged_at", "id"),
    )

    kind: Mapped[str]
    keeper_id: Mapped[UUID]
    other_id: Mapped[UUID]
    keeper_name: Mapped[str]
    other_name: Mapped[str]
    steps: Mapped[list[dict[str, Any]]]
    """What was done, in order: undoing goes through it backwards. Emptied when the time to undo is over."""
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    merged_by_name: Mapped[str]
    undo_until: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class NotTheSame(TenantTable, Base):
    """That two trainees or customers that look alike are two, as somebody said; the smaller id stands first."""

    __tablename__ = "not_the_same"
    __table_args__ = (
        CheckConstraint("kind in ('trainee', 'customer')", name="kind"),
        CheckConstraint("one_id < two_id", name="order"),
        Index(None, "provider_id", "kind", "one_id", "two_id", unique=True),
    )

    kind: Mapped[str]
    one_id: Mapped[UUID]
    two_id: Mapped[UUID]
    said_at: Mapped[datetime]
    said_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
