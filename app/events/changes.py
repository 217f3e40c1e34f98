"""Notices of change: open screens follow without a reload, in whatever process they are served."""

from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

CHANNEL = "cbot_changes"
_NOTIFY = text("select pg_notify(:channel, :payload)")


async def announce(session: AsyncSession, topic: str, subject_id: UUID | None = None) -> None:
    """Tell every open screen of this provider, once the transaction commits, that something of a topic changed."""
    payload = notice(bound_provider(session), topic, subject_id)
    await session.execute(_NOTIFY, {"channel": CHANNEL, "payload": payload})


def notice(provider_id: UUID, topic: str, subject_id: UUID | None = None) -> str:
    """What the open screens are told, as it goes over the channel."""
    return orjson.dumps({"provider": provider_id, "topic": topic, "id": subject_id}, default=str).decode()
