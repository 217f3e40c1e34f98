"""Table of the codes that open a page."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable


class VisitorCode(TenantTable, Base):
    """A code that was mailed to a reader; only its hash is kept, for a day at most."""

    __tablename__ = "visitor_code"
    __table_args__ = (Index(None, "provider_id", "reader_id", "created_at"),)

    reader_id: Mapped[UUID]
    """A contact person or a trainee."""
    code_hash: Mapped[str]
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
