"""An in-process broker for arq, so that the one-process mode needs no Redis.

What is queued is lost when the process ends. That loses no work: PostgreSQL holds the truth and the worker looks there.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import arq.worker
import fakeredis
from arq.connections import ArqRedis
from fakeredis.aioredis import FakeAsyncRedisConnection
from redis.asyncio import ConnectionPool

log = logging.getLogger(__name__)


@asynccontextmanager
async def embedded_broker() -> AsyncIterator[ArqRedis]:
    """An arq pool on a server of its own inside this process, closed at the end."""
    setattr(arq.worker, "log_redis_info", _log_start)  # noqa: B010  # it is imported there, not declared
    pool = ArqRedis(
        connection_pool=ConnectionPool(connection_class=FakeAsyncRedisConnection, server=fakeredis.FakeServer())
    )
    try:
        yield pool
    finally:
        await pool.aclose(close_connection_pool=True)


async def _log_start(_redis: object, _log: object) -> None:
    """Stands in for arq's own start message, which asks for INFO: a command that the in-process server lacks."""
    log.debug("in-process broker")
