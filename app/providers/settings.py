"""The provider's own details and settings (R-ACC-01)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import NotFound, PreconditionFailed
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.events.differences import facts
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
    before = facts(row)
    for name, value in changes.items():
        setattr(row, name, value)
    await session.flush()
    if await record_change(
        session, actor, "provider.changed", "provider", row.id, before=before, after=facts(row), now=now
    ):
        await announce(session, "settings", row.id)
    return row


async def set_logo(session: AsyncSession, file_id: UUID | None, *, actor: Actor, now: datetime) -> Provider:
    """Show this stored image as the provider's logo, or none; the former file stays with what was made with it."""
    row = await get_provider(session)
    before, row.logo_file_id = facts(row), file_id
    await session.flush()
    action = "provider.logo_changed"
    await record_change(session, actor, action, "provider", row.id, before=before, after=facts(row), now=now)
    await announce(session, "settings", row.id)
    return row
