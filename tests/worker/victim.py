"""A worker as a process of its own, to be stopped and killed. Forked from a server that has imported everything already."""

import asyncio
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from app.core.config import Settings
from app.worker.main import run_worker
from tests.worker.arena import QUICK

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


@contextmanager
def worker_process(settings: Settings) -> Iterator[BaseProcess]:
    """A running worker; killed at the end if it still lives."""
    process = _CONTEXT.Process(target=_work, args=(settings.model_dump(mode="json"),), daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _work(values: dict[str, object]) -> None:
    asyncio.run(_work_until_signal(Settings.load({}, **values)))


async def _work_until_signal(settings: Settings) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await run_worker(settings, stop, options=QUICK)
