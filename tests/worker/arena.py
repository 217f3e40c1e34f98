"""A worker, its database and a mail server, for tests of delivery. Waiting is always for something, never for a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.config import Settings
from app.core.database.session import Database
from app.mail.models import OutboxAttempt, OutboxMail
from app.mail.outbox import SINGLE, Dispatch, queue_many
from app.webhooks.schedule import Schedule
from app.worker.main import run_worker
from app.worker.options import WorkerOptions
from app.worker.retrying import RetryPolicy
from tests.databases import ScratchDatabase
from tests.factories.mails import make_dispatch
from tests.factories.tenants import make_provider
from tests.fakes.smtp_sink import SmtpSink

PATIENCE = 40.0
QUICK = WorkerOptions(
    poll_seconds=0.05,
    lease=timedelta(seconds=1.5),
    retries=RetryPolicy(delays=(timedelta(seconds=0.1),), limit=timedelta(seconds=60), chance=lambda: 0.5),
    breaker_seconds=0.3,
    answer_seconds=5,
    job_grace_seconds=0.2,
    stop_seconds=5,
    report_seconds=0.0,
    webhook_lease=timedelta(seconds=1),
    webhook_seconds=5.0,
    webhook_grace_seconds=0.2,
    webhook_schedule=Schedule(delays=(timedelta(seconds=0.05),) * 7, chance=lambda: 0.5),
)
SECRET = "test:" + "QUFB" * 11


@dataclass
class Arena:
    """One provider's outbox on a database of its own, and the sink that its mails go to."""

    scratch: ScratchDatabase
    database: Database
    sink: SmtpSink
    provider_id: UUID
    folder: Path

    def settings(self, **changes: Any) -> Settings:
        """Settings with which a worker serves this arena."""
        values = {
            "environment": "test",
            "database_url": self.scratch.app_url,
            "smtp_url": self.sink.url,
            "mail_from": "portaal@c-bot.example",
            "mail_connections": 2,
            "secret_keys": SECRET,
            "data_dir": str(self.folder),
            **changes,
        }
        return Settings.load({}, **values)

    async def queue(self, count: int = 1, *, priority: int = SINGLE, **fields: Any) -> list[UUID]:
        """Put mails into the outbox; their ids."""
        return await self.queue_dispatches([make_dispatch(**fields) for _ in range(count)], priority=priority)

    async def queue_dispatches(self, dispatches: list[Dispatch], *, priority: int = SINGLE) -> list[UUID]:
        """Put these mails into the outbox; their ids."""
        async with self.database.tenant(self.provider_id) as session:
            ids = await queue_many(session, dispatches, now=datetime.now(UTC), priority=priority)
        return [mail_id for mail_id in ids if mail_id is not None]

    async def mails(self) -> list[OutboxMail]:
        """The provider's mails in the order in which they were queued."""
        async with self.database.tenant(self.provider_id) as session:
            return list(await session.scalars(select(OutboxMail).order_by(OutboxMail.slot)))

    async def states(self) -> set[str]:
        """The states in which the provider's mails are."""
        return {mail.state for mail in await self.mails()}

    async def attempts(self) -> list[OutboxAttempt]:
        """Every noted try, in order."""
        async with self.database.tenant(self.provider_id) as session:
            return list(await session.scalars(select(OutboxAttempt).order_by(OutboxAttempt.id)))

    async def until(self, check: Callable[[list[OutboxMail]], bool]) -> list[OutboxMail]:
        """Wait until the mails are as `check` wants them; they are returned."""
        async with asyncio.timeout(PATIENCE):
            while not check(mails := await self.mails()):
                await asyncio.sleep(0.05)
        return mails

    async def until_all(self, state: str) -> list[OutboxMail]:
        """Wait until every mail is in a state."""
        return await self.until(lambda mails: {mail.state for mail in mails} == {state})


@asynccontextmanager
async def arena_on(scratch: ScratchDatabase, sink: SmtpSink, folder: Path) -> AsyncIterator[Arena]:
    """An arena with one provider."""
    database = Database.connect(scratch.app_url, pool_size=4)
    async with database.platform() as session:
        provider = await make_provider(session)
    try:
        yield Arena(scratch, database, sink, provider.id, folder)
    finally:
        await database.close()


@asynccontextmanager
async def working(
    arena: Arena, options: WorkerOptions = QUICK, broker: Any = None, **changes: Any
) -> AsyncIterator[None]:
    """A worker within the test's own process while the block runs; it stops in good order."""
    stop = asyncio.Event()
    task = asyncio.create_task(run_worker(arena.settings(**changes), stop, broker, options=options))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await task
