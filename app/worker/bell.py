"""Waking up: PostgreSQL's notices, and whoever else rings. A bell that nobody hears costs a second, no more."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import asyncpg
import structlog

log = structlog.get_logger()
_RETRY_SECONDS = 2.0


@dataclass
class Bell:
    """Something to wait for: a ring, the signal to stop, or simply time."""

    stop: asyncio.Event
    _rung: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        """Wake who waits."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Return at a ring, at the signal to stop, or after `seconds`."""
        waiting = [asyncio.ensure_future(event.wait()) for event in (self._rung, self.stop)]
        _, pending = await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        self._rung.clear()


async def listen(dsn: str, bells: dict[str, Bell], stop: asyncio.Event) -> None:
    """Ring a channel's bell whenever PostgreSQL tells of it, until the signal to stop; connect again when it breaks."""
    while not stop.is_set():
        try:
            await _listen_once(dsn, bells, stop)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("listening_broke", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _RETRY_SECONDS)


async def _listen_once(dsn: str, bells: dict[str, Bell], stop: asyncio.Event) -> None:
    connection = await asyncpg.connect(dsn)
    over = asyncio.Event()
    connection.add_termination_listener(lambda _connection: over.set())
    try:
        for channel, bell in bells.items():
            await connection.add_listener(channel, lambda *_notice, bell=bell: bell.ring())
        waiting = [asyncio.ensure_future(event.wait()) for event in (over, stop)]
        _, pending = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
    finally:
        await connection.close(timeout=2)
