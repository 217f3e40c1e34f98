"""A provider's lane in the outbox: the operator can pause it, and set its pace and how many leave on a day (R-MAIL-02)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.mail.models import MailLane
from app.mail.outbox import USUAL_PACE

NEWCOMERS_DAILY_CAP = 2000
"""What a provider begins with that was just let in; the operator widens it once it is known."""


async def lane_of(session: AsyncSession) -> MailLane:
    """The lane of the session's provider; the usual one when nobody set it."""
    found = await session.get(MailLane, bound_provider(session))
    return found or MailLane(provider_id=bound_provider(session), per_second=USUAL_PACE, counted=0)


def counted_today(lane: MailLane, today: date) -> int:
    """How many mails took a place of the provider's day; none are counted without a maximum."""
    return lane.counted if lane.counted_on == today else 0


async def set_lane(session: AsyncSession, values: dict[str, Any], *, actor: Actor, now: datetime) -> MailLane:
    """Hold back the provider's mails or let them go (`paused`), and set `per_second` and `daily_cap`; what is absent stays.

    What is paused stays queued, in order; nothing of it is lost or counted as a try. Pausing twice is pausing once. What
    exceeds a day's maximum waits for the next day; another maximum holds within half a minute.
    """
    lane = await lane_of(session)
    before = _told(lane)
    settings = dict(values)
    if "paused" in settings:
        lane.paused_at = (lane.paused_at or now) if settings.pop("paused") else None
    for name, value in settings.items():
        setattr(lane, name, value)
    session.add(lane)
    await session.flush()
    await record_change(
        session, actor, "mail_lane.set", "provider", lane.provider_id, before=before, after=_told(lane), now=now
    )
    await announce(session, "mails")
    return lane


def _told(lane: MailLane) -> dict[str, object]:
    return {"paused": lane.paused_at is not None, "per_second": lane.per_second, "daily_cap": lane.daily_cap}
