"""Supervises a private PostgreSQL: made on first use, on a unix socket only, gone when this process is gone.

No network port is opened. Whoever can enter the socket's folder (mode 0700) is trusted; nobody else can connect.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.embedded.cluster import SUPERUSER, Cluster, prepare_cluster
from app.embedded.errors import DatabaseStartError

START_SECONDS = 60.0
STOP_SECONDS = 15.0
READY_LINE = 7
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_checkpoints": "off",
}
UNSAFE_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class EmbeddedPostgres:
    """A running private server."""

    socket_dir: Path
    pid: int

    @property
    def admin_dsn(self) -> str:
        """The superuser's address of the maintenance database."""
        return self.dsn(SUPERUSER, "postgres")

    def dsn(self, user: str, database: str) -> str:
        """The address of a database for a role."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket_dir), safe='/')}"


@contextmanager
def embedded_postgres(data_dir: Path, *, fsync: bool = True) -> Iterator[EmbeddedPostgres]:
    """Run the server whose data is in `data_dir/postgres` while the block runs.

    Call it from the main thread: the kernel stops the server when the thread that started it ends. With `fsync=False`
    (tests) nothing is flushed to disk. Raises an EmbeddedError that says what to do.
    """
    cluster = prepare_cluster(data_dir.resolve())
    _clear_former_server(cluster)
    process = _start(cluster, SETTINGS if fsync else SETTINGS | UNSAFE_SETTINGS)
    try:
        _await_ready(cluster, process)
        yield EmbeddedPostgres(cluster.socket_dir, process.pid)
    finally:
        _stop(process, signal.SIGINT if fsync else signal.SIGQUIT)


def running_postgres(data_dir: Path) -> EmbeddedPostgres | None:
    """The server that another process runs on `data_dir`; None when there is none."""
    cluster = prepare_cluster(data_dir.resolve())
    state = _read_pid_file(cluster)
    if state[READY_LINE:] != ["ready"] or not _serves(int(state[0]), cluster.folder):
        return None
    return EmbeddedPostgres(cluster.socket_dir, int(state[0]))


def _start(cluster: Cluster, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return cluster.launch("postgres", "-D", cluster.folder, "-k", cluster.socket_dir, *options)


def _await_ready(cluster: Cluster, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server accepts connections; recovery after a crash may take a while."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise cluster.failure("The database server ended while starting.")
        state = _read_pid_file(cluster)
        if state[:1] == [str(process.pid)] and state[READY_LINE:] == ["ready"]:
            return
        time.sleep(0.01)
    raise cluster.failure(f"The database server was not ready within {START_SECONDS:.0f} seconds.")


def _stop(process: subprocess.Popen[bytes], first: signal.Signals) -> None:
    for step in (first, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(step)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOP_SECONDS)
            return


def _clear_former_server(cluster: Cluster) -> None:
    """End a server that outlived its portal, and forget a process number that now belongs to something else."""
    state = _read_pid_file(cluster)
    if not state or not _alive(pid := int(state[0])):
        return
    if not _serves(pid, cluster.folder):
        cluster.pid_file.unlink()
        for left in cluster.socket_dir.glob(".s.PGSQL.*"):
            left.unlink()
        return
    for step in (signal.SIGINT, signal.SIGQUIT):
        os.kill(pid, step)
        if _gone(pid, cluster.folder, STOP_SECONDS):
            return
    raise DatabaseStartError(f"Another database server ({pid}) uses {cluster.folder} and does not stop.")


def _read_pid_file(cluster: Cluster) -> list[str]:
    try:
        return [line.strip() for line in cluster.pid_file.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return []


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, folder: Path) -> bool:
    """Whether a process is a server of this data folder: its command line names the folder."""
    if sys.platform == "linux":
        with suppress(OSError):
            return os.fsencode(folder) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return False
    listed = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)
    return str(folder) in listed.stdout


def _gone(pid: int, folder: Path, seconds: float) -> bool:
    """Wait for its end; a process that its parent has not noticed to be dead (a zombie) serves nothing any more."""
    deadline = time.monotonic() + seconds
    while _alive(pid) and _serves(pid, folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
