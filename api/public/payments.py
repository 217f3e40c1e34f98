"""The payment service tells that a payment changed. Nothing that it posts is believed: we ask, and only the answer counts."""

from contextlib import suppress
from datetime import datetime

from fastapi import APIRouter, Request, Response

from api.deps import services
from api.services import Services
from app.billing.paying.asking import heed_notice, put_off
from app.billing.paying.notices import PATH, NoticeAddress, read_address
from app.billing.paying.port import PaymentService, PaymentServiceDown
from app.core.errors import NotFound
from app.core.signing import LinkSigner

router = APIRouter(include_in_schema=False)


@router.post(f"{PATH}/{{token}}")
async def heed_payment_notice(request: Request, token: str) -> Response:
    """Answer the same whatever comes in. The body is not even read; what the service fails to answer, the worker asks again."""
    hall = services(request)
    now = hall.clock.now()
    with suppress(NotFound):
        about = read_address(LinkSigner(hall.keys), token, now)
        if hall.payments is not None:
            await _heed(hall, hall.payments, about, now)
    return Response(status_code=200)


async def _heed(hall: Services, service: PaymentService, about: NoticeAddress, now: datetime) -> None:
    try:
        async with hall.database.tenant(about.provider_id) as session:
            await heed_notice(session, service, about.payment_id, now)
    except PaymentServiceDown:
        async with hall.database.tenant(about.provider_id) as session:
            await put_off(session, about.payment_id, now)
