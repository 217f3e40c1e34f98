"""Keeping webhooks: made by an administrator, with a secret that is shown once and can be replaced without a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, PreconditionFailed
from app.core.identifiers import new_id
from app.core.sealing import Sealer
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.webhooks.destinations import BadDestination, parse_destination
from app.webhooks.errors import TooManyWebhooks, WebhookNotFound
from app.webhooks.models import WebhookDelivery, WebhookSubscription
from app.webhooks.signing import make_secret

MOST = 20
"""Webhooks of one provider."""
BOTH_SIGN = timedelta(hours=24)
"""For so long the former secret signs as well."""
TOPIC = "webhooks"

_ALL = (
    select(WebhookSubscription)
    .where(WebhookSubscription.provider_id == bindparam("provider"))
    .order_by(WebhookSubscription.created_at, WebhookSubscription.id)
)
_COUNT = select(func.count()).where(WebhookSubscription.provider_id == bindparam("provider"))
_CANCEL = (
    update(WebhookDelivery)
    .where(
        WebhookDelivery.provider_id == bindparam("provider"),
        WebhookDelivery.subscription_id == bindparam("subscription"),
        WebhookDelivery.state == "waiting",
    )
    .values(state="cancelled", finished_at=bindparam("now"))
)


@dataclass(frozen=True)
class WebhookDesk:
    """Who works on webhooks, when, and with which seal."""

    session: AsyncSession
    actor: Actor
    now: datetime
    sealer: Sealer
    loopback: bool = False
    """Whether webhooks may go to this machine."""


async def list_webhooks(session: AsyncSession) -> Sequence[WebhookSubscription]:
    """The provider's webhooks, the oldest first."""
    return (await session.scalars(_ALL, {"provider": bound_provider(session)})).all()


async def get_webhook(session: AsyncSession, webhook_id: UUID, version: int | None = None) -> WebhookSubscription:
    """One webhook; raises WebhookNotFound, and PreconditionFailed when it is not that version."""
    found = await session.get(WebhookSubscription, (bound_provider(session), webhook_id))
    if found is None:
        raise WebhookNotFound("There is no such webhook.")
    if version is not None and found.version != version:
        raise PreconditionFailed("The webhook was changed meanwhile.", version=found.version)
    return found


async def create_webhook(desk: WebhookDesk, values: Mapping[str, Any]) -> tuple[WebhookSubscription, str]:
    """Make a webhook from `url`, `description`, `event_types`; returns it and its secret, which is not shown again.

    Raises Invalid for a URL that no webhook may go to, and TooManyWebhooks.
    """
    _check(desk, values)
    provider = bound_provider(desk.session)
    await lock(desk.session, [f"webhooks:{provider}"])
    if (await desk.session.scalar(_COUNT, {"provider": provider}) or 0) >= MOST:
        raise TooManyWebhooks(f"A provider has {MOST} webhooks at most.", most=MOST)
    secret = make_secret()
    row = WebhookSubscription(provider_id=provider, id=new_id(), created_at=desk.now, enabled=True, **_kept(values))
    row.secret = desk.sealer.seal(secret.encode(), row.id.bytes)
    desk.session.add(row)
    await desk.session.flush()
    await _tell(desk, "webhook.created", row, {"url": row.url, "events": row.event_types})
    return row, secret


async def change_webhook(
    desk: WebhookDesk, webhook_id: UUID, values: Mapping[str, Any], version: int
) -> WebhookSubscription:
    """Change what is told of `url`, `description`, `event_types`, `enabled`.

    Switching off calls waiting deliveries off; switching on begins with what happens from then on.
    Raises WebhookNotFound, PreconditionFailed, and Invalid.
    """
    row = await get_webhook(desk.session, webhook_id, version)
    _check(desk, values)
    before = _told(row)
    for name, value in _kept(values).items():
        setattr(row, name, value)
    if row.url != before["url"]:
        row.failing_since = None
    enabled = values.get("enabled", row.enabled)
    if enabled != row.enabled:
        await _switch(desk, row, enabled=enabled)
    await desk.session.flush()
    action, after = "webhook.changed", _told(row)
    if await record_change(
        desk.session, desk.actor, action, "webhook", row.id, before=before, after=after, now=desk.now
    ):
        await announce(desk.session, TOPIC, row.id)
    return row


async def delete_webhook(desk: WebhookDesk, webhook_id: UUID) -> None:
    """Forget a webhook with its deliveries; raises WebhookNotFound."""
    row = await get_webhook(desk.session, webhook_id)
    await desk.session.delete(row)
    await desk.session.flush()
    await _tell(desk, "webhook.deleted", row, {"url": row.url})


async def rotate_secret(desk: WebhookDesk, webhook_id: UUID) -> tuple[WebhookSubscription, str]:
    """Make a new secret; for 24 hours the former one signs as well. Raises WebhookNotFound."""
    row = await get_webhook(desk.session, webhook_id)
    secret = make_secret()
    row.former_secret, row.former_secret_until = row.secret, desk.now + BOTH_SIGN
    row.secret = desk.sealer.seal(secret.encode(), row.id.bytes)
    await desk.session.flush()
    await _tell(desk, "webhook.secret_rotated", row, {})
    return row, secret


async def call_off(session: AsyncSession, row: WebhookSubscription, now: datetime) -> None:
    """Cancel what waits for a webhook that is off; each can be replayed."""
    key = {"provider": row.provider_id, "subscription": row.id, "now": now}
    await (await session.connection()).execute(_CANCEL, key)


async def _switch(desk: WebhookDesk, row: WebhookSubscription, *, enabled: bool) -> None:
    row.enabled, row.failing_since = enabled, None
    row.off_reason, row.off_at = (None, None) if enabled else ("by_hand", desk.now)
    if not enabled:
        await desk.session.flush()
        await call_off(desk.session, row, desk.now)


def _check(desk: WebhookDesk, values: Mapping[str, Any]) -> None:
    errors = FieldErrors()
    if "url" in values:
        try:
            parse_destination(values["url"], loopback=desk.loopback)
        except BadDestination as refusal:
            errors.add("/url", refusal.code, refusal.detail)
    errors.raise_if_any()


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: values[name] for name in ("url", "description") if name in values}
    if "event_types" in values:
        kept["event_types"] = sorted(set(map(str, values["event_types"])))
    return kept


def _told(row: WebhookSubscription) -> dict[str, Any]:
    """What the log may know of it: never a secret."""
    return {name: getattr(row, name) for name in ("url", "description", "event_types", "enabled")}


async def _tell(desk: WebhookDesk, action: str, row: WebhookSubscription, changes: Mapping[str, Any]) -> None:
    await record(desk.session, desk.actor, action, "webhook", row.id, now=desk.now, changes=dict(changes))
    await announce(desk.session, TOPIC, row.id)
