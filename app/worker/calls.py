"""Moving calls in rings on by the clock: each provider's in a transaction of its own."""

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import local_date
from app.core.signing import LinkSigner
from app.courses.desk import Desk
from app.events.audit import SYSTEM
from app.mail.rendering import shared_renderer
from app.providers.settings import get_provider
from app.staffing.mails import Post
from app.staffing.rings import advance_call
from app.worker.context import Ports

log = structlog.get_logger()
_DUE = text("select provider_id, id from staffing_calls_due(:now)")


async def advance_calls(ports: Ports, session: AsyncSession) -> None:
    """Ask the next group of every call that is due (R-STF-03); one that fails does not hold up the others."""
    post = Post(shared_renderer(), LinkSigner(ports.keys), ports.settings.public_url)
    now = ports.clock.now()
    for due in (await session.execute(_DUE, {"now": now})).all():
        try:
            async with ports.database.tenant(due.provider_id) as own:
                provider = await get_provider(own)
                today = local_date(now, provider.time_zone)
                desk = Desk(provider.id, provider.is_cibot_institute, frozenset(), SYSTEM, now, today)
                await advance_call(own, due.id, desk, post)
        except Exception:
            log.exception("call_failed", provider_id=str(due.provider_id), call_id=str(due.id))
