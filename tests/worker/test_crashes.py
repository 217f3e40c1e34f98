"""What kill -9 and orderly restarts do to mails that are on their way (R-MAIL-01)."""

import asyncio
import random
from collections import Counter
from multiprocessing.process import BaseProcess

import orjson
import pytest

from app.mail.outbox import MASS
from tests.worker.arena import Arena
from tests.worker.victim import worker_process


@pytest.mark.parametrize(
    ("kills", "mails"), [(5, 60), pytest.param(50, 1000, marks=pytest.mark.slow)], ids=["short", "long"]
)
async def test_no_kill_loses_a_mail_and_only_marked_ones_arrive_twice(arena: Arena, kills: int, mails: int) -> None:
    """R-MAIL-01: kill -9 at any moment; doubles only among mails marked uncertain, with the same Message-ID."""
    await arena.queue(mails, priority=MASS)
    chance = random.Random(kills)
    for number in range(kills):
        goal = mails * (number + 1) // (kills + 1)
        with worker_process(arena.settings()) as worker:
            if number % 2:
                await _kill_at_the_worst_moment(arena, worker, goal)
            else:
                await _taken(arena, goal)
                await asyncio.sleep(chance.random() * 0.02)
                worker.kill()
    with worker_process(arena.settings()):
        sent = await arena.until_all("sent")
    _compare_with_the_ledger(arena, {mail.message_id: mail.was_uncertain for mail in sent})
    if mails >= kills * 2:
        assert any(mail.was_uncertain for mail in sent)


@pytest.mark.parametrize(
    ("restarts", "mails"), [(5, 60), pytest.param(50, 1000, marks=pytest.mark.slow)], ids=["short", "long"]
)
async def test_orderly_restarts_lose_and_double_nothing(arena: Arena, restarts: int, mails: int) -> None:
    """R-MAIL-01: SIGTERM finishes the mail in hand and puts the others back."""
    await arena.queue(mails, priority=MASS)
    for number in range(restarts):
        with worker_process(arena.settings()) as worker:
            await _taken(arena, mails * (number + 1) // (restarts + 1))
            worker.terminate()
            await asyncio.to_thread(worker.join, 20)
            assert worker.exitcode == 0
        assert await arena.states() <= {"queued", "sent"}
    with worker_process(arena.settings()):
        sent = await arena.until_all("sent")
    assert len(arena.sink.taken) == mails
    _compare_with_the_ledger(arena, {mail.message_id: False for mail in sent})


async def _kill_at_the_worst_moment(arena: Arena, worker: BaseProcess, goal: int) -> None:
    """Kill when a mail has been taken, and the worker does not know it yet."""
    killed = asyncio.Event()

    async def kill() -> None:
        if len(arena.sink.taken) >= goal and not killed.is_set():
            worker.kill()
            killed.set()

    arena.sink.behaviour.before_answer = kill
    try:
        async with asyncio.timeout(60):
            await killed.wait()
    finally:
        arena.sink.behaviour.before_answer = None


async def _taken(arena: Arena, goal: int) -> None:
    async with asyncio.timeout(60):
        while len(arena.sink.taken) < goal:
            await asyncio.sleep(0.002)


def _compare_with_the_ledger(arena: Arena, uncertain: dict[str, bool]) -> None:
    lines = [orjson.loads(line) for line in arena.sink.ledger.read_bytes().splitlines()]
    arrived = Counter(line["id"] for line in lines)
    assert set(arrived) == set(uncertain)
    doubled = {message_id for message_id, times in arrived.items() if times > 1}
    assert doubled <= {message_id for message_id, marked in uncertain.items() if marked}
    contents: dict[str, set[bytes]] = {}
    for taken in arena.sink.taken:
        contents.setdefault(taken.message_id, set()).add(taken.content)
    assert all(len(forms) == 1 for forms in contents.values())
