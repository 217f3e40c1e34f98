"""Switching a webhook off that nobody answers any more, and telling the administrators."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.members import administrators_of
from app.accounts.telling import letter_to
from app.events.audit import SYSTEM, record
from app.mail.outbox import SINGLE, Cause, Dispatch, queue_many
from app.mail.rendering import MailRenderer
from app.mail.system_mails import WebhookOffMail
from app.providers.settings import get_provider
from app.webhooks.models import WebhookSubscription
from app.webhooks.subscriptions import call_off


@dataclass(frozen=True, slots=True)
class OffPost:
    """What the mail needs: who draws it, and the portal's address."""

    renderer: MailRenderer
    public_url: str


async def switch_off(
    session: AsyncSession, row: WebhookSubscription, reason: str, post: OffPost, *, now: datetime
) -> None:
    """Send nothing more, for this `reason` (`gone` or `failing`); waiting deliveries are called off, and can be replayed."""
    since = row.failing_since or now
    row.enabled, row.off_reason, row.off_at = False, reason, now
    await session.flush()
    await call_off(session, row, now)
    await record(session, SYSTEM, "webhook.switched_off", "webhook", row.id, now=now, changes={"reason": reason})
    await queue_many(session, await _mails(session, row, since, post, now), now=now, priority=SINGLE)


async def _mails(
    session: AsyncSession, row: WebhookSubscription, since: datetime, post: OffPost, now: datetime
) -> list[Dispatch]:
    provider = await get_provider(session)
    local = since.astimezone(ZoneInfo(provider.time_zone))
    page = f"{post.public_url}/settings/webhooks"
    dispatches = []
    for user in await administrators_of(session):
        mail = WebhookOffMail(user.name, provider.name, row.url, row.off_reason == "gone", local, page)
        key = f"webhook-off:{row.id}:{now.isoformat()}:{user.id}"
        dispatches.append(Dispatch(letter_to(user, mail, post.renderer), key, Cause("webhook", row.id)))
    return dispatches
