"""The listening end of the notices of change: one database connection per process, any number of open screens."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import structlog

from app.events.changes import CHANNEL

_QUEUE_LENGTH = 200
_RETRY_SECONDS = 2.0
log = structlog.get_logger()


@dataclass
class ChangeFeed:
    """Spreads the database's notices over the open screens; a screen that lags behind is told to reload everything."""

    dsn: str
    _open: dict[UUID, set[asyncio.Queue[dict[str, Any]]]] = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self) -> None:
        """Begin to listen, and keep on listening when the connection is lost."""
        self._task = asyncio.create_task(self._listen())

    def end_streams(self) -> None:
        """Let every open stream end; a server that stops waits for them."""
        self.closing.set()
        self._tell_all_to_reload()

    async def stop(self) -> None:
        """Stop listening, and let every open stream end."""
        self.end_streams()
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @contextlib.asynccontextmanager
    async def subscribe(self, provider_id: UUID) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
        """A queue of the provider's notices `{topic, id}` while the block runs."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_QUEUE_LENGTH)
        self._open.setdefault(provider_id, set()).add(queue)
        try:
            yield queue
        finally:
            self._open[provider_id].discard(queue)

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except (OSError, asyncpg.PostgresError) as error:
                log.warning("change_feed_lost", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _listen_once(self) -> None:
        connection = await asyncpg.connect(self.dsn)
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _connection: gone.set())
        try:
            await connection.add_listener(CHANNEL, self._spread)
            self._tell_all_to_reload()
            await gone.wait()
        finally:
            await connection.close(timeout=2)

    def _spread(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        notice = orjson.loads(str(payload))
        for queue in self._open.get(UUID(notice["provider"]), ()):
            _put(queue, {"topic": notice["topic"], "id": notice["id"]})

    def _tell_all_to_reload(self) -> None:
        for queues in self._open.values():
            for queue in queues:
                _put(queue, {"topic": "*", "id": None})


def _put(queue: asyncio.Queue[dict[str, Any]], notice: dict[str, Any]) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        notice = {"topic": "*", "id": None}
    queue.put_nowait(notice)
