"""Table of registrations: what a training company told about itself, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable


class Registration(TenantTable, Base):
    """A company that wants to work with the portal. Its name and address stand in its provider, in state `requested`."""

    __tablename__ = "registration"
    __table_args__ = (
        Index(None, "provider_id", unique=True),
        CheckConstraint("locale in ('nl', 'en')", name="locale"),
        CheckConstraint("outcome in ('approved', 'refused')", name="outcome"),
        CheckConstraint("(outcome is null) = (decided_at is null)", name="decision"),
    )

    kvk_number: Mapped[str]
    contact_name: Mapped[str]
    email: Mapped[str]
    locale: Mapped[str]
    is_institute: Mapped[bool]
    """What the company says of itself; the operator looks whether it is so."""
    modules: Mapped[list[Any]]
    """Keys of the modules that it wants from the start."""
    agreed_at: Mapped[datetime]
    requested_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When the link of the mail was used; before that nobody but the worker sees the row."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[str | None]
    reason: Mapped[str] = mapped_column(server_default=text("''"))
