"""Table of the addresses that mail came back from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from app.core.database.base import Base, TenantTable, tenant_reference


class MailSuppression(TenantTable, Base):
    """An address that does not exist: mail to it came back. It holds until it is lifted, or the address changes."""

    __tablename__ = "mail_suppression"
    __table_args__ = (
        tenant_reference("mail_id", "outbox_mail"),
        Index(
            "ix_mail_suppression_address",
            "provider_id",
            "address",
            unique=True,
            postgresql_where=text("lifted_at is null"),
        ),
    )

    address: Mapped[str]
    """In lower case."""
    mail_id: Mapped[UUID]
    """The mail that came back."""
    status: Mapped[str]
    """The code of RFC 3463, such as `5.1.1`."""
    words: Mapped[str]
    created_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
