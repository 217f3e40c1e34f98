"""Switching modules on and off, with a date of effect (R-MOD-01); what a module kept stays (R-MOD-03)."""

from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.events.audit import Actor, record
from app.events.changes import announce
from app.providers.models import ProviderModule
from app.providers.modules import Module

_SPANS = (
    select(ProviderModule)
    .where(ProviderModule.provider_id == bindparam("provider"), ProviderModule.module == bindparam("module"))
    .order_by(ProviderModule.active_from)
)


async def spans(session: AsyncSession, module: Module) -> list[ProviderModule]:
    """The stretches in which the module was, is or will be on, oldest first."""
    key = {"provider": bound_provider(session), "module": module.value}
    return list((await session.scalars(_SPANS, key, execution_options={"populate_existing": True})).all())


async def switch(
    session: AsyncSession, module: Module, *, on: bool, day: date, actor: Actor, now: datetime
) -> list[ProviderModule]:
    """Have the module on, or off, from a day on, whatever was planned for later; returns its stretches.

    What lies before the day stays as it was. Nothing that the module holds is deleted.
    """
    provider = bound_provider(session)
    await lock(session, [f"modules:{provider}"])
    for span in await spans(session, module):
        if span.active_from >= day:
            await session.delete(span)
        elif span.active_until is None or span.active_until >= day:
            span.active_until = None if on else day
    await session.flush()
    known = await spans(session, module)
    if on and not any(span.active_until is None for span in known):
        session.add(ProviderModule(provider_id=provider, id=new_id(), module=module.value, active_from=day))
        await session.flush()
    changes = {"module": module.value, "on": on, "from": day.isoformat()}
    await record(session, actor, "module.switched", "provider", provider, changes=changes, now=now)
    await announce(session, "settings", provider)
    return await spans(session, module)
