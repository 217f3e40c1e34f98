"""API, worker, broker and mail catcher in one event loop, on a database that runs."""

import asyncio
import gc
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from app.billing.seller import seller_of
from app.cli.greeting import greeting
from app.cli.processes import ApiServer, api_server, on_signals
from app.cli.secret_file import demo_password, signing_keys, write_private
from app.core.clock import SystemClock
from app.core.config import Settings
from app.core.database.provisioning import provision
from app.demo.access import DemoAccess

if TYPE_CHECKING:
    from app.embedded.mail_catcher import TakeIn

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
WORKER_STOP_SECONDS = 15
DEMO_BOUNCES = "bounce@c-bot.example"


@dataclass(frozen=True)
class PrivateDatabase:
    """The database of this portal alone, and how to make it."""

    admin_dsn: str
    name: str


async def run_together(settings: Settings, private: PrivateDatabase | None, reserved: socket) -> None:
    """Prepare the database, then serve until a signal says to stop."""
    async with AsyncExitStack() as stack:
        await _prepare_database(settings, private)
        mail_folder: Path | None = None
        if not settings.smtp_url:
            settings, mail_folder = await _catch_mail(settings, stack)
        words = greeting(settings, await _demo(settings, mail_folder), mail_folder)
        answering = asyncio.Event()
        api = api_server(settings, announce=answering.set)
        on_signals(api.stop)
        await stack.enter_async_context(_worker(settings, api, answering))
        stack.callback(_say_when(answering, words).cancel)
        await api.serve(sockets=[reserved])


def _say_when(answering: asyncio.Event, words: str) -> "asyncio.Task[None]":
    async def say() -> None:
        await answering.wait()
        gc.enable()
        print(words, flush=True)

    return asyncio.create_task(say())


async def _prepare_database(settings: Settings, private: PrivateDatabase | None) -> None:
    """Make and migrate it. A private database that is known to be at these migrations is taken as it is."""
    if private is None:
        if settings.database_owner_url:
            await _migrate(settings)
        return
    stamp, wanted = settings.data_dir / "migrated", _digest_of_migrations()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    await provision(private.admin_dsn, private.name)
    await _migrate(settings)
    stamp.write_text(wanted, encoding="ascii")


async def _migrate(settings: Settings) -> None:
    from app.core.database.migrating import migrate

    await asyncio.to_thread(migrate, settings.database_owner_url)


def _digest_of_migrations() -> str:
    total = hashlib.sha256()
    for file in sorted(MIGRATIONS.glob("*.py")):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


async def _catch_mail(settings: Settings, stack: AsyncExitStack) -> tuple[Settings, Path]:
    from app.embedded.mail_catcher import mail_catcher

    settings = settings.model_copy(update={"bounce_address": settings.bounce_address or DEMO_BOUNCES})
    take_in = _bounces(settings, stack)
    catcher = await stack.enter_async_context(mail_catcher((settings.data_dir / "mail").resolve(), take_in=take_in))
    return settings.model_copy(update={"smtp_url": catcher.url}), catcher.folder


def _bounces(settings: Settings, stack: AsyncExitStack) -> "TakeIn":
    """What the catcher does with undeliverable mail: the same as `cbot bounce` behind a real mail server."""
    from app.bounces.taking_in import take_in
    from app.core.database.session import Database
    from app.core.signing import KeyRing
    from app.mail.return_paths import ReturnPaths

    database = Database.connect(settings.database_url, pool_size=1, application="cbot-catcher")
    stack.push_async_callback(database.close)
    paths = ReturnPaths(KeyRing.parse(settings.secret_keys), settings.bounce_address)

    async def take(content: bytes, recipients: Sequence[str]) -> None:
        await take_in(database, paths, content, recipients, now=SystemClock().now())

    return take


async def _demo(settings: Settings, mail_folder: Path | None) -> DemoAccess | None:
    """Load the demo into an empty database, and write down who may come in. Never in production."""
    if settings.environment == "production" or not settings.database_owner_url:
        return None
    from app.demo.loading import load_demo
    from app.files.storage import open_store

    password = demo_password(signing_keys(settings.data_dir))
    storage = open_store(settings.files_url, settings.data_dir)
    demo = await load_demo(settings.database_owner_url, password, SystemClock().now(), storage, seller_of(settings))
    if demo is not None:
        text = demo.as_json(base_url=settings.public_url, mail_folder=str(mail_folder or ""))
        write_private(settings.data_dir / "demo.json", text)
    return demo


@asynccontextmanager
async def _worker(settings: Settings, api: ApiServer, answering: asyncio.Event) -> AsyncIterator[None]:
    """A worker beside the API; when it dies of an error, the whole portal stops and says why."""
    stop = asyncio.Event()
    task = asyncio.create_task(_work(settings, stop, answering))
    task.add_done_callback(lambda _done: None if stop.is_set() else api.stop())
    try:
        yield
    finally:
        stop.set()
        answering.set()
        await asyncio.wait_for(task, WORKER_STOP_SECONDS)


async def _work(settings: Settings, stop: asyncio.Event, answering: asyncio.Event) -> None:
    """Load the worker once the API answers (its libraries take a while), and run it."""
    await answering.wait()
    if stop.is_set():
        return
    await asyncio.to_thread(import_module, "app.worker.main")
    from app.embedded.broker import embedded_broker
    from app.worker.main import run_worker

    async with AsyncExitStack() as stack:
        broker = None if settings.redis_url else await stack.enter_async_context(embedded_broker())
        await run_worker(settings, stop, broker)
