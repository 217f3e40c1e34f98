"""Sending one claimed delivery, and writing down what came of it.

What dies between the receiver's answer and our note of it is sent again under the same id when its lease runs out: at least
once, never lost. Who lost a claim to another worker changes nothing, since every note repeats the claim's token.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import Clock
from app.core.database.session import Database
from app.core.sealing import SealBroken, Sealer
from app.events.changes import announce
from app.webhooks.deliveries import event_of
from app.webhooks.event_types import PING
from app.webhooks.models import WebhookDelivery, WebhookSubscription
from app.webhooks.payloads import body_of
from app.webhooks.posting import Poster, Reply
from app.webhooks.schedule import Schedule
from app.webhooks.signing import signed_headers
from app.webhooks.subscriptions import TOPIC
from app.webhooks.switching_off import OffPost, switch_off

log = structlog.get_logger()
_PATIENCE = (0.2, 0.5, 1.0, 2.0, 5.0)
_OURS = (
    WebhookDelivery.provider_id == bindparam("provider"),
    WebhookDelivery.id == bindparam("delivery"),
    WebhookDelivery.lease_token == bindparam("token"),
)
_LOAD = (
    select(WebhookDelivery, WebhookSubscription)
    .join(
        WebhookSubscription,
        (WebhookSubscription.provider_id == WebhookDelivery.provider_id)
        & (WebhookSubscription.id == WebhookDelivery.subscription_id),
    )
    .where(*_OURS)
)
_NOTE = (
    update(WebhookDelivery)
    .where(*_OURS)
    .values(
        state=bindparam("state"),
        tries=WebhookDelivery.tries + 1,
        step=WebhookDelivery.step + 1,
        not_before=bindparam("next"),
        status=bindparam("status"),
        problem=bindparam("problem"),
        response_start=bindparam("start"),
        duration_ms=bindparam("milliseconds"),
        tried_at=bindparam("now"),
        finished_at=bindparam("finished", type_=TIMESTAMP(timezone=True)),
        lease_token=None,
        lease_until=None,
    )
    .returning(WebhookDelivery.subscription_id)
)
_PUT_BACK = update(WebhookDelivery).where(*_OURS).values(state="waiting", lease_token=None, lease_until=None)
_SUBSCRIPTION = (
    select(WebhookSubscription)
    .where(
        WebhookSubscription.provider_id == bindparam("provider"), WebhookSubscription.id == bindparam("subscription")
    )
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that this worker holds for the time of its lease."""

    provider_id: UUID
    delivery_id: UUID
    token: UUID

    @property
    def key(self) -> dict[str, Any]:
        """The values by which every statement names it."""
        return {"provider": self.provider_id, "delivery": self.delivery_id, "token": self.token}


