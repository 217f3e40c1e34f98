"""`cbot run`: the whole portal in one process, stopped in good order and started again on the same data."""

import asyncio
import fcntl
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from socket import socket

from app.cli.greeting import greeting
from app.cli.processes import ApiServer, PortTakenError, api_server, on_signals, reserve_port
from app.cli.secret_file import demo_password, signing_keys, write_private
from app.core.clock import SystemClock
from app.core.config import Settings
from app.core.database.migrating import migrate
from app.core.database.provisioning import APP, OWNER, provision
from app.demo.access import DemoAccess
from app.demo.loading import load_demo
from app.embedded.broker import embedded_broker
from app.embedded.errors import DataDirectoryInUseError, EmbeddedError
from app.embedded.mail_catcher import mail_catcher
from app.embedded.postgres import EmbeddedPostgres, embedded_postgres
from app.worker.main import run_worker

DATABASE = "cbot"
WORKER_STOP_SECONDS = 15


def run_portal(settings: Settings) -> None:
    """Run until Ctrl-C or SIGTERM. Ends with status 1 and a sentence when it cannot start."""
    try:
        with ExitStack() as stack:
            stack.enter_context(_only_portal_on(settings.data_dir))
            reserved = stack.enter_context(reserve_port(settings.host, settings.port))
            settings = settings.model_copy(update={"port": reserved.getsockname()[1]})
            server = None if settings.database_url else stack.enter_context(embedded_postgres(settings.data_dir))
            asyncio.run(_run(_complete(settings, server), server, reserved))
    except (EmbeddedError, PortTakenError) as problem:
        sys.exit(f"\n{problem}")


def _complete(settings: Settings, server: EmbeddedPostgres | None) -> Settings:
    """Fill in what nobody configured: the private database's addresses and a signing secret."""
    found: dict[str, str] = {}
    if server is not None:
        found |= {"database_url": server.dsn(APP, DATABASE), "database_owner_url": server.dsn(OWNER, DATABASE)}
    if not settings.secret_keys:
        found["secret_keys"] = signing_keys(settings.data_dir)
    return settings.model_copy(update=found)


async def _run(settings: Settings, server: EmbeddedPostgres | None, reserved: socket) -> None:
    async with AsyncExitStack() as stack:
        if server is not None:
            await provision(server.admin_dsn, DATABASE)
        if settings.database_owner_url:
            await asyncio.to_thread(migrate, settings.database_owner_url)
        mail_folder: Path | None = None
        if not settings.smtp_url:
            catcher = await stack.enter_async_context(mail_catcher((settings.data_dir / "mail").resolve()))
            settings, mail_folder = settings.model_copy(update={"smtp_url": catcher.url}), catcher.folder
        demo = await _demo(settings, mail_folder)
        words = greeting(settings, demo, mail_folder)
        api = api_server(settings, announce=lambda: print(words, flush=True))
        on_signals(api.stop)
        await stack.enter_async_context(_worker(settings, api))
        await api.serve(sockets=[reserved])


async def _demo(settings: Settings, mail_folder: Path | None) -> DemoAccess | None:
    """Load the demo into an empty database, and write down who may come in. Never in production."""
    if settings.environment == "production" or not settings.database_owner_url:
        return None
    password = demo_password(signing_keys(settings.data_dir))
    demo = await load_demo(settings.database_owner_url, password, SystemClock().now())
    if demo is not None:
        text = demo.as_json(base_url=settings.public_url, mail_folder=str(mail_folder or ""))
        write_private(settings.data_dir / "demo.json", text)
    return demo


@asynccontextmanager
async def _worker(settings: Settings, api: ApiServer) -> AsyncIterator[None]:
    """A worker beside the API; when it dies of an error, the whole portal stops and says why."""
    async with AsyncExitStack() as stack:
        broker = None if settings.redis_url else await stack.enter_async_context(embedded_broker())
        stop = asyncio.Event()
        task = asyncio.create_task(run_worker(settings, stop, broker))
        task.add_done_callback(lambda _done: api.stop() if not stop.is_set() else None)
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait_for(task, WORKER_STOP_SECONDS)


@contextmanager
def _only_portal_on(data_dir: Path) -> Iterator[None]:
    """Keep two portals off one data folder; the lock goes with the process, however it ends."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataDirectoryInUseError(
                f"Another portal runs on {data_dir.resolve()}. Stop it, or choose another folder with CBOT_DATA_DIR."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
