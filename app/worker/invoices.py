"""The invoices of every provider whose month is over, by the clock (R-BIL-07)."""

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.invoicing import Issue, invoice_due_months
from app.billing.seller import Party, seller_of
from app.billing.sending import Post, mail_invoice
from app.billing.subscribing import follow_status
from app.core.clock import local_date
from app.mail.rendering import shared_renderer
from app.providers.overview import list_providers
from app.providers.settings import get_provider
from app.worker.context import Ports

log = structlog.get_logger()


async def send_invoices(ports: Ports, session: AsyncSession) -> None:
    """Let each provider's status follow its date, then close its months and mail what is due.

    Each provider is a transaction of its own: a run that breaks off has done some whole and the rest not at all.
    """
    seller = seller_of(ports.settings)
    for summary in await list_providers(session, ports.clock.now()):
        async with ports.database.tenant(summary.id) as own:
            await _bill(ports, own, seller)


async def _bill(ports: Ports, session: AsyncSession, seller: Party | None) -> None:
    now = ports.clock.now()
    provider = await get_provider(session)
    today = local_date(now, provider.time_zone)
    await follow_status(session, provider, today)
    if seller is None:
        return
    post = Post(shared_renderer(), ports.storage, ports.settings.public_url, pays_online=ports.payments is not None)
    for invoice in await invoice_due_months(session, Issue(seller, today, now)):
        mailed = await mail_invoice(session, invoice, provider, post)
        log.info("invoice_issued", provider_id=str(provider.id), number=invoice.number, mailed=mailed)
