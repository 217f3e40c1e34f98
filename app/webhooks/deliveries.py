"""Deliveries as people see them: the list, a test, and sending one again."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.events.audit import record
from app.events.changes import announce
from app.webhooks.errors import DeliveryNotFound, DeliveryUnderWay, WebhookOff
from app.webhooks.event_types import PING
from app.webhooks.models import WebhookDelivery
from app.webhooks.payloads import Event
from app.webhooks.subscriptions import TOPIC, WebhookDesk, get_webhook

CHANNEL = "cbot_webhooks"
ShownState = Literal["waiting", "delivered", "failed", "cancelled"]
SHOWN_STATES: dict[ShownState, tuple[str, ...]] = {
    "waiting": ("waiting", "sending"),
    "delivered": ("delivered",),
    "failed": ("failed",),
    "cancelled": ("cancelled",),
}
"""The states that people see: one that is being tried still waits."""
_NOTIFY = text("select pg_notify(:channel, '')").bindparams(channel=CHANNEL)


def shown_state(delivery: WebhookDelivery) -> ShownState:
    """What people see of a state."""
    return next(shown for shown, states in SHOWN_STATES.items() if delivery.state in states)


def event_of(delivery: WebhookDelivery) -> Event:
    """What the delivery tells."""
    return Event(
        delivery.event_id,
        delivery.event_type,
        delivery.created_at,
        delivery.subject_type,
        delivery.subject_id,
        delivery.facts,
    )


async def list_deliveries(
    session: AsyncSession, webhook_id: UUID, state: ShownState | None, page: Page
) -> tuple[list[WebhookDelivery], str | None]:
    """A page of a webhook's deliveries, the latest first, and the cursor of the next; raises WebhookNotFound, Invalid."""
    await get_webhook(session, webhook_id)
    after = page.position(datetime.fromisoformat, UUID)
    values: dict[str, Any] = {
        "provider": bound_provider(session),
        "subscription": webhook_id,
        "states": SHOWN_STATES[state] if state else (),
        "limit": page.limit + 1,
        **dict(zip(("after_at", "after_id"), after or (), strict=False)),
    }
    statement = _STATEMENTS[bool(state), after is not None]
    rows = (await session.scalars(statement, values)).all()
    return cut(rows, page.limit, lambda row: (row.created_at.isoformat(), row.id))


async def get_delivery(session: AsyncSession, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """One delivery; raises WebhookNotFound and DeliveryNotFound."""
    await get_webhook(session, webhook_id)
    found = await session.get(WebhookDelivery, (bound_provider(session), delivery_id))
    if found is None or found.subscription_id != webhook_id:
        raise DeliveryNotFound("There is no such delivery of this webhook.")
    return found


async def send_test(desk: WebhookDesk, webhook_id: UUID) -> WebhookDelivery:
    """Send a `ping`, once and also while the webhook is off; raises WebhookNotFound."""
    webhook = await get_webhook(desk.session, webhook_id)
    delivery = WebhookDelivery(
        provider_id=webhook.provider_id,
        id=new_id(),
        subscription_id=webhook.id,
        event_id=new_id(),
        event_type=PING,
        subject_type="webhook",
        subject_id=webhook.id,
        facts={},
        state="waiting",
        not_before=desk.now,
        created_at=desk.now,
    )
    desk.session.add(delivery)
    await _queued(desk, delivery, "webhook.tested")
    return delivery


async def replay(desk: WebhookDesk, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Send a delivery again under its own id, with all tries anew.

    Raises WebhookNotFound, DeliveryNotFound, DeliveryUnderWay, and WebhookOff.
    """
    delivery = await get_delivery(desk.session, webhook_id, delivery_id)
    webhook = await get_webhook(desk.session, webhook_id)
    await desk.session.refresh(delivery, with_for_update=True)
    if delivery.state in SHOWN_STATES["waiting"]:
        raise DeliveryUnderWay("This delivery is on its way already.")
    if not webhook.enabled and delivery.event_type != PING:
        raise WebhookOff("Switch the webhook on first.")
    delivery.state, delivery.step, delivery.not_before, delivery.finished_at = "waiting", 0, desk.now, None
    await _queued(desk, delivery, "webhook.replayed")
    return delivery


async def _queued(desk: WebhookDesk, delivery: WebhookDelivery, action: str) -> None:
    await desk.session.flush()
    await desk.session.refresh(delivery)
    await desk.session.execute(_NOTIFY)
    changes = {} if delivery.event_type == PING else {"event": delivery.event_type}
    await record(desk.session, desk.actor, action, "webhook", delivery.subscription_id, now=desk.now, changes=changes)
    await announce(desk.session, TOPIC, delivery.subscription_id)


def _statement(*, by_state: bool, later: bool) -> Select[WebhookDelivery]:
    conditions: list[ColumnElement[bool]] = [
        WebhookDelivery.provider_id == bindparam("provider"),
        WebhookDelivery.subscription_id == bindparam("subscription"),
    ]
    if by_state:
        conditions.append(WebhookDelivery.state.in_(bindparam("states", expanding=True)))
    if later:
        position = tuple_(bindparam("after_at", type_=WebhookDelivery.created_at.type), bindparam("after_id"))
        conditions.append(tuple_(WebhookDelivery.created_at, WebhookDelivery.id) < position)
    return (
        select(WebhookDelivery)
        .where(*conditions)
        .order_by(WebhookDelivery.created_at.desc(), WebhookDelivery.id.desc())
        .limit(bindparam("limit"))
    )


_STATEMENTS = {
    (by_state, later): _statement(by_state=by_state, later=later)
    for by_state in (True, False)
    for later in (True, False)
}
