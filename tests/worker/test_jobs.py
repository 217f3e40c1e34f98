"""Long-running work: started, reported, cancelled, begun anew after a crash."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app.core.clock import SystemClock
from app.core.errors import Conflict
from app.core.jobs.models import BackgroundJob
from app.core.jobs.overview import cancel_job
from app.core.jobs.queue import enqueue
from app.core.signing import KeyRing
from app.files.storage import open_store
from app.worker.bell import Bell
from app.worker.context import Job, JobContext, Ports
from app.worker.job_loop import JobLoop
from app.worker.options import WorkerOptions
from tests.worker.arena import PATIENCE, QUICK, SECRET, Arena


class FileUnreadable(Conflict):
    """A refusal with a code."""

    code = "file_unreadable"


async def add_job(arena: Arena, kind: str = "work", **payload: Any) -> UUID:
    async with arena.database.tenant(arena.provider_id) as session:
        job = await enqueue(
            session, kind, subject_type="test", subject_id=None, now=datetime.now(UTC), payload=payload, total=3
        )
        return job.id


async def job_row(arena: Arena, job_id: UUID) -> BackgroundJob:
    async with arena.database.tenant(arena.provider_id) as session:
        return (await session.scalars(select(BackgroundJob).where(BackgroundJob.id == job_id))).one()


async def until_state(arena: Arena, job_id: UUID, state: str) -> BackgroundJob:
    async with asyncio.timeout(PATIENCE):
        while (row := await job_row(arena, job_id)).state != state:
            await asyncio.sleep(0.02)
    return row


@asynccontextmanager
async def running(arena: Arena, jobs: Mapping[str, Job], options: WorkerOptions = QUICK) -> AsyncIterator[None]:
    """A loop over the table of jobs while the block runs; it stops in good order."""
    ports = Ports(
        arena.settings(), arena.database, SystemClock(), open_store("memory:", arena.folder), KeyRing.parse(SECRET)
    )
    stop = asyncio.Event()
    task = asyncio.create_task(JobLoop(ports, jobs, options, Bell(stop)).run())
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await task


async def test_a_job_runs_with_its_payload_and_keeps_its_result(arena: Arena) -> None:
    """R-CRS-08: progress is told, and the result stays."""

    async def work(context: JobContext) -> dict[str, Any]:
        for step in range(1, 4):
            await context.report(step, 3)
        return {"seen": context.payload["number"], "provider": str(context.provider_id)}

    job_id = await add_job(arena, number=7)
    async with running(arena, {"work": work}):
        row = await until_state(arena, job_id, "done")
    assert row.result == {"seen": 7, "provider": str(arena.provider_id)}
    assert (row.progress, row.total, row.attempts) == (3, 3, 1)
    assert row.finished_at is not None


async def test_a_refusal_ends_the_job_with_its_code(arena: Arena) -> None:
    """R-CRS-08"""

    async def work(_context: JobContext) -> dict[str, Any]:
        raise FileUnreadable

    job_id = await add_job(arena)
    async with running(arena, {"work": work}):
        row = await until_state(arena, job_id, "failed")
    assert row.problem == "file_unreadable"


async def test_a_job_that_breaks_is_tried_again_and_given_up_in_the_end(arena: Arena) -> None:
    """R-CRS-08: nobody waits for ever."""
    runs = []

    async def work(context: JobContext) -> dict[str, Any]:
        runs.append(context.job_id)
        raise RuntimeError("broken")

    job_id = await add_job(arena)
    async with running(arena, {"work": work}, replace(QUICK, job_attempts=2, lease=timedelta(seconds=0.2))):
        row = await until_state(arena, job_id, "failed")
    assert (row.problem, len(runs)) == ("internal_error", 2)


async def test_an_unknown_kind_fails_at_once(arena: Arena) -> None:
    """R-CRS-08"""
    job_id = await add_job(arena, "nonsense")
    async with running(arena, {}):
        row = await until_state(arena, job_id, "failed")
    assert row.problem == "internal_error"


async def test_a_running_job_learns_that_it_is_cancelled(arena: Arena) -> None:
    """R-CRS-08: it stops at its next step, and what it did stays."""
    begun = asyncio.Event()

    async def work(context: JobContext) -> dict[str, Any]:
        begun.set()
        while not await context.cancelled():
            await asyncio.sleep(0.01)
        return {"stopped": True}

    job_id = await add_job(arena)
    async with running(arena, {"work": work}):
        await asyncio.wait_for(begun.wait(), PATIENCE)
        async with arena.database.tenant(arena.provider_id) as session:
            await cancel_job(session, job_id, datetime.now(UTC))
        row = await until_state(arena, job_id, "cancelled")
    assert row.result == {"stopped": True}


async def test_a_job_that_only_reports_is_stopped_between_two_steps(arena: Arena) -> None:
    """R-CRS-08: an import that is cancelled keeps the rows that it wrote."""
    begun = asyncio.Event()

    async def work(context: JobContext) -> dict[str, Any]:
        begun.set()
        while True:
            await context.report_or_stop(1, 2)
            await asyncio.sleep(0.01)

    job_id = await add_job(arena)
    async with running(arena, {"work": work}):
        await asyncio.wait_for(begun.wait(), PATIENCE)
        async with arena.database.tenant(arena.provider_id) as session:
            await cancel_job(session, job_id, datetime.now(UTC))
        row = await until_state(arena, job_id, "cancelled")
    assert (row.progress, row.problem) == (1, None)


async def test_a_cancelled_job_does_not_begin(arena: Arena) -> None:
    """R-CRS-08"""
    job_id = await add_job(arena)
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(
            update(BackgroundJob).where(BackgroundJob.id == job_id).values(cancel_requested_at=datetime.now(UTC))
        )
    async with running(arena, {}):
        await until_state(arena, job_id, "cancelled")


async def test_a_job_outlives_the_worker_that_ran_it(arena: Arena) -> None:
    """R-CRS-08: an orderly stop puts it back, and the next worker begins it anew."""
    begun = asyncio.Event()

    async def endless(_context: JobContext) -> dict[str, Any]:
        begun.set()
        await asyncio.sleep(3600)
        return {}

    async def quick(_context: JobContext) -> dict[str, Any]:
        return {"done": True}

    job_id = await add_job(arena)
    async with running(arena, {"work": endless}):
        await asyncio.wait_for(begun.wait(), PATIENCE)
    row = await job_row(arena, job_id)
    assert (row.state, row.attempts) == ("queued", 0)
    async with running(arena, {"work": quick}):
        row = await until_state(arena, job_id, "done")
    assert row.result == {"done": True}


async def test_a_job_of_a_dead_worker_is_taken_over(arena: Arena) -> None:
    """R-CRS-08: once the lease of the dead one has run out."""

    async def quick(_context: JobContext) -> dict[str, Any]:
        return {}

    job_id = await add_job(arena)
    async with arena.database.tenant(arena.provider_id) as session:
        long_ago = datetime.now(UTC) - timedelta(minutes=5)
        await session.execute(
            update(BackgroundJob)
            .where(BackgroundJob.id == job_id)
            .values(state="running", lease_token=job_id, lease_until=long_ago, attempts=1)
        )
    async with running(arena, {"work": quick}):
        row = await until_state(arena, job_id, "done")
    assert row.attempts == 2


async def test_a_long_job_keeps_its_lease(arena: Arena) -> None:
    """R-CRS-08: it is not begun twice while it runs."""
    runs = []

    async def slow(context: JobContext) -> dict[str, Any]:
        runs.append(context.job_id)
        await asyncio.sleep(1.0)
        return {}

    job_id = await add_job(arena)
    async with running(arena, {"work": slow}, replace(QUICK, lease=timedelta(seconds=0.3))):
        await until_state(arena, job_id, "done")
    assert len(runs) == 1
