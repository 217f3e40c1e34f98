"""Webhooks of a provider, and things that happen there."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.core.sealing import Sealer
from app.core.signing import KeyRing, Purpose
from app.events.audit import SYSTEM, record
from app.webhooks.models import WebhookSubscription
from app.webhooks.subscriptions import WebhookDesk, create_webhook


async def make_webhook(
    session: AsyncSession,
    url: str,
    keys: str,
    *,
    events: Sequence[str] = ("course.booked",),
    now: datetime | None = None,
) -> tuple[WebhookSubscription, str]:
    """A webhook of the session's provider that may go to this machine, and its secret; `keys` as in CBOT_SECRET_KEYS."""
    sealer = Sealer(KeyRing.parse(keys), Purpose.WEBHOOK_SECRET)
    desk = WebhookDesk(session, SYSTEM, now or datetime.now(UTC), sealer, loopback=True)
    return await create_webhook(desk, {"url": url, "description": "", "event_types": list(events)})


async def happen(
    session: AsyncSession,
    action: str = "course.booked",
    *,
    subject: UUID | None = None,
    now: datetime | None = None,
    **changes: Any,
) -> UUID:
    """Let something be noted in the log, as use-cases do; returns the id of what it happened to."""
    subject = subject or new_id()
    kind = {"enrolment": "course", "staffing": "course"}.get(noun := action.partition(".")[0], noun)
    await record(session, SYSTEM, action, kind, subject, now=now or datetime.now(UTC), changes=changes)
    return subject
