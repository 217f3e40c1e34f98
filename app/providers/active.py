"""Which modules are on for the session's provider on a day, for work that no request admits (R-MOD-03)."""

from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.providers.models import Provider, ProviderModule
from app.providers.modules import active_modules

_ON = select(ProviderModule.module).where(
    ProviderModule.provider_id == bindparam("provider"),
    ProviderModule.active_from <= bindparam("day"),
    or_(ProviderModule.active_until.is_(None), ProviderModule.active_until > bindparam("day")),
)


async def modules_on(session: AsyncSession, provider: Provider, day: date) -> frozenset[str]:
    """The keys of the modules that are on for the provider on that day of its own calendar."""
    switched_on = await session.scalars(_ON, {"provider": bound_provider(session), "day": day})
    return active_modules(list(switched_on), is_cibot_institute=provider.is_cibot_institute)
