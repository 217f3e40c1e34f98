"""Ours and the floor as real servers on loopback, ended by the run that started them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from tests.databases import ScratchDatabase
from tests.portal import TEST_KEYS

START_SECONDS = 120


@contextmanager
def serving(application: str, database: ScratchDatabase, folder: Path) -> Iterator[int]:
    """Serve `module:factory` by uvicorn on a free port while the block runs; gives the port."""
    port = _free_port()
    environment = os.environ | {
        "BENCH_ADMIN_URL": database.admin_url,
        "DATABASE_URL": database.app_url,
        "CBOT_SECRET_KEYS": TEST_KEYS,
        "CBOT_DATA_DIR": str(folder),
        "CBOT_FRONTEND_DIR": str(folder / "none"),
        "CBOT_ENVIRONMENT": "production",
        "CBOT_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "uvicorn", application, "--factory", "--port", str(port), "--log-level", "error"]
    command += ["--timeout-keep-alive", "75"]  # a measured round may be longer than the usual five seconds
    with (folder / f"{port}.log").open("wb") as output:
        process = subprocess.Popen([*command, "--no-access-log"], env=environment, stdout=output, stderr=output)
        try:
            _await_answer(port, process, folder / f"{port}.log")
            yield port
        finally:
            process.terminate()
            process.wait(15)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_answer(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10):
            return
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
