"""`cbot doctor`: whether everything that the portal depends on is there and well."""

import asyncio
import shutil
import smtplib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import asyncpg
from alembic.script import ScriptDirectory
from redis.asyncio import Redis

from app.cli.mail_domain import advise
from app.core.config import Settings
from app.core.database.migrating import alembic_config
from app.mail.asking_dns import asking

SECONDS = 10
LARGEST_SKEW = 2.0
SMALLEST_DISK = 1024**3

Check = Callable[[Settings], Awaitable[str]]


class AdviceNeeded(Exception):
    """Nothing is broken, but something can be done better."""


class UnwellError(Exception):
    """A dependency answers, but not as it should."""


async def examine(settings: Settings) -> bool:
    """Try every dependency and print a line for each; returns whether all are well."""
    checks: dict[str, Check] = {
        "database": _database,
        "migrations": _migrations,
        "clock": _clock,
        "queue": _queue,
        "mail server": _mail_server,
        "mail domain": _mail_domain,
        "disk": _disk,
    }
    return all([await _try(name, check, settings) for name, check in checks.items()])


async def _try(name: str, check: Check, settings: Settings) -> bool:
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(SECONDS):
            verdict, well, mark = await check(settings), True, "ok     "
    except AdviceNeeded as advice:
        # Mail leaves all the same; that it ends up among the spam is for the mail's own figures to show.
        verdict, well, mark = str(advice), True, "advice "
    except (OSError, TimeoutError, UnwellError, asyncpg.PostgresError, smtplib.SMTPException) as problem:
        verdict, well, mark = f"{type(problem).__name__}: {problem}", False, "PROBLEM"
    print(f"{mark}  {name:<12} {verdict} ({(time.perf_counter() - begun) * 1000:.0f} ms)")
    return well


async def _ask(settings: Settings, statement: str) -> object:
    if not settings.database_url:
        raise UnwellError("DATABASE_URL is not set (cbot run keeps a private one while it runs)")
    connection = await asyncpg.connect(settings.database_url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def _database(settings: Settings) -> str:
    if await _ask(settings, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"):
        raise UnwellError("the role bypasses row-level security; use cbot_app")
    return f"PostgreSQL {await _ask(settings, 'show server_version')}"


async def _migrations(settings: Settings) -> str:
    newest = ScriptDirectory.from_config(alembic_config(settings.database_url)).get_current_head()
    try:
        present = await _ask(settings, "select version_num from alembic_version")
    except asyncpg.InsufficientPrivilegeError:
        return f"newest here is {newest}; which one the database has, only its owner may see"
    if present != newest:
        raise UnwellError(f"the database is at {present}, this version needs {newest}: run cbot migrate")
    return f"at {newest}"


async def _clock(settings: Settings) -> str:
    theirs = await _ask(settings, "select clock_timestamp()")
    assert isinstance(theirs, datetime)
    skew = abs((datetime.now(UTC) - theirs).total_seconds())
    if skew > LARGEST_SKEW:
        raise UnwellError(f"differs {skew:.1f} s from the database's")
    return f"within {skew:.2f} s of the database's"


async def _queue(settings: Settings) -> str:
    if not settings.redis_url:
        return "none named (REDIS_URL): the worker finds its work in the database"
    client = Redis.from_url(settings.redis_url)
    try:
        await client.ping()
    finally:
        await client.aclose()
    return "Redis answers"


async def _mail_server(settings: Settings) -> str:
    if not settings.smtp_url:
        return "none named (SMTP_URL): cbot run catches mail in a folder"
    return await asyncio.to_thread(_greet, settings.smtp_url)


def _greet(url: str) -> str:
    parts = urlsplit(url)
    make = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with make(parts.hostname or "", parts.port or 25, timeout=SECONDS) as server:
        server.ehlo()
        return f"{parts.hostname} answers"


async def _mail_domain(settings: Settings) -> str:
    if not settings.smtp_url:
        return "nothing leaves this machine"
    advice = await advise(settings.mail_host, settings.dkim_selector, asking(settings.dns_server))
    if advice:
        raise AdviceNeeded("; ".join(advice))
    return f"{settings.mail_host} publishes SPF, DKIM and DMARC"


async def _disk(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free
    if free < SMALLEST_DISK:
        raise UnwellError(f"only {free // 1024**2} MiB free in {settings.data_dir}")
    return f"{free // 1024**3} GiB free in {settings.data_dir}"
