"""Which modules are on for the session's provider on a day, for work that no request admits (R-MOD-03)."""

from datetime import date

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.providers.models import Provider, ProviderModule
from app.providers.modules import active_modules

_ON = (
    select(Provider.is_cibot_institute, ProviderModule.module)
    .outerjoin(
        ProviderModule,
        and_(
            ProviderModule.provider_id == Provider.id,
            ProviderModule.active_from <= bindparam("day"),
            or_(ProviderModule.active_until.is_(None), ProviderModule.active_until > bindparam("day")),
        ),
    )
    .where(Provider.id == bindparam("provider"))
)


async def modules_on(session: AsyncSession, day: date) -> frozenset[str]:
    """The keys of the modules that are on for the provider on that day of its own calendar."""
    rows = (await session.execute(_ON, {"provider": bound_provider(session), "day": day})).all()
    switched_on = [row.module for row in rows if row.module is not None]
    return active_modules(switched_on, is_cibot_institute=any(row.is_cibot_institute for row in rows))
