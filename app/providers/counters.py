"""Numbers that people use: counting per provider and kind, without gaps or repeats (R-CRS-03)."""

from sqlalchemy import Integer, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

_NEXT = text(
    """
    insert into counter (provider_id, kind, value) values (:provider, :kind, :count)
    on conflict (provider_id, kind) do update set value = counter.value + :count
    returning value
    """
).bindparams(bindparam("count", type_=Integer))


async def next_number(session: AsyncSession, kind: str) -> int:
    """The next number of a kind (`course`, `certificate`, …); the row stays locked until the transaction ends."""
    [number] = await next_numbers(session, kind, 1)
    return number


async def next_numbers(session: AsyncSession, kind: str, count: int) -> range:
    """The next `count` numbers of a kind at once, at least one."""
    result = await session.execute(_NEXT, {"provider": bound_provider(session), "kind": kind, "count": count})
    last = int(result.scalar_one())
    return range(last - count + 1, last + 1)
