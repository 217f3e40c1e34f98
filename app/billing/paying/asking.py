"""Asking the payment service how a payment stands, and noting what it confirms: once, whoever asks and however often."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.invoicing import find_invoice
from app.billing.models import InvoicePayment, OnlinePayment
from app.billing.paying.port import RUNNING, PaymentService, PaymentState, Standing
from app.billing.payments import Received, note_payment
from app.billing.repository import provider_row
from app.core.clock import local_date
from app.core.database.session import bound_provider
from app.events.audit import SYSTEM
from app.events.changes import announce

log = structlog.get_logger()
BREATH = timedelta(seconds=5)
"""So long one notice about a payment is enough, however many come in."""
_SOON, _LATEST = timedelta(minutes=5), timedelta(hours=6)
_GIVEN_UP = timedelta(days=30)
"""Longer than any method takes: the slowest, a bank transfer, expires after some weeks."""
_PAID_EVERY, _PAID_FOR = timedelta(days=7), timedelta(days=180)
"""Received can be taken back for months; the service tells, and this finds what it failed to tell."""
_LOCKED = (
    select(OnlinePayment)
    .where(OnlinePayment.provider_id == bindparam("provider"), OnlinePayment.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_NOTED = (
    select(InvoicePayment.means, func.sum(InvoicePayment.cents))
    .where(
        InvoicePayment.provider_id == bindparam("provider"), InvoicePayment.online_payment_id == bindparam("payment")
    )
    .group_by(InvoicePayment.means)
)


async def heed_notice(session: AsyncSession, service: PaymentService, payment_id: UUID, now: datetime) -> None:
    """The service says that something changed; an unknown payment is none of ours.

    Within a moment of the last notice the next question is left to the worker. Raises PaymentServiceDown.
    """
    payment = await _lock(session, payment_id)
    if payment is None:
        return
    if payment.heeded_at and now - payment.heeded_at < BREATH:
        payment.next_ask_at = now
        return
    payment.heeded_at = now
    await _ask(session, service, payment, now)


async def ask_again(session: AsyncSession, service: PaymentService, payment_id: UUID, now: datetime) -> OnlinePayment:
    """Ask how a payment of this provider stands, and note what follows; raises PaymentServiceDown."""
    payment = await _lock(session, payment_id)
    assert payment is not None, "payments are never deleted"
    await _ask(session, service, payment, now)
    return payment


async def put_off(session: AsyncSession, payment_id: UUID, now: datetime) -> None:
    """The service did not answer: the worker asks again, the sooner the younger the payment."""
    payment = await _lock(session, payment_id)
    if payment is not None:
        payment.next_ask_at = now + min(max(_SOON, (now - payment.started_at) / 40), _LATEST)


async def _lock(session: AsyncSession, payment_id: UUID) -> OnlinePayment | None:
    """The payment, for nobody else until the commit: a late answer must not overwrite a newer one."""
    return await session.scalar(_LOCKED, {"provider": bound_provider(session), "id": payment_id})


async def _ask(session: AsyncSession, service: PaymentService, payment: OnlinePayment, now: datetime) -> None:
    standing = await service.standing(payment.reference)
    if await _confirmed(session, payment, standing):
        before = payment.state
        payment.state, payment.method = standing.state.value, standing.method
        await _note(session, payment, standing, now)
        if payment.state != before:
            await announce(session, "billing", payment.invoice_id)
    payment.next_ask_at = _next_question(payment, now)
    await session.flush()


async def _confirmed(session: AsyncSession, payment: OnlinePayment, said: Standing) -> bool:
    """Whether what the service says is about this payment of this invoice and this amount."""
    invoice = await find_invoice(session, payment.invoice_id)
    told = (said.reference, said.payment_id, said.invoice_number, said.cents, said.currency)
    if told == (payment.reference, str(payment.id), invoice.number, payment.cents, "EUR"):
        return True
    log.warning("payment_not_confirmed", payment_id=str(payment.id), number=invoice.number, reference=payment.reference)
    return False


async def _note(session: AsyncSession, payment: OnlinePayment, said: Standing, now: datetime) -> None:
    """Note the differences between what the service says and what the books hold, each as its own row."""
    key = {"provider": payment.provider_id, "payment": payment.id}
    noted: dict[str, int] = {means: int(cents) for means, cents in await session.execute(_NOTED, key)}
    zone = (await provider_row(session)).time_zone
    if said.state is PaymentState.PAID and "online" not in noted:
        day = local_date(said.paid_at or now, zone)
        await _write(session, payment, Received(payment.cents, day, "", "online", payment.id), now)
    for means, cents in (("refund", -said.refunded_cents), ("chargeback", -said.charged_back_cents)):
        if cents != noted.get(means, 0):
            back = cents - noted.get(means, 0)
            await _write(session, payment, Received(back, local_date(now, zone), "", means, payment.id), now)


async def _write(session: AsyncSession, payment: OnlinePayment, money: Received, now: datetime) -> None:
    await note_payment(session, payment.invoice_id, money, actor=SYSTEM, now=now)


def _next_question(payment: OnlinePayment, now: datetime) -> datetime | None:
    """Soon while somebody may be paying, ever later afterwards, and never once nothing can change."""
    age = now - payment.started_at
    if payment.state in RUNNING:
        return now + min(max(_SOON, age / 4), _LATEST) if age < _GIVEN_UP else None
    if payment.state == PaymentState.PAID:
        return now + _PAID_EVERY if age < _PAID_FOR else None
    return None
