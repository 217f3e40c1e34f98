"""Beginning to pay an invoice: the page of the payment service, for what is still to be paid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.books import Kept, read_invoice
from app.billing.errors import NotPayable, PaymentsOff, PaymentUnderway
from app.billing.models import OnlinePayment
from app.billing.paying.asking import ask_again
from app.billing.paying.notices import NoticeAddress, sign_address
from app.billing.paying.port import RUNNING, PaymentService, PaymentState, Wanted
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.signing import LinkSigner
from app.events.audit import Actor, record

_FIRST_QUESTION = timedelta(minutes=5)
_LATEST = (
    select(OnlinePayment)
    .where(OnlinePayment.provider_id == bindparam("provider"), OnlinePayment.invoice_id == bindparam("invoice"))
    .order_by(OnlinePayment.started_at.desc(), OnlinePayment.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Till:
    """What it takes to begin a payment: the service, if there is one, our signature and our address."""

    service: PaymentService | None
    signer: LinkSigner
    base_url: str


async def latest_payment(session: AsyncSession, invoice_id: UUID) -> OnlinePayment | None:
    """The online payment that was begun last for an invoice."""
    return await session.scalar(_LATEST, {"provider": bound_provider(session), "invoice": invoice_id})


async def catch_up(session: AsyncSession, invoice_id: UUID, till: Till, now: datetime) -> None:
    """Ask after what was begun before: it may be paid without our having heard.

    A transaction of its own, so that what it notes stays when the rest is refused. Raises PaymentServiceDown.
    """
    latest = await latest_payment(session, invoice_id)
    if till.service is not None and latest is not None and latest.state in RUNNING:
        await ask_again(session, till.service, latest.id, now)


async def start_payment(
    session: AsyncSession, invoice_id: UUID, till: Till, *, today: date, actor: Actor, now: datetime
) -> OnlinePayment:
    """Begin to pay what is open, or go on with what was begun; its `checkout_url` is where to pay.

    Nobody sees that address before the commit, so that a payment which is not kept is one that nobody pays. Raises
    PaymentsOff, InvoiceNotFound, NotPayable, PaymentUnderway and PaymentServiceDown.
    """
    await lock(session, [f"paying:{invoice_id}"])
    kept, _ = await read_invoice(session, invoice_id)
    if till.service is None:
        raise PaymentsOff("Online payment is not set up.")
    if not kept.payable(today):
        raise NotPayable("Nothing is to be paid on this invoice.")
    begun = await latest_payment(session, invoice_id)
    if begun is not None and begun.state == PaymentState.PENDING:
        raise PaymentUnderway("The bank has not answered yet.")
    if begun is not None and begun.state == PaymentState.OPEN and begun.cents == kept.open_cents:
        return begun
    return await _make(session, kept, till, till.service, actor, now)


async def _make(
    session: AsyncSession, kept: Kept, till: Till, service: PaymentService, actor: Actor, now: datetime
) -> OnlinePayment:
    invoice, payment_id = kept.invoice, new_id()
    made = await service.make(
        Wanted(
            payment_id=payment_id,
            invoice_number=invoice.number,
            cents=kept.open_cents,
            description=f"{invoice.seller['name']} {invoice.number}",
            language=invoice.language,
            return_url=f"{till.base_url}/settings/invoices/{invoice.id}",
            webhook_url=sign_address(till.signer, till.base_url, NoticeAddress(invoice.provider_id, payment_id), now),
        )
    )
    payment = OnlinePayment(
        provider_id=invoice.provider_id,
        id=payment_id,
        invoice_id=invoice.id,
        service=service.name,
        reference=made.reference,
        checkout_url=made.url,
        cents=kept.open_cents,
        state=PaymentState.OPEN.value,
        started_by=actor.id if actor.kind == "user" else None,
        started_at=now,
        next_ask_at=now + _FIRST_QUESTION,
    )
    session.add(payment)
    await session.flush()
    changes = {"number": invoice.number, "cents": payment.cents}
    await record(session, actor, "invoice.payment_begun", "invoice", invoice.id, changes=changes, now=now)
    return payment
