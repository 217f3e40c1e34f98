"""The day's reminders of every provider, by the clock."""

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer
from app.reminders.planning import Post
from app.reminders.running import providers_due, run_reminders
from app.worker.context import Ports

log = structlog.get_logger()


async def send_reminders(ports: Ports, session: AsyncSession) -> None:
    """Send the reminders of every provider where it is past 08:00 and today's have not gone out (R-INV-08, R-EXP-01)."""
    now = ports.clock.now()
    post = Post(shared_renderer(), LinkSigner(ports.keys), ports.settings.public_url)
    for provider_id in await providers_due(session, now):
        try:
            mails = await run_reminders(ports.database, provider_id, post, now=now)
        except (DBAPIError, OSError) as error:
            # The others' reminders do not wait for it; the next tick takes up where this one broke.
            log.warning("reminders_interrupted", provider_id=str(provider_id), error=type(error).__name__)
        else:
            log.info("reminders_sent", provider_id=str(provider_id), mails=mails)
