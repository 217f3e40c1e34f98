"""The private server: made on first use, on a socket only, gone with its portal however that ends."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from app.embedded.cluster import LONGEST_SOCKET_FOLDER
from app.embedded.errors import DatabaseStartError
from app.embedded.postgres import EmbeddedPostgres, embedded_postgres

HOLDER = """
import sys, time
from pathlib import Path
from app.embedded.postgres import embedded_postgres
with embedded_postgres(Path(sys.argv[1]), fsync=False) as server:
    print(server.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: pytest's own are too long for a socket."""
    made = Path(tempfile.mkdtemp(prefix="cbot-pg-"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder that was used once; making one takes the longest of all."""
    folder = Path(tempfile.mkdtemp(prefix="cbot-pg-"))
    with embedded_postgres(folder):
        pass
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def used(made: Path, folder: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(made / "postgres", folder / "postgres", symlinks=True)
    return folder


def ask(server: EmbeddedPostgres, statement: str) -> object:
    """Ask the server something, as superuser."""

    async def fetch() -> object:
        connection = await asyncpg.connect(server.admin_dsn)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(fetch())


def alive(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone_within(pid: int, seconds: float) -> bool:
    """Wait for the end of a process."""
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_data_outlives_the_server_and_no_port_is_opened(used: Path) -> None:
    """What was written is there after a restart, and nobody can connect over the network."""
    with embedded_postgres(used) as server:
        ask(server, "create table kept as select 42 as answer")
        assert ask(server, "show listen_addresses") == ""
        assert server.socket_dir.stat().st_mode & 0o777 == 0o700
    assert not alive(server.pid)
    with embedded_postgres(used) as again:
        assert ask(again, "select answer from kept") == 42


def test_a_killed_portal_leaves_no_server_and_the_next_one_starts(used: Path) -> None:
    """After kill -9 of the process that holds it, the server ends by itself."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(used)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout:
        pid = int(holder.stdout.readline())
    holder.kill()
    holder.wait()
    assert gone_within(pid, 10)
    with embedded_postgres(used, fsync=False) as server:
        assert ask(server, "select 1") == 1


def test_a_server_that_was_left_behind_is_ended_first(used: Path) -> None:
    """On systems that do not tie the server to us, the next start takes the data back from it."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(used)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout:
        former = int(holder.stdout.readline())
    with embedded_postgres(used, fsync=False) as server:
        assert server.pid != former
        assert not alive(former)
    holder.kill()
    holder.wait()


def test_a_process_number_that_was_given_out_again_stands_in_nobodys_way(used: Path) -> None:
    """After a reboot the noted number may belong to any process; that one is left alone."""
    (used / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{used}/postgres\n")
    with embedded_postgres(used, fsync=False) as server:
        assert ask(server, "select 1") == 1


def test_a_cluster_that_was_never_finished_is_made_anew(folder: Path) -> None:
    """An installation that was interrupted halfway does not spoil the next start."""
    (folder / "postgres.new").mkdir()
    (folder / "postgres.new" / "half").write_text("of it")
    with embedded_postgres(folder, fsync=False) as server:
        assert ask(server, "select 1") == 1


def test_a_deep_folder_gets_a_short_socket(folder: Path) -> None:
    """A socket's path may have about a hundred characters, a data folder's more."""
    deep = folder / ("d" * 60) / ("e" * 60)
    with embedded_postgres(deep, fsync=False) as server:
        assert len(str(server.socket_dir)) < LONGEST_SOCKET_FOLDER
        assert ask(server, "select 1") == 1


def test_a_server_that_cannot_start_says_why(used: Path) -> None:
    """The message holds the last lines of the server's log."""
    (used / "postgres" / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(DatabaseStartError, match="nonsense"), embedded_postgres(used, fsync=False):
        pass


def test_the_terminals_ctrl_c_reaches_the_portal_before_the_database(used: Path) -> None:
    """The server has its own session, so that running requests can still finish."""
    with embedded_postgres(used, fsync=False) as server:
        assert os.getsid(server.pid) != os.getsid(0)
