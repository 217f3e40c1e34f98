"""The provider's own details and settings (R-ACC-01)."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import NotFound, PreconditionFailed
from app.events.audit import Actor, record
from app.events.changes import announce
from app.providers.models import Provider


async def get_provider(session: AsyncSession) -> Provider:
    """The provider for which the session works."""
    row = await session.get(Provider, bound_provider(session))
    if row is None:
        raise NotFound("There is no such provider.")
    return row


async def change_provider(
    session: AsyncSession, changes: dict[str, Any], *, version: int, actor: Actor, now: datetime
) -> Provider:
    """Change details or settings; raises PreconditionFailed when somebody else changed them since `version`."""
    row = await get_provider(session)
    if row.version != version:
        raise PreconditionFailed("The settings were changed meanwhile.")
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    await session.flush()
    changed = {name: [before[name], value] for name, value in changes.items() if before[name] != value}
    if changed:
        await record(session, actor, "provider.changed", "provider", row.id, now=now, changes=changed)
        await announce(session, "settings", row.id)
    return row
