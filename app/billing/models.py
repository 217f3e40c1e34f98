"""Tables of billing. What was charged is written once and never changed; a credit note corrects (R-BIL-07)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database.base import Base, GlobalTable, TenantTable, Versioned, tenant_reference


class PriceList(GlobalTable, Base):
    """Prices and tiers from a day on; the operator adds lists and changes none (R-BIL-06)."""

    __tablename__ = "price_list"
    __table_args__ = (
        CheckConstraint("institute_discount_cents >= 0 and one_off_fee_cents >= 0", name="amounts"),
        CheckConstraint("vat_percent between 0 and 100", name="vat"),
    )

    valid_from: Mapped[date] = mapped_column(unique=True)
    bands: Mapped[list[dict[str, Any]]]
    """Per tier: `tier`, `from_courses`, `module_cents`."""
    institute_discount_cents: Mapped[int]
    one_off_fee_cents: Mapped[int]
    vat_percent: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Subscription(TenantTable, Versioned, Base):
    """Since when a provider subscribes, and to whom its invoices are addressed."""

    __tablename__ = "subscription"
    __table_args__ = (Index(None, "provider_id", unique=True),)

    starts_on: Mapped[date]
    buyer_name: Mapped[str] = mapped_column(server_default="")
    email: Mapped[str] = mapped_column(server_default="")
    address: Mapped[str] = mapped_column(server_default="")
    postcode: Mapped[str] = mapped_column(server_default="")
    city: Mapped[str] = mapped_column(server_default="")
    kvk_number: Mapped[str] = mapped_column(server_default="")
    vat_number: Mapped[str] = mapped_column(server_default="")
    reference: Mapped[str] = mapped_column(server_default="")
    """What the buyer wants to read on its invoices, such as an order number."""


class InstituteStatus(TenantTable, Base):
    """From a day on the provider is a CIBOT institute, or is not."""

    __tablename__ = "institute_status"
    __table_args__ = (Index(None, "provider_id", "first_day", unique=True),)

    first_day: Mapped[date]
    is_institute: Mapped[bool]


class ModuleRequest(TenantTable, Base):
    """A provider asks for a module, or to be rid of one; the operator decides (R-MOD-01)."""

    __tablename__ = "module_request"
    __table_args__ = (
        CheckConstraint("wish in ('on', 'off')", name="wish"),
        CheckConstraint("outcome in ('granted', 'refused')", name="outcome"),
        Index(
            "uq_module_request_open",
            "provider_id",
            "module",
            unique=True,
            postgresql_where=text("settled_at is null"),
        ),
    )

    module: Mapped[str]
    wish: Mapped[str]
    requested_at: Mapped[datetime]
    requested_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None]


class BilledMonth(TenantTable, Base):
    """One month of a subscription as it was reckoned: what was counted, the tier, and each amount (R-BIL-08)."""

    __tablename__ = "billed_month"
    __table_args__ = (
        CheckConstraint("period_end > period_first", name="period"),
        Index(None, "provider_id", "number", unique=True),
    )

    number: Mapped[int]
    period_first: Mapped[date]
    period_end: Mapped[date]
    """The first day after the month."""
    counted_first: Mapped[date]
    counted_end: Mapped[date]
    counted_months: Mapped[int]
    courses: Mapped[int]
    courses_a_year: Mapped[int]
    tier: Mapped[str]
    is_institute: Mapped[bool]
    price_list_from: Mapped[date]
    lines: Mapped[list[dict[str, Any]]]
    """Per amount: `module` (None for the one-off fee) and `cents`."""
    net_cents: Mapped[int]
    vat_percent: Mapped[int]
    vat_cents: Mapped[int]
    created_at: Mapped[datetime]


class Invoice(TenantTable, Base):
    """An invoice or a credit note, whole: what stands in it does not follow later changes elsewhere (R-BIL-07)."""

    __tablename__ = "invoice"
    __table_args__ = (
        tenant_reference("credits_id", "invoice"),
        CheckConstraint("kind in ('invoice', 'credit_note')", name="kind"),
        CheckConstraint("(kind = 'credit_note') = (credits_id is not null)", name="credits"),
        Index("uq_invoice_number", "number", unique=True),
        Index(None, "provider_id", "number"),
        Index(
            "uq_invoice_month",
            "provider_id",
            "month_number",
            unique=True,
            postgresql_where=text("kind = 'invoice'"),
        ),
        Index(None, "provider_id", "credits_id", unique=True),
    )

    number: Mapped[str]
    """`2026-00001`: the year of issue and a count without gaps."""
    kind: Mapped[str]
    credits_id: Mapped[UUID | None]
    month_number: Mapped[int]
    period_first: Mapped[date]
    period_last: Mapped[date]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    language: Mapped[str]
    seller: Mapped[dict[str, Any]]
    buyer: Mapped[dict[str, Any]]
    lines: Mapped[list[dict[str, Any]]]
    """Per amount: `module` (None for the one-off fee) and `cents`, negative in a credit note."""
    net_cents: Mapped[int]
    vat_percent: Mapped[int]
    vat_cents: Mapped[int]
    created_at: Mapped[datetime]


class OnlinePayment(TenantTable, Base):
    """A payment that somebody began at the payment service, and how it stood when we last asked there."""

    __tablename__ = "online_payment"
    __table_args__ = (
        tenant_reference("invoice_id", "invoice"),
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("state in ('open', 'pending', 'paid', 'failed', 'expired', 'canceled')", name="state"),
        Index(None, "provider_id", "invoice_id"),
        Index("uq_online_payment_reference", "provider_id", "service", "reference", unique=True),
        Index("ix_online_payment_due", "next_ask_at", postgresql_where=text("next_ask_at is not null")),
    )

    invoice_id: Mapped[UUID]
    service: Mapped[str]
    reference: Mapped[str]
    """The service's own name of the payment."""
    checkout_url: Mapped[str]
    cents: Mapped[int]
    state: Mapped[str]
    method: Mapped[str] = mapped_column(server_default="")
    """How it was paid, in the service's word, such as `ideal`."""
    started_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime]
    heeded_at: Mapped[datetime | None]
    """When a notice of the service last made us ask."""
    next_ask_at: Mapped[datetime | None]
    """When the worker asks the service by itself; None once nothing can change any more."""


class InvoicePayment(TenantTable, Base):
    """Money that came in for an invoice or went back, each a row: noted by the operator, or told by the payment service.

    A mistake is noted back with a negative amount.
    """

    __tablename__ = "invoice_payment"
    __table_args__ = (
        tenant_reference("invoice_id", "invoice"),
        tenant_reference("online_payment_id", "online_payment"),
        CheckConstraint("cents <> 0", name="cents"),
        CheckConstraint("means in ('noted', 'online', 'refund', 'chargeback')", name="means"),
        CheckConstraint("(means = 'noted') = (online_payment_id is null)", name="online"),
        Index(None, "provider_id", "invoice_id"),
        Index(
            "uq_invoice_payment_online",
            "provider_id",
            "online_payment_id",
            unique=True,
            postgresql_where=text("means = 'online'"),
        ),
        Index(None, "provider_id", "online_payment_id"),
    )

    invoice_id: Mapped[UUID]
    paid_on: Mapped[date]
    cents: Mapped[int]
    means: Mapped[str] = mapped_column(server_default="noted")
    online_payment_id: Mapped[UUID | None]
    remark: Mapped[str] = mapped_column(server_default="")
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]


class InvoiceCounter(Base):
    """The last invoice number per year of issue, over all providers; only a door reaches it (R-BIL-07)."""

    __tablename__ = "invoice_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]
