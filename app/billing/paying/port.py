"""What a payment service does for us. It alone says what was paid; nothing that a browser or a notice says counts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol
from uuid import UUID

from app.core.errors import Unavailable


class PaymentState(StrEnum):
    """How far a payment is; all but the first two are final."""

    OPEN = "open"
    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELED = "canceled"


RUNNING = frozenset({PaymentState.OPEN, PaymentState.PENDING})


@dataclass(frozen=True)
class Wanted:
    """A payment to be made: an amount in euro cents for one invoice, under our own id."""

    payment_id: UUID
    invoice_number: str
    cents: int
    description: str
    language: str
    return_url: str
    """Where the browser comes back to; that it does says nothing."""
    webhook_url: str
    """Where the service tells that something changed."""


@dataclass(frozen=True)
class Checkout:
    """A payment that was made: the service's reference, and the page on which people pay."""

    reference: str
    url: str


@dataclass(frozen=True)
class Standing:
    """What the service says of a payment, amounts in cents of `currency`."""

    reference: str
    state: PaymentState
    cents: int
    currency: str
    payment_id: str
    invoice_number: str
    method: str
    paid_at: datetime | None
    refunded_cents: int
    charged_back_cents: int


class PaymentServiceDown(Unavailable):
    """The payment service does not answer, or not in a way that we understand."""

    code = "payment_service_down"


class PaymentService(Protocol):
    """A payment service; both raise PaymentServiceDown."""

    name: ClassVar[str]

    async def make(self, wanted: Wanted) -> Checkout:
        """Make a payment; asked twice with the same `payment_id` it is one."""

    async def standing(self, reference: str) -> Standing:
        """How a payment stands now."""
