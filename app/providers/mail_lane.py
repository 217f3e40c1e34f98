"""A provider's lane in the outbox: the operator can pause it, and set its pace (R-MAIL-02)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.mail.models import MailLane
from app.mail.outbox import USUAL_PACE


async def lane_of(session: AsyncSession) -> MailLane:
    """The lane of the session's provider; the usual one when nobody set it."""
    found = await session.get(MailLane, bound_provider(session))
    return found or MailLane(provider_id=bound_provider(session), per_second=USUAL_PACE, paused_at=None)


async def set_lane(session: AsyncSession, *, paused: bool, per_second: float, actor: Actor, now: datetime) -> MailLane:
    """Hold back the provider's mails or let them go, and say how fast they follow each other among the others'.

    What is paused stays queued, in order; nothing of it is lost or counted as a try. Pausing twice is pausing once.
    """
    lane = await lane_of(session)
    before = _told(lane)
    lane.per_second = per_second
    lane.paused_at = (lane.paused_at or now) if paused else None
    session.add(lane)
    await session.flush()
    await record_change(
        session, actor, "mail_lane.set", "provider", lane.provider_id, before=before, after=_told(lane), now=now
    )
    await announce(session, "mails")
    return lane


def _told(lane: MailLane) -> dict[str, object]:
    return {"paused": lane.paused_at is not None, "per_second": lane.per_second}
