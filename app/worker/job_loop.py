"""Takes long-running jobs from their table, a few at a time, until the signal to stop."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import Interval, Uuid

from app.worker.bell import Bell
from app.worker.context import Job, Ports
from app.worker.job_records import JobClaim
from app.worker.job_run import JobRun
from app.worker.options import WorkerOptions

log = structlog.get_logger()
_CLAIM = text("select provider_id, id from jobs_claim(:limit, :token, :now, :lease)").bindparams(
    bindparam("lease", type_=Interval()), bindparam("token", type_=Uuid())
)
_TROUBLE = (DBAPIError, OSError)


@dataclass
class JobLoop:
    """One worker's loop over the table of jobs."""

    ports: Ports
    jobs: Mapping[str, Job]
    options: WorkerOptions
    bell: Bell
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Start what waits until the signal to stop; then give running jobs a moment, and put the rest back."""
        while not self.bell.stop.is_set():
            try:
                await self._start_waiting()
            except _TROUBLE as error:
                log.warning("jobs_not_reachable", error=type(error).__name__)
            await self.bell.wait(self.options.poll_seconds)
        if self._running:
            await asyncio.wait(self._running, timeout=self.options.job_grace_seconds)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _start_waiting(self) -> None:
        free = self.options.job_slots - len(self._running)
        if free < 1:
            return
        token = uuid4()
        values = {"limit": free, "token": token, "now": self.ports.clock.now(), "lease": self.options.lease}
        async with self.ports.database.platform() as session:
            rows = (await session.execute(_CLAIM, values)).all()
        for row in rows:
            run = JobRun(self.ports, self.jobs, self.options, JobClaim(row.provider_id, row.id, token))
            task = asyncio.create_task(run.run())
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.bell.ring()
