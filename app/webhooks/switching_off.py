"""Switching a webhook off that nobody answers any more, and telling the administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import Membership, User
from app.accounts.permissions import Role
from app.events.audit import SYSTEM, record
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import SINGLE, Cause, Dispatch, queue_many
from app.mail.rendering import MailRenderer
from app.mail.system_mails import WebhookOffMail
from app.providers.settings import get_provider
from app.webhooks.models import WebhookSubscription
from app.webhooks.subscriptions import call_off

_ADMINISTRATORS = (
    select(User.id, User.name, User.email, User.locale)
    .join(Membership, Membership.user_id == User.id)
    .where(Membership.provider_id == bindparam("provider"), Membership.role == Role.ADMIN, User.disabled_at.is_(None))
    .order_by(User.id)
)


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
    people = (await session.execute(_ADMINISTRATORS, {"provider": row.provider_id})).all()
    await queue_many(session, await _mails(session, row, people, since, post, now), now=now, priority=SINGLE)


async def _mails(
    session: AsyncSession,
    row: WebhookSubscription,
    people: Sequence[Row[*tuple[Any, ...]]],
    since: datetime,
    post: OffPost,
    now: datetime,
) -> list[Dispatch]:
    provider = await get_provider(session)
    local = since.astimezone(ZoneInfo(provider.time_zone))
    page = f"{post.public_url}/settings/webhooks"
    dispatches = []
    for user in people:
        mail = WebhookOffMail(user.name, provider.name, row.url, row.off_reason == "gone", local, page)
        to, language = check_address(user.email, name=user.name), as_language(user.locale)
        message = compose(post.renderer, mail, to=to, brand=PORTAL, language=language)
        key = f"webhook-off:{row.id}:{now.isoformat()}:{user.id}"
        dispatches.append(Dispatch(message, key, Cause("webhook", row.id)))
    return dispatches