@dataclass(frozen=True)
class Sending:
    """What sending needs; one for all deliveries of a worker."""

    database: Database
    clock: Clock
    poster: Poster
    sealer: Sealer
    schedule: Schedule
    post: OffPost

    async def send(self, claim: Claim) -> None:
        """Try once, and note what came of it."""
        async with self.database.tenant(claim.provider_id) as session:
            found = (await session.execute(_LOAD, claim.key)).one_or_none()
        if found is None:
            return
        delivery, webhook = found
        reply = await self._post(delivery, webhook)
        await self._insist(claim, delivery, reply)

    async def put_back(self, claim: Claim) -> None:
        """Give a delivery up that was not tried to its end; another worker begins it anew."""
        async with self.database.tenant(claim.provider_id) as session:
            await session.execute(_PUT_BACK, claim.key)

    async def _post(self, delivery: WebhookDelivery, webhook: WebhookSubscription) -> Reply:
        now, event = self.clock.now(), event_of(delivery)
        body = body_of(event, self.post.public_url)
        try:
            keys = self._secrets(webhook, now)
        except SealBroken:
            return Reply(None, "secret")
        return await self.poster.post(webhook.url, signed_headers(event.message_id, body, keys, now=now), body)

    def _secrets(self, webhook: WebhookSubscription, now: datetime) -> list[str]:
        """The secret, and for a day after a rotation the former one as well."""
        sealed = [webhook.secret]
        if webhook.former_secret and webhook.former_secret_until and now < webhook.former_secret_until:
            sealed.append(webhook.former_secret)
        return [self.sealer.open(each, webhook.id.bytes).decode() for each in sealed]

    async def _insist(self, claim: Claim, delivery: WebhookDelivery, reply: Reply) -> None:
        """What the receiver said must not be lost because the database is away for a moment."""
        for delay in _PATIENCE:
            try:
                async with self.database.tenant(claim.provider_id) as session:
                    return await self._note(session, claim, delivery, reply)
            except (DBAPIError, OSError) as error:
                log.warning("webhook_outcome_not_recorded_yet", error=type(error).__name__)
                await asyncio.sleep(delay)
        log.error("webhook_outcome_not_recorded", delivery_id=str(claim.delivery_id))
        return None

    async def _note(self, session: AsyncSession, claim: Claim, delivery: WebhookDelivery, reply: Reply) -> None:
        now = self.clock.now()
        key = {"provider": claim.provider_id, "subscription": delivery.subscription_id}
        # Locked before the delivery, as switching off does; whoever adds deliveries meanwhile does not wait.
        webhook = (await session.scalars(_SUBSCRIPTION, key)).one_or_none()
        if webhook is None:
            return
        state, later = self._state(delivery, webhook, reply, now)
        values = {
            **claim.key,
            "state": state,
            "next": later or now,
            "status": reply.status,
            "problem": reply.problem,
            "start": reply.start,
            "milliseconds": reply.milliseconds,
            "now": now,
            "finished": None if later else now,
        }
        if (await session.execute(_NOTE, values)).one_or_none() is None:
            return
        if reply.problem != "secret" and self.sealer.is_stale(webhook.secret):
            secret = self.sealer.open(webhook.secret, webhook.id.bytes)
            await _write(session, webhook, secret=self.sealer.seal(secret, webhook.id.bytes))
        if delivery.event_type != PING:
            await self._follow(session, webhook, reply, now)
        await announce(session, TOPIC, delivery.subscription_id)

    def _state(
        self, delivery: WebhookDelivery, webhook: WebhookSubscription, reply: Reply, now: datetime
    ) -> tuple[str, datetime | None]:
        """What becomes of the delivery, and when it is tried again."""
        if reply.arrived:
            return "delivered", None
        if delivery.event_type == PING or reply.gone:
            return "failed", None
        if not webhook.enabled:
            return "cancelled", None
        later = self.schedule.next_try(delivery.step + 1, now)
        return ("waiting", later) if later else ("failed", None)

    async def _follow(self, session: AsyncSession, webhook: WebhookSubscription, reply: Reply, now: datetime) -> None:
        """Let the webhook follow: a success clears it, 410 and days of nothing but failure switch it off."""
        if reply.arrived:
            if webhook.failing_since is not None:
                await _write(session, webhook, failing_since=None)
            return
        if not webhook.enabled:
            return
        if reply.gone:
            await switch_off(session, webhook, "gone", self.post, now=now)
        elif webhook.failing_since is None:
            await _write(session, webhook, failing_since=now)
        elif now - webhook.failing_since >= self.schedule.give_up_after:
            await switch_off(session, webhook, "failing", self.post, now=now)


async def _write(session: AsyncSession, webhook: WebhookSubscription, **values: object) -> None:
    """Note what is no administrator's doing: what they have open on the screen stays the version that it is."""
    key = (WebhookSubscription.provider_id == webhook.provider_id, WebhookSubscription.id == webhook.id)
    await session.execute(
        update(WebhookSubscription).where(*key).values(values).execution_options(synchronize_session=False)
    )
