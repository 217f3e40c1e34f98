"""Tables of customers."""

from datetime import datetime

from sqlalchemy import Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, TenantTable, Versioned


class Customer(TenantTable, Versioned, Base):
    """A company whose people are trained (klant), with its contact person (R-CUS-02)."""

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
    """Normalised words of name, contact person and address, for trigram search under row-level security."""
    address: Mapped[str]
    contact_name: Mapped[str]
    contact_email: Mapped[str]
    correspondence_via_contact: Mapped[bool] = mapped_column(server_default=text("false"))
    """R-CUS-03: everything for its trainees goes to the contact person only."""
    kvk_number: Mapped[str] = mapped_column(server_default="")
    vat_number: Mapped[str] = mapped_column(server_default="")
    invoice_address: Mapped[str] = mapped_column(server_default="")
    """Where invoices go, when that is not the address."""
    remarks: Mapped[str] = mapped_column(server_default="")
    archived_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
