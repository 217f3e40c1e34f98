"""Asking after payments by the clock: what the payment service failed to tell, and what is taken back later."""

from uuid import UUID

import structlog
from sqlalchemy import Integer, bindparam, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.paying.asking import ask_again, put_off
from app.billing.paying.port import PaymentService, PaymentServiceDown
from app.worker.context import Ports

log = structlog.get_logger()
_AT_A_TIME = 50
"""Payments of a minute; the service answers each within a second, and the rest follows a minute later."""
_DUE = text("select provider_id, id from online_payments_due(:now, :limit)").bindparams(
    bindparam("now", type_=TIMESTAMP(timezone=True)), bindparam("limit", type_=Integer)
)


async def ask_after_payments(ports: Ports, session: AsyncSession) -> None:
    """Ask after every payment whose moment has come, each in a transaction of its own; a silent service ends the round."""
    if ports.payments is None:
        return
    due = (await session.execute(_DUE, {"now": ports.clock.now(), "limit": _AT_A_TIME})).all()
    for provider_id, payment_id in due:
        if not await _ask(ports, ports.payments, provider_id, payment_id):
            return


async def _ask(ports: Ports, service: PaymentService, provider_id: UUID, payment_id: UUID) -> bool:
    """Ask after one payment; False when the service is silent, and this payment is asked after later."""
    try:
        async with ports.database.tenant(provider_id) as own:
            await ask_again(own, service, payment_id, ports.clock.now())
    except PaymentServiceDown:
        log.warning("payment_service_down", payment_id=str(payment_id))
        async with ports.database.tenant(provider_id) as own:
            await put_off(own, payment_id, ports.clock.now())
        return False
    return True
