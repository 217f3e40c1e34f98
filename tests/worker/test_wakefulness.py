"""What wakes the worker: PostgreSQL's notices, arq, the clock; and that it works without any of them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from arq import ArqRedis
from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy import func, select

from app.accounts.models import LoginAttempt
from app.core.clock import SystemClock
from app.core.database.session import Database
from app.core.idempotency import IdempotencyRecord
from app.core.identifiers import new_id
from app.core.jobs.arq_doorbell import QUEUE, ArqDoorbell, to_json
from app.core.signing import KeyRing
from app.embedded.broker import embedded_broker
from app.files.storage import open_store
from app.worker import cron
from app.worker.arq_loop import ArqLoop
from app.worker.bell import Bell
from app.worker.context import Ports
from tests.worker.arena import PATIENCE, QUICK, SECRET, Arena, working

SLEEPY = replace(QUICK, poll_seconds=30.0)


def ports_of(arena: Arena) -> Ports:
    return Ports(
        arena.settings(), arena.database, SystemClock(), open_store("memory:", arena.folder), KeyRing.parse(SECRET)
    )


@asynccontextmanager
async def arq_running(arena: Arena, bells: dict[str, Bell], broker: ArqRedis) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(ArqLoop(ports_of(arena), bells, stop, broker, retry_seconds=0.05).run())
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await task


async def test_a_notice_of_the_database_wakes_the_worker(arena: Arena) -> None:
    """R-STF-03: an invitation leaves at once, not at the next look."""
    async with working(arena, SLEEPY):
        await arena.queue()
        await arena.until_all("sent")
        begun = time.monotonic()
        await arena.queue()
        await arena.until_all("sent")
    assert time.monotonic() - begun < 10


async def test_the_worker_finds_mails_without_being_told(arena: Arena) -> None:
    """R-MAIL-01: what was committed while no worker ran, or held until now."""
    async with working(arena):
        await arena.queue(hold_until=datetime.now(UTC) + timedelta(seconds=0.5))
        await arena.until_all("sent")


async def test_arq_rings_the_bell(arena: Arena) -> None:
    """R-MAIL-01: whoever reaches Redis can wake the worker, with JSON alone."""
    stop = asyncio.Event()
    bell = Bell(stop)
    async with embedded_broker() as broker, arq_running(arena, {"mail": bell}, broker):
        client = ArqRedis(connection_pool=broker.connection_pool, job_serializer=to_json)
        await client.enqueue_job("wake", "mail", _queue_name=QUEUE, _job_id="wake:mail")
        await asyncio.wait_for(bell.wait(PATIENCE), PATIENCE / 2)


async def test_the_doorbell_of_the_api_is_heard(arena: Arena) -> None:
    """R-STF-03: rung after the commit, it wakes the worker for mails and jobs alike; ten rings are one."""
    stop = asyncio.Event()
    bells = {"mail": Bell(stop), "jobs": Bell(stop)}
    async with embedded_broker() as broker, arq_running(arena, bells, broker):
        doorbell = ArqDoorbell(ArqRedis(connection_pool=broker.connection_pool, job_serializer=to_json))
        for _ in range(10):
            await doorbell.ring("work")
        for bell in bells.values():
            await asyncio.wait_for(bell.wait(PATIENCE), PATIENCE / 2)


async def test_a_doorbell_without_redis_costs_nobody_anything() -> None:
    """R-MAIL-01: it is rung after the answer's commit, and keeps quiet for a while once it failed."""
    doorbell = ArqDoorbell.connect("redis://127.0.0.1:1/0")
    begun = time.monotonic()
    for _ in range(200):
        await doorbell.ring("work")
    await doorbell.close()
    assert time.monotonic() - begun < 5


