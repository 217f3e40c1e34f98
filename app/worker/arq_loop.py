"""arq as clock and doorbell: its cron table ticks, its `wake` job rings. When Redis goes away this loop waits; mails do not."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from arq import ArqRedis, Worker, create_pool, cron, func
from arq.connections import RedisSettings
from arq.cron import CronJob
from arq.typing import WorkerCoroutine
from redis.exceptions import RedisError

from app.core.jobs.arq_doorbell import QUEUE, WAKE, to_json
from app.worker.bell import Bell
from app.worker.context import Ports
from app.worker.cron import TICKS, Tick, tick

log = structlog.get_logger()
_TICK_SECONDS = 300
_EVERY_BELL = "work"


@dataclass(frozen=True)
class ArqLoop:
    """Keeps an arq worker running until the signal to stop."""

    ports: Ports
    bells: Mapping[str, Bell]
    """By name: `mail`, `jobs` and `webhooks`."""
    stop: asyncio.Event
    broker: ArqRedis | None = None
    """The in-process broker, where there is one; else REDIS_URL."""
    retry_seconds: float = 2.0

    async def run(self) -> None:
        """Begin again whenever Redis has gone away; do nothing where there is no Redis at all."""
        if self.broker is None and not self.ports.settings.redis_url:
            return
        while not self.stop.is_set():
            try:
                await self._run_once()
            except (RedisError, OSError) as error:
                log.warning("redis_not_reachable", error=type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.stop.wait(), self.retry_seconds)

    async def _run_once(self) -> None:
        pool = await self._pool()
        worker = self._worker(pool)
        running = asyncio.create_task(worker.async_run())
        stopping = asyncio.create_task(self.stop.wait())
        try:
            await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                running.result()
        finally:
            for task in (running, stopping):
                task.cancel()
            for task in worker.tasks.values():
                task.cancel()
            await asyncio.gather(running, stopping, *worker.tasks.values(), return_exceptions=True)
            with suppress(RedisError, OSError):
                await pool.aclose(close_connection_pool=self.broker is None)

    async def _pool(self) -> ArqRedis:
        if self.broker is not None:
            pool = self.broker.connection_pool
            return ArqRedis(connection_pool=pool, job_serializer=to_json, job_deserializer=orjson.loads)
        settings = RedisSettings.from_dsn(self.ports.settings.redis_url)
        settings.conn_retries = 0
        return await create_pool(settings, job_serializer=to_json, job_deserializer=orjson.loads)

    def _worker(self, pool: ArqRedis) -> Worker:
        return Worker(
            functions=[func(self._wake, name=WAKE, keep_result=0)],
            cron_jobs=[self._cron_job(entry) for entry in TICKS],
            queue_name=QUEUE,
            redis_pool=pool,
            handle_signals=False,
            job_serializer=to_json,
            job_deserializer=orjson.loads,
            health_check_interval=60,
            log_results=False,
        )

    def _cron_job(self, entry: Tick) -> CronJob:
        return cron(
            self._ticker(entry),
            name=f"tick:{entry.name}",
            minute=set(entry.minutes) if entry.minutes is not None else None,
            run_at_startup=True,
            unique=True,
            timeout=_TICK_SECONDS,
            keep_result=0,
        )

    def _ticker(self, entry: Tick) -> WorkerCoroutine:
        async def run(ctx: dict[Any, Any], *args: Any, **kwargs: Any) -> None:
            await tick(self.ports, entry)

        return run

    async def _wake(self, ctx: dict[Any, Any], *args: Any, **kwargs: Any) -> None:
        for name, bell in self.bells.items():
            if name in args or _EVERY_BELL in args:
                bell.ring()
