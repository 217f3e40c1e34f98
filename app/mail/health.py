"""How the outbox fares, over all providers: figures only, for whoever watches the portal (DESIGN 12)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_HEALTH = text("select due, oldest_due_seconds, uncertain, failed_today from outbox_health(:now)")


@dataclass(frozen=True, slots=True)
class OutboxHealth:
    """What waits, for how long the oldest has waited, what may arrive twice, and what failed in a day."""

    due: int
    oldest_due_seconds: float
    uncertain: int
    failed_today: int


async def outbox_health(session: AsyncSession, now: datetime) -> OutboxHealth:
    """The figures of this moment; any session may ask."""
    row = (await session.execute(_HEALTH, {"now": now})).one()
    return OutboxHealth(row.due, row.oldest_due_seconds, row.uncertain, row.failed_today)
