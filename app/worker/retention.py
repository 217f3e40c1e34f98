"""Erasing whose retention term is over, by the clock: each person in a transaction of its own (R-ACC-04)."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import local_date
from app.core.errors import DomainError
from app.events.audit import SYSTEM
from app.privacy.erasing import EraseDesk, erase_person
from app.privacy.retention import over_term
from app.providers.overview import list_providers
from app.providers.settings import get_provider
from app.worker.context import Ports

log = structlog.get_logger()
AT_A_TIME = 50
"""Trainees of each provider in one go; the rest follows an hour later."""


async def forget_trainees(ports: Ports, session: AsyncSession) -> None:
    """Erase whose term is over at providers that set one; done again it finds nobody."""
    now = ports.clock.now()
    for summary in await list_providers(session, now):
        for trainee_id in await _due(ports, summary.id, now):
            await _erase(ports, summary.id, trainee_id, now)


async def _due(ports: Ports, provider_id: UUID, now: datetime) -> list[UUID]:
    async with ports.database.tenant(provider_id) as own:
        provider = await get_provider(own)
        if provider.trainees_kept_years is None:
            return []
        today = local_date(now, provider.time_zone)
        return await over_term(own, provider.trainees_kept_years, today, limit=AT_A_TIME)


async def _erase(ports: Ports, provider_id: UUID, trainee_id: UUID, now: datetime) -> None:
    try:
        async with ports.database.tenant(provider_id) as own:
            await erase_person(own, trainee_id, "", EraseDesk(SYSTEM, now, ports.storage), because="term")
    except DomainError as refusal:
        # Somebody with a mail that is leaving is erased the next time.
        log.info("trainee_not_erased", provider_id=str(provider_id), code=refusal.code)
