"""Training locations of the provider (trainingslocaties)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import NotFound, PreconditionFailed
from app.events.audit import Actor, record, record_change
from app.events.changes import announce
from app.events.differences import facts
from app.providers.models import Location


async def list_locations(session: AsyncSession) -> list[Location]:
    """The locations in use, by name."""
    statement = (
        select(Location)
        .where(Location.provider_id == bound_provider(session), Location.archived_at.is_(None))
        .order_by(Location.name, Location.id)
    )
    return list(await session.scalars(statement))


async def get_location(session: AsyncSession, location_id: UUID) -> Location:
    """A location of the provider, archived ones included; raises NotFound."""
    row = await session.get(Location, (bound_provider(session), location_id))
    if row is None:
        raise NotFound("There is no such location.")
    return row


async def create_location(session: AsyncSession, values: dict[str, Any], *, actor: Actor, now: datetime) -> Location:
    """Add a location."""
    row = Location(provider_id=bound_provider(session), **values)
    session.add(row)
    await session.flush()
    await record(session, actor, "location.created", "location", row.id, now=now, changes=values)
    await announce(session, "settings", row.id)
    return row


async def change_location(
    session: AsyncSession, location_id: UUID, values: dict[str, Any], *, version: int, actor: Actor, now: datetime
) -> Location:
    """Change a location; courses keep the text of the place as it was when they were saved."""
    row = await get_location(session, location_id)
    if row.version != version:
        raise PreconditionFailed("The location was changed meanwhile.")
    before = facts(row)
    for name, value in values.items():
        setattr(row, name, value)
    await session.flush()
    await record_change(
        session, actor, "location.changed", "location", row.id, before=before, after=facts(row), now=now
    )
    await announce(session, "settings", row.id)
    return row


async def archive_location(session: AsyncSession, location_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a location out of the choices; courses that are held there keep it."""
    row = await get_location(session, location_id)
    if row.archived_at is None:
        row.archived_at = now
        await record(session, actor, "location.archived", "location", row.id, now=now)
        await announce(session, "settings", row.id)
