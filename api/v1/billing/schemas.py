"""Bodies of billing: amounts in cents, exclusive of VAT unless they are called gross."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import EmailStr, Field, StringConstraints

from api.schemas import ApiModel, Instant, Line, Money
from api.v1.modules import Sold
from app.billing.prices import Tier
from app.providers.modules import Module


class ChargeLine(ApiModel):
    """One amount; `module` is null for the one-off administration fee."""

    module: Module | None
    amount: Money


class TierView(ApiModel):
    """Why a month has its tier."""

    tier: Tier
    courses: int = Field(description="Courses booked in the counted days and not cancelled")
    courses_a_year: int = Field(description="That count, scaled to a year")
    factor: int = Field(description="12 for a counted month, 4 for a quarter, 1 for a year")
    counted_from: date
    counted_through: date
    prices_from: date = Field(description="The price list that holds")


class Band(ApiModel):
    """A tier of the price list."""

    tier: Tier
    from_courses: int
    price: Money = Field(description="Per module per month, with the provider's own discount")


class ModuleCharge(ApiModel):
    """What a module costs a month in the present tier."""

    module: Module
    price: Money
    charged: bool = Field(description="Whether the running month is charged for it")


class ForecastView(ApiModel):
    """The running month of the subscription as things stand (R-BIL-08)."""

    subscribed_since: date
    month_from: date
    month_through: date
    is_free: bool
    is_cibot_institute: bool
    why: TierView
    bands: list[Band]
    modules: list[ModuleCharge]
    lines: list[ChargeLine]
    net: Money
    vat: Money
    gross: Money
    vat_percent: int
    invoice_on: date
    tier_changes_on: date
    counts_from: date
    counts_through: date
    counted_so_far: int


class QuoteView(ApiModel):
    """What so many modules cost a month with so many courses a year."""

    tier: Tier
    price: Money
    net: Money


class InvoiceRow(ApiModel):
    """An invoice or credit note in a list."""

    id: UUID
    number: str
    kind: Literal["invoice", "credit_note"]
    issued_on: date
    due_on: date
    period_from: date
    period_through: date
    net: Money
    vat: Money
    gross: Money
    state: Literal["open", "paid", "overdue", "credited", "credit_note"]


class PaymentView(ApiModel):
    """Money that came in for an invoice, or went back with a negative amount."""

    paid_on: date
    amount: Money
    means: Literal["noted", "online", "refund", "chargeback"] = Field(
        description="Noted by the operator, or told by the payment service"
    )
    method: str | None = Field(description="How it was paid online, in the payment service's word, such as `ideal`")
    reference: str | None = Field(description="The payment service's name of the payment")
    remark: str = Field(description="What the operator noted with it; empty for others")


class CheckoutView(ApiModel):
    """Where to pay."""

    checkout_url: str = Field(examples=["https://www.mollie.com/checkout/select-method/7UhSN1zuXS"])


class InvoiceView(InvoiceRow):
    """An invoice whole, with the reckoning that it follows from."""

    outstanding: Money = Field(description="What is still to be paid")
    online_payment: Literal["possible", "begun", "underway"] | None = Field(
        description="Whether it can be paid online: not at all, yes, yes and it was begun, or the bank is at it"
    )
    payments: list[PaymentView]

    credits_id: UUID | None
    vat_percent: int
    seller: dict[str, Any]
    buyer: dict[str, Any]
    lines: list[ChargeLine]
    why: TierView | None
    is_cibot_institute: bool | None


_Digits = StringConstraints(strip_whitespace=True, pattern=r"^(\d{8})?$")
_VatNumber = StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^([A-Z]{2}[A-Z0-9]{2,13})?$")


class BillingAddressFields(ApiModel):
    """Where the invoices go; what is empty is taken from the organisation's own details."""

    buyer_name: Line = ""
    email: EmailStr | Literal[""] = ""
    address: Line = ""
    postcode: Line = ""
    city: Line = ""
    kvk_number: Annotated[str, _Digits, Field(examples=["12345678"])] = ""
    vat_number: Annotated[str, _VatNumber, Field(examples=["NL001234567B01"])] = ""
    reference: Line = ""


class BillingAddressView(BillingAddressFields):
    """The billing address with its version; 0 when it was never filled in."""

    version: int


class ModuleWish(ApiModel):
    """A module that the provider wants to have, or to be rid of."""

    module: Sold
    wish: Literal["on", "off"] = "on"


class ModuleRequestView(ApiModel):
    """A wish that waits for the operator."""

    id: UUID
    module: Module
    wish: Literal["on", "off"]
    requested_at: Instant
