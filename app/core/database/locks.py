"""Advisory locks of PostgreSQL, held until the transaction ends and always taken in sorted order."""

from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_TIMEOUT = text("select set_config('lock_timeout', '5s', true)")
_LOCK = text(
    "select pg_advisory_xact_lock(key) from unnest(cast(:keys as bigint[])) with ordinality as t(key, n) order by n"
)


async def lock(session: AsyncSession, names: Iterable[str]) -> None:
    """Wait for the named locks (for example `instructor:<id>:2026-11-23`) and hold them until commit.

    Sorting keeps two transactions that want the same locks from waiting for each other.
    """
    keys = sorted({_key(name) for name in names})
    if keys:
        await session.execute(_TIMEOUT)
        await session.execute(_LOCK, {"keys": keys})


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
