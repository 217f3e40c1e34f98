"""The in-process broker carries arq's jobs."""

from typing import Any, cast

from arq.typing import WorkerCoroutine
from arq.worker import Worker, func

from app.embedded.broker import embedded_broker


async def test_a_job_runs_and_is_queued_once() -> None:
    """What is enqueued under one id while it waits is one job, and a worker on the broker runs it."""
    ran: list[str] = []

    async def note(_context: dict[Any, Any], word: str) -> None:
        ran.append(word)

    async with embedded_broker() as pool:
        first = await pool.enqueue_job("note", "hallo", _job_id="one")
        second = await pool.enqueue_job("note", "hallo", _job_id="one")
        jobs = [func(cast(WorkerCoroutine, note), name="note")]
        await Worker(functions=jobs, redis_pool=pool, handle_signals=False, poll_delay=0.01, burst=True).async_run()
    assert first is not None
    assert second is None
    assert ran == ["hallo"]
