"""How much a provider uses the portal, in figures, for the operator: nothing of what it keeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

_PERIOD = timedelta(days=30)
_USAGE = text(
    """
    select p.last_login_at,
           (select coalesce(sum(f.size), 0) from stored_file f where f.provider_id = p.id) as file_bytes,
           (select count(*) from trainee t where t.provider_id = p.id) as trainees,
           (select count(*) from course c where c.provider_id = p.id and c.created_at >= :since) as courses,
           m.sent, m.failed, m.came_back
    from provider p
    cross join lateral (
        select count(*) filter (where o.state = 'sent') as sent,
               count(*) filter (where o.state in ('failed', 'expired')) as failed,
               count(*) filter (where o.state = 'bounced') as came_back
        from outbox_mail o where o.provider_id = p.id and o.created_at >= :since) m
    where p.id = :provider
    """
)


@dataclass(frozen=True, slots=True)
class Usage:
    """Figures of the last thirty days, and what is kept: stored files in bytes."""

    last_login_at: datetime | None
    file_bytes: int
    trainees: int
    courses: int
    sent: int
    failed: int
    came_back: int


async def usage_of(session: AsyncSession, now: datetime) -> Usage:
    """The figures of the session's provider."""
    values = {"provider": bound_provider(session), "since": now - _PERIOD}
    return Usage(*(await session.execute(_USAGE, values)).one())
