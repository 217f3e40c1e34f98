"""Received that came in for an invoice or went back: noting it, and telling by which means it came (R-BIL-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.invoicing import find_invoice
from app.billing.models import InvoicePayment, OnlinePayment
from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.events.audit import Actor, record
from app.events.changes import announce

_PAYMENTS = (
    select(
        InvoicePayment.paid_on,
        InvoicePayment.cents,
        InvoicePayment.means,
        InvoicePayment.remark,
        OnlinePayment.service,
        OnlinePayment.method,
        OnlinePayment.reference,
    )
    .outerjoin(
        OnlinePayment,
        (OnlinePayment.provider_id == InvoicePayment.provider_id)
        & (OnlinePayment.id == InvoicePayment.online_payment_id),
    )
    .where(InvoicePayment.provider_id == bindparam("provider"), InvoicePayment.invoice_id == bindparam("invoice"))
    .order_by(InvoicePayment.recorded_at, InvoicePayment.id)
)


ACTIONS = {
    "noted": "invoice.paid",
    "online": "invoice.paid_online",
    "refund": "invoice.refunded",
    "chargeback": "invoice.charged_back",
}
"""By which means money came or went, and what the audit log calls it."""


@dataclass(frozen=True)
class Received:
    """Money that came in, or went back with a negative amount, and by which means.

    `means` is `noted` for what the operator noted, else `online`, `refund` or `chargeback` with the online payment.
    """

    cents: int
    paid_on: date
    remark: str = ""
    means: str = "noted"
    online_payment_id: UUID | None = None


@dataclass(frozen=True)
class Payment:
    """A row of money as people read it; `service`, `method` and `reference` are None unless it was paid online."""

    paid_on: date
    cents: int
    means: str
    remark: str
    service: str | None
    method: str | None
    reference: str | None


async def note_payment(
    session: AsyncSession, invoice_id: UUID, money: Received, *, actor: Actor, now: datetime
) -> None:
    """Note money for an invoice.

    Raises InvoiceNotFound, and Invalid for an amount of 0.
    """
    if money.cents == 0:
        raise Invalid.at("/cents", "required", "A payment is more or less than nothing.")
    invoice = await find_invoice(session, invoice_id)
    payment = InvoicePayment(
        provider_id=invoice.provider_id,
        id=new_id(),
        invoice_id=invoice.id,
        paid_on=money.paid_on,
        cents=money.cents,
        means=money.means,
        online_payment_id=money.online_payment_id,
        remark=money.remark,
        recorded_by=actor.id if actor.kind == "user" else None,
        recorded_at=now,
    )
    session.add(payment)
    await session.flush()
    changes = {"number": invoice.number, "cents": money.cents, "on": money.paid_on.isoformat()}
    await record(session, actor, ACTIONS[money.means], "invoice", invoice.id, changes=changes, now=now)
    await announce(session, "billing", invoice.id)


async def payments_of(session: AsyncSession, invoice_id: UUID) -> Sequence[Payment]:
    """What came in for an invoice of this provider and went back, in the order in which it was noted."""
    rows = await session.execute(_PAYMENTS, {"provider": bound_provider(session), "invoice": invoice_id})
    return [Payment(**row) for row in rows.mappings()]
