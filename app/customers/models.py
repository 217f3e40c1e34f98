"""Tables of customers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned, tenant_reference


class Customer(TenantTable, Versioned, Base):
    """A company whose people are trained (klant); its contact persons are rows of their own (R-CUS-02)."""

    __tablename__ = "customer"
    __table_args__ = (
        Index(None, "provider_id", "name_sort", "id"),
        Index(
            "ix_customer_search",
            "provider_id",
            "search",
            postgresql_using="gin",
            postgresql_ops={"search": "gin_trgm_ops"},
        ),
    )

    name: Mapped[str]
    name_sort: Mapped[str]
    """The name in lower case without accents: what lists sort and duplicates match on."""
    search: Mapped[str]
    """Normalised words of name, contact persons and address, for trigram search under row-level security."""
    address: Mapped[str]
    correspondence_via_contact: Mapped[bool] = mapped_column(server_default=text("false"))
    """R-CUS-03: everything for its trainees goes to the contact persons only."""
    kvk_number: Mapped[str] = mapped_column(server_default="")
    vat_number: Mapped[str] = mapped_column(server_default="")
    invoice_address: Mapped[str] = mapped_column(server_default="")
    """Where invoices go, when that is not the address."""
    remarks: Mapped[str] = mapped_column(server_default="")
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CustomerContact(TenantTable, Base):
    """A contact person of a customer (contactpersoon), with the topics that he is there for."""

    __tablename__ = "customer_contact"
    __table_args__ = (
        tenant_reference("customer_id", "customer", ondelete="CASCADE"),
        Index(None, "provider_id", "customer_id", "position"),
        Index("ix_customer_contact_address", "email"),
    )

    customer_id: Mapped[UUID]
    position: Mapped[int]
    """The order in which they are named; the first gets what nobody else is there for."""
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(server_default="")
    topics: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    """Values of `correspondence.Topic`."""


class CustomerFile(TenantTable, Base):
    """A file that is kept with a customer."""

    __tablename__ = "customer_file"
    __table_args__ = (
        tenant_reference("customer_id", "customer"),
        tenant_reference("file_id", "stored_file"),
        Index(None, "provider_id", "customer_id"),
        Index(None, "provider_id", "file_id"),
    )

    customer_id: Mapped[UUID]
    file_id: Mapped[UUID]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
