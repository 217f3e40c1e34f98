"""Whether the process lives, whether it can serve, and its figures."""

from dataclasses import astuple

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy import text

from api.deps import services
from app.mail.health import outbox_health
from app.webhooks.health import webhook_health

router = APIRouter(include_in_schema=False)
_PING = text("select 1")
_OUTBOX = (
    Gauge("cbot_outbox_due", "Mails that wait to be handed over"),
    Gauge("cbot_outbox_oldest_due_seconds", "How long the oldest of them has waited"),
    Gauge("cbot_outbox_uncertain", "Mails whose hand-over broke before the server's answer was known"),
    Gauge("cbot_outbox_failed_today", "Mails of the last day that were given up"),
)
_WEBHOOKS = (
    Gauge("cbot_webhooks_due", "Deliveries of webhooks that wait to be sent"),
    Gauge("cbot_webhooks_oldest_due_seconds", "How long the oldest of them has waited"),
    Gauge("cbot_webhooks_failed_today", "Deliveries of the last day that were given up"),
    Gauge("cbot_webhooks_switched_off", "Webhooks that were switched off because nothing arrived"),
)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request, response: Response) -> dict[str, str]:
    """The database answers, so requests can be served; 503 otherwise."""
    try:
        async with services(request).database.engine.connect() as connection:
            await connection.execute(_PING)
    except Exception:  # whatever the reason, the answer is the same: not now
        response.status_code = 503
        return {"status": "database unavailable"}
    return {"status": "ready"}


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Figures for Prometheus."""
    hall = services(request)
    async with hall.database.platform() as session:
        mails = await outbox_health(session, hall.clock.now())
        webhooks = await webhook_health(session, hall.clock.now())
    for gauge, value in zip(_OUTBOX + _WEBHOOKS, astuple(mails) + astuple(webhooks), strict=True):
        gauge.set(value)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
