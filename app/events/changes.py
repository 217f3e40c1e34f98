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
    payload = {"provider": bound_provider(session), "topic": topic, "id": subject_id}
    await session.execute(_NOTIFY, {"channel": CHANNEL, "payload": orjson.dumps(payload, default=str).decode()})
