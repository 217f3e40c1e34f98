"""What mail servers and databases can do to mails on their way: afterwards the list and the server's ledger agree."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from app.core.clock import Clock
from app.mail.addresses import MailAddress
from app.mail.models import OutboxMail
from app.mail.outbox import MASS
from app.worker.main import run_worker
from app.worker.options import WorkerOptions
from app.worker.retrying import RetryPolicy
from tests.factories.mails import make_dispatch, make_message
from tests.worker.arena import PATIENCE, QUICK, Arena, working
from tests.worker.ledger import agree, listed

SIZES = pytest.mark.parametrize("mails", [24, pytest.param(600, marks=pytest.mark.slow)], ids=["short", "long"])
REAL_DELAYS = RetryPolicy(chance=lambda: 0.5)


@dataclass
class SteppedClock(Clock):
    """A clock that runs, and can be put forward."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """The real moment with the steps added."""
        return datetime.now(UTC) + self.ahead


@pytest.mark.parametrize("mails", [4, pytest.param(120, marks=pytest.mark.slow)], ids=["short", "long"])
async def test_a_relay_that_says_later_for_two_hours_gets_every_mail_once(arena: Arena, mails: int) -> None:
    """R-MAIL-02: with the delays of production, and the clock put forward from try to try."""
    arena.sink.behaviour.data_answer = lambda _envelope: "451 greylisted, come back later"
    clock, began = SteppedClock(), datetime.now(UTC)
    await arena.queue(mails, priority=MASS)
    stop = asyncio.Event()
    options = replace(QUICK, retries=REAL_DELAYS, lease=timedelta(hours=1))
    task = asyncio.create_task(run_worker(arena.settings(), stop, None, options=options, clock=clock))
    tries = 0
    while clock.now() - began < timedelta(hours=2):
        tries += 1
        found = await arena.until(_all_tried(tries))
        clock.ahead += max(mail.not_before for mail in found) - clock.now() + timedelta(seconds=1)
    # 1 + 2 + 5 + 10 + 20 + 40 minutes, and an hour: the eighth try is the first after two hours.
    assert tries == 7
    arena.sink.behaviour.data_answer = lambda _envelope: "250 taken"
    found = await arena.until_all("sent")
    stop.set()
    await asyncio.wait_for(task, PATIENCE)
    assert {mail.attempts for mail in found} == {8}
    assert {attempt.words for attempt in await arena.attempts()} == {"greylisted, come back later", "taken"}
    assert await listed(arena) == mails == len(arena.sink.taken)
    await agree(arena)


def _all_tried(tries: int) -> Callable[[list[OutboxMail]], bool]:
    return lambda mails: all(mail.attempts == tries and mail.state == "queued" for mail in mails)


@SIZES
async def test_one_of_two_recipients_refused(arena: Arena, mails: int) -> None:
    """R-MAIL-02: who is refused for good is told by name; the other has the mail, once."""
    arena.sink.behaviour.recipient_answer = lambda address: "550 gone" if address.startswith("weg") else "250 ok"
    refused_copy = [
        make_dispatch(message=make_message(cc=(MailAddress(f"weg{number}@bedrijf.example"),)))
        for number in range(mails // 2)
    ]
    refused_reader = [
        make_dispatch(
            message=make_message(to=MailAddress(f"weg-{number}@bedrijf.example"), cc=(MailAddress("baas@b.example"),))
        )
        for number in range(mails // 2)
    ]
    await arena.queue_dispatches([*refused_copy, *refused_reader], priority=MASS)
    async with working(arena):
        found = await arena.until(lambda all_: all(mail.finished_at for mail in all_))
    assert sum(mail.state == "sent" for mail in found) == len(refused_copy) == len(arena.sink.taken)
    assert {mail.smtp_text for mail in found if mail.state == "failed"} == {"gone"}
    await agree(arena)


@SIZES
async def test_a_server_that_dies_before_or_after_its_250(arena: Arena, mails: int) -> None:
    """R-MAIL-01: it took the mail and could not say so, or said so and was gone: only the first is uncertain."""
    chance = random.Random(mails)

    async def perhaps_die() -> None:
        arena.sink.behaviour.drop = chance.choice(("", "", "before_answer", "after_answer"))

    arena.sink.behaviour.before_answer = perhaps_die
    await arena.queue(mails, priority=MASS)
    async with working(arena, replace(QUICK, breaker_seconds=0.05)):
        await arena.until(lambda all_: sum(mail.state == "sent" for mail in all_) >= len(all_) // 2)
        arena.sink.behaviour.before_answer = None
        arena.sink.behaviour.drop = ""
        await arena.until_all("sent")
    await agree(arena)


@SIZES
async def test_a_server_that_hangs(arena: Arena, mails: int) -> None:
    """R-MAIL-01: silence after the content is uncertain, and no mail is lost or kept for ever."""
    arena.sink.behaviour.delay = 1.2
    await arena.queue(mails, priority=MASS)
    impatient: WorkerOptions = replace(QUICK, answer_seconds=0.3, breaker_seconds=0.05, lease=timedelta(seconds=5))
    async with working(arena, impatient):
        await arena.until(lambda all_: any(mail.was_uncertain for mail in all_))
        arena.sink.behaviour.delay = 0
        found = await arena.until_all("sent")
    assert any(mail.was_uncertain for mail in found)
    await agree(arena)


@SIZES
async def test_the_database_is_cut_off_again_and_again(arena: Arena, mails: int) -> None:
    """R-MAIL-01: every connection of the worker is killed while mails are on their way; nothing is lost or told wrongly."""
    await arena.queue(mails, priority=MASS)
    arena.sink.behaviour.delay = 0.02
    admin = await asyncpg.connect(arena.scratch.admin_url)
    async with working(arena, replace(QUICK, lease=timedelta(seconds=3))):
        for cut in range(3):
            goal = mails * (cut + 1) // 5
            async with asyncio.timeout(PATIENCE):
                while len(arena.sink.taken) < goal:
                    await asyncio.sleep(0.005)
            await admin.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and application_name = 'cbot-worker'"
            )
        await admin.close()
        await arena.until_all("sent")
    await agree(arena)
