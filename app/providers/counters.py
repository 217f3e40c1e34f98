"""Numbers that people use: counting per provider and kind, without gaps or repeats (R-CRS-03)."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

_NEXT = text(
    """
    insert into counter (provider_id, kind, value) values (:provider, :kind, 1)
    on conflict (provider_id, kind) do update set value = counter.value + 1
    returning value
    """
)


async def next_number(session: AsyncSession, kind: str) -> int:
    """The next number of a kind (`course`, `certificate`, …); the row stays locked until the transaction ends."""
    result = await session.execute(_NEXT, {"provider": bound_provider(session), "kind": kind})
    return int(result.scalar_one())
