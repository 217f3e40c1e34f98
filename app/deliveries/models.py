"""Tables of certificates that were mailed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, tenant_reference


class CertificateSending(TenantTable, Base):
    """One act of mailing certificates; until `release_at` it can be taken back."""

    __tablename__ = "certificate_sending"
    __table_args__ = (
        CheckConstraint("state in ('held', 'cancelled')", name="state"),
        Index(None, "provider_id", "created_at"),
    )

    state: Mapped[str] = mapped_column(server_default="held")
    """`held` says that it was not taken back; whether its mails have left follows from `release_at`."""
    release_at: Mapped[datetime]
    mail_count: Mapped[int]
    certificate_count: Mapped[int]
    again: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether certificates that were sent before go once more."""
    job_id: Mapped[UUID | None]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]


class CertificateDelivery(TenantTable, Base):
    """That a certificate went with a mail; the mail's row says how it fared."""

    __tablename__ = "certificate_delivery"
    __table_args__ = (
        tenant_reference("sending_id", "certificate_sending"),
        tenant_reference("certificate_id", "certificate"),
        tenant_reference("mail_id", "outbox_mail"),
        Index(None, "provider_id", "sending_id", "certificate_id", unique=True),
        Index(None, "provider_id", "certificate_id", "created_at"),
        Index(None, "provider_id", "mail_id"),
    )

    sending_id: Mapped[UUID]
    certificate_id: Mapped[UUID]
    mail_id: Mapped[UUID]
    via_contact: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime]
