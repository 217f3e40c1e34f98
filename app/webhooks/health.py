"""How webhooks fare, over all providers: figures only, for whoever watches the portal (DESIGN 12)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_HEALTH = text("select due, oldest_due_seconds, failed_today, switched_off from webhooks_health(:now)")


@dataclass(frozen=True, slots=True)
class WebhookHealth:
    """What waits, for how long the oldest has waited, what was given up in a day, and which webhooks were switched off."""

    due: int
    oldest_due_seconds: float
    failed_today: int
    switched_off: int


async def webhook_health(session: AsyncSession, now: datetime) -> WebhookHealth:
    """The figures of this moment; any session may ask."""
    row = (await session.execute(_HEALTH, {"now": now})).one()
    return WebhookHealth(row.due, row.oldest_due_seconds, row.failed_today, row.switched_off)
