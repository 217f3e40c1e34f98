"""The daily look at the domains that providers send from, by the clock (R-MAIL-03)."""

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.sender_watch import Watch, watch_sender
from app.mail.domain_records import relay_of
from app.mail.rendering import shared_renderer
from app.providers.sender_checking import senders_due
from app.worker.context import Ports

log = structlog.get_logger()


async def check_senders(ports: Ports, session: AsyncSession) -> None:
    """Check every sender that was not checked for a day, each in a transaction of its own."""
    now, settings = ports.clock.now(), ports.settings
    watch = Watch(ports.ask_dns, relay_of(settings), shared_renderer(), settings.public_url, settings.mail_from)
    for provider_id in await senders_due(session, now):
        try:
            async with ports.database.tenant(provider_id) as own:
                await watch_sender(own, watch, now=now)
        except (DBAPIError, OSError) as error:
            # The others do not wait for it; it is due again an hour later.
            log.warning("sender_not_checked", provider_id=str(provider_id), error=type(error).__name__)
