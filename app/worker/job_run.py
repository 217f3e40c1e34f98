"""One run of one long-running job: its lease kept alive, its end written down."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from app.core.errors import DomainError
from app.core.jobs.models import BackgroundJob
from app.worker import job_records as records
from app.worker.context import Job, JobContext, JobStopped, Ports
from app.worker.job_records import JobClaim
from app.worker.options import WorkerOptions

log = structlog.get_logger()
_TROUBLE = (DBAPIError, OSError)


@dataclass(frozen=True)
class JobRun:
    """A claimed job on its way."""

    ports: Ports
    jobs: Mapping[str, Job]
    options: WorkerOptions
    claim: JobClaim

    async def run(self) -> None:
        """Do the job to its end. Cancelled from outside, it is put back for another worker."""
        keeper = asyncio.create_task(self._keep_lease())
        try:
            async with self.ports.database.tenant(self.claim.provider_id) as session:
                row = await records.load(session, self.claim)
            if row is not None:
                await self._perform(row)
        except asyncio.CancelledError:
            async with self.ports.database.tenant(self.claim.provider_id) as session:
                await records.put_back(session, self.claim)
        except _TROUBLE as error:
            # The lease runs out, and the job begins anew.
            log.warning("job_interrupted", job_id=str(self.claim.job_id), error=type(error).__name__)
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def _perform(self, row: BackgroundJob) -> None:
        if row.cancel_requested_at is not None:
            await self._finish("cancelled")
            return
        job = self.jobs.get(row.kind)
        if job is None or row.attempts > self.options.job_attempts:
            log.error("job_given_up", job_id=str(row.id), kind=row.kind, attempts=row.attempts)
            await self._finish("failed", problem="internal_error")
            return
        context = self._context(row)
        try:
            result = await job(context)
        except JobStopped:
            await self._finish("cancelled")
        except DomainError as error:
            await self._finish("failed", problem=error.code)
        except _TROUBLE:
            raise
        except Exception:
            log.exception("job_broke", job_id=str(row.id), kind=row.kind)
            await self._after_a_break(row)
        else:
            await self._finish("cancelled" if context.stopped else "done", result=result)

    async def _after_a_break(self, row: BackgroundJob) -> None:
        if row.attempts >= self.options.job_attempts:
            await self._finish("failed", problem="internal_error")
            return
        later = self.ports.clock.now() + self.options.lease * row.attempts
        async with self.ports.database.tenant(self.claim.provider_id) as session:
            await records.try_later(session, self.claim, at=later)

    async def _finish(self, state: str, *, result: dict[str, Any] | None = None, problem: str | None = None) -> None:
        async with self.ports.database.tenant(self.claim.provider_id) as session:
            now = self.ports.clock.now()
            await records.finish(session, self.claim, state, now=now, result=result, problem=problem)

    async def _keep_lease(self) -> None:
        lease = self.options.lease
        while True:
            await asyncio.sleep(lease.total_seconds() / 3)
            with suppress(*_TROUBLE):
                async with self.ports.database.tenant(self.claim.provider_id) as session:
                    await records.renew(session, self.claim, until=self.ports.clock.now() + lease)

    def _context(self, row: BackgroundJob) -> JobContext:
        async def write(progress: int | None, total: int | None) -> bool:
            until = self.ports.clock.now() + self.options.lease
            async with self.ports.database.tenant(self.claim.provider_id) as session:
                return await records.write_progress(session, self.claim, progress, total, until=until)

        return JobContext(
            ports=self.ports,
            provider_id=row.provider_id,
            job_id=row.id,
            payload=row.payload,
            subject_id=row.subject_id,
            write_progress=write,
            report_seconds=self.options.report_seconds,
        )