async def test_the_same_bell_can_be_rung_again_and_again(arena: Arena) -> None:
    """R-MAIL-01: a fixed job id must not swallow later rings."""
    bell = Bell(asyncio.Event())
    async with embedded_broker() as broker, arq_running(arena, {"mail": bell}, broker):
        client = ArqRedis(connection_pool=broker.connection_pool, job_serializer=to_json)
        for _ in range(3):
            job = await client.enqueue_job("wake", "mail", _queue_name=QUEUE, _job_id="wake:mail")
            assert job is not None
            await asyncio.wait_for(bell.wait(PATIENCE), PATIENCE / 2)
            await _until_forgotten(client)


async def test_the_clock_ticks_through_arq(arena: Arena) -> None:
    """R-MAIL-01: the cron table runs when the worker starts, and then by the clock."""
    async with arena.database.platform() as session:
        old = datetime.now(UTC) - timedelta(days=3)
        session.add(LoginAttempt(id=new_id(), email_norm="x@example.com", address="::1", at=old))
    async with embedded_broker() as broker, arq_running(arena, {}, broker):
        async with asyncio.timeout(PATIENCE):
            while await _login_attempts(arena.database):
                await asyncio.sleep(0.05)


async def test_two_workers_do_a_tick_once(arena: Arena) -> None:
    """R-MAIL-01: an advisory lock keeps them apart; either alone would be harmless."""
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(_ports: Ports, _session: Any) -> None:
        entered.set()
        await leave.wait()

    entry = cron.Tick("slow", None, slow)
    first = asyncio.create_task(cron.tick(ports_of(arena), entry))
    await asyncio.wait_for(entered.wait(), PATIENCE)
    assert not await cron.tick(ports_of(arena), entry)
    leave.set()
    assert await first


async def test_mails_leave_while_redis_is_away(arena: Arena) -> None:
    """R-MAIL-01: Redis holds no truth; without it the worker just looks by itself."""
    async with working(arena, redis_url="redis://127.0.0.1:1/0"):
        await arena.queue()
        await arena.until_all("sent")


async def test_the_arq_loop_begins_again_when_redis_comes_back(arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-MAIL-01: arq's own worker would have ended the process."""
    bell = Bell(asyncio.Event())
    async with embedded_broker() as broker:
        failures = iter([RedisConnectionError("gone"), RedisConnectionError("gone")])
        pool = ArqLoop._pool

        async def flaky(loop: ArqLoop) -> ArqRedis:
            if error := next(failures, None):
                raise error
            return await pool(loop)

        monkeypatch.setattr(ArqLoop, "_pool", flaky)
        async with arq_running(arena, {"mail": bell}, broker):
            client = ArqRedis(connection_pool=broker.connection_pool, job_serializer=to_json)
            await client.enqueue_job("wake", "mail", _queue_name=QUEUE)
            await asyncio.wait_for(bell.wait(PATIENCE), PATIENCE / 2)


async def test_old_answers_and_sessions_are_forgotten(arena: Arena) -> None:
    """R-ACC-04: what is over is deleted by itself."""
    async with arena.database.tenant(arena.provider_id) as session:
        for key, age in (("old", 25), ("new", 23)):
            session.add(
                IdempotencyRecord(
                    provider_id=arena.provider_id,
                    caller="user",
                    key=key,
                    fingerprint=b"x",
                    status=201,
                    headers={},
                    body=b"",
                    created_at=datetime.now(UTC) - timedelta(hours=age),
                )
            )
    forget = next(entry for entry in cron.TICKS if entry.name == "forget_expired")
    assert await cron.tick(ports_of(arena), forget)
    async with arena.database.tenant(arena.provider_id) as session:
        assert list(await session.scalars(select(IdempotencyRecord.key))) == ["new"]


async def _login_attempts(database: Database) -> int:
    async with database.platform() as session:
        return await session.scalar(select(func.count()).select_from(LoginAttempt)) or 0


async def _until_forgotten(client: ArqRedis) -> None:
    async with asyncio.timeout(PATIENCE):
        while await client.exists("arq:job:wake:mail"):
            await asyncio.sleep(0.02)
