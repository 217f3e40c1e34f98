"""The doorbell through arq: a job with a fixed id, so that ten rings are one. Redis may be away; then nobody waits for it."""

import time
from contextlib import suppress
from typing import Any, Self

import orjson
from arq import ArqRedis
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

QUEUE = "cbot:bell"
WAKE = "wake"
_PATIENCE_SECONDS = 0.3
_SULK_SECONDS = 5.0


def to_json(value: Any) -> bytes:
    """What goes to Redis: ids and names only. Nobody who can write to Redis can make the worker run code."""
    return orjson.dumps(value, default=str)


class ArqDoorbell:
    """Rings for a worker that may be on another machine. After a failure it keeps quiet for a few seconds."""

    def __init__(self, redis: ArqRedis) -> None:
        """`redis` writes its jobs as JSON (`to_json`)."""
        self._redis = redis
        self._quiet_until = 0.0

    @classmethod
    def connect(cls, url: str) -> Self:
        """A doorbell on the named Redis; connects at the first ring."""
        pool = ConnectionPool.from_url(url, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS)
        return cls(ArqRedis(connection_pool=pool, job_serializer=to_json))

    async def ring(self, name: str) -> None:
        """Wake the worker for `name`; never raises, since the worker also looks by itself."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            await self._redis.enqueue_job(WAKE, name, _queue_name=QUEUE, _job_id=f"{WAKE}:{name}")
        except (RedisError, OSError):
            self._quiet_until = time.monotonic() + _SULK_SECONDS

    async def close(self) -> None:
        """Let go of the connections."""
        with suppress(RedisError, OSError):
            await self._redis.aclose(close_connection_pool=True)
