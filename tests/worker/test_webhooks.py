"""Delivering webhooks: at least once, under one id, and without one receiver holding up another."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import pytest
from sqlalchemy import select, text, update

from app.core.clock import Clock
from app.core.database.session import Database
from app.core.signing import KeyRing
from app.files.storage import open_store
from app.mail.models import MailLane, OutboxMail
from app.providers.settings import get_provider
from app.webhooks.models import WebhookDelivery, WebhookSubscription
from app.webhooks.schedule import Schedule
from app.worker.context import Ports
from app.worker.cron import TICKS, tick
from app.worker.main import run_worker
from app.worker.options import WorkerOptions
from tests.databases import ScratchDatabase
from tests.factories.tenants import act_for, make_provider, make_user
from tests.factories.webhooks import happen, make_webhook
from tests.fakes.webhook_sink import Posted, WebhookSink, answer, webhook_sink
from tests.portal import TestClock
from tests.worker.arena import PATIENCE, QUICK, SECRET, Arena
from tests.worker.victim import worker_process


@dataclass
class Hooks:
    """One provider with a webhook, and the receiver of it."""

    arena: Arena
    sink: WebhookSink
    webhook_id: UUID
    secret: str

    @property
    def database(self) -> Database:
        """Of the worker and the provider alike."""
        return self.arena.database

    async def happen(self, count: int = 1, *, now: datetime | None = None, **changes: Any) -> None:
        """Book so many courses, each in a transaction of its own."""
        for _ in range(count):
            async with self.database.tenant(self.arena.provider_id) as session:
                await happen(session, now=now, **changes)

    async def deliveries(self) -> list[WebhookDelivery]:
        """All of them, the earliest first."""
        async with self.database.tenant(self.arena.provider_id) as session:
            order = (WebhookDelivery.created_at, WebhookDelivery.id)
            return list(await session.scalars(select(WebhookDelivery).order_by(*order)))

    async def webhook(self) -> WebhookSubscription:
        """As it is now."""
        async with self.database.tenant(self.arena.provider_id) as session:
            return (await session.scalars(select(WebhookSubscription))).one()

    async def until(self, check: Callable[[list[WebhookDelivery]], bool]) -> list[WebhookDelivery]:
        """Wait until the deliveries are as `check` wants them."""
        async with asyncio.timeout(PATIENCE):
            while not check(found := await self.deliveries()):
                await asyncio.sleep(0.02)
        return found

    async def until_all(self, state: str) -> list[WebhookDelivery]:
        """Wait until every delivery is in a state."""
        return await self.until(lambda found: {each.state for each in found} == {state})


@pytest.fixture
async def hooks(arena: Arena) -> AsyncIterator[Hooks]:
    """A provider that has told a receiver on loopback of every course that is booked."""
    async with webhook_sink() as sink:
        async with arena.database.tenant(arena.provider_id) as session:
            row, secret = await make_webhook(session, sink.url, SECRET)
        yield Hooks(arena, sink, row.id, secret)


@asynccontextmanager
async def working(
    hooks: Hooks, options: WorkerOptions = QUICK, clock: Clock | None = None, **changes: Any
) -> AsyncIterator[None]:
    """A worker of this process while the block runs."""
    stop = asyncio.Event()
    settings = hooks.arena.settings(webhook_loopback=True, **changes)
    task = asyncio.create_task(run_worker(settings, stop, options=options, clock=clock))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await task


async def test_what_happened_is_told_at_once_signed_and_without_personal_data(hooks: Hooks) -> None:
    """R-ACC-01: the row is of the same transaction, the notice wakes the worker, and only ids leave."""
    async with working(hooks, replace(QUICK, poll_seconds=30.0)):
        await hooks.happen()
        await hooks.until_all("delivered")
        began = time.monotonic()
        await hooks.happen(number=7, name="Jan Jansen", contact="jan@bedrijf.example")
        [_, latest] = await hooks.until_all("delivered")
        assert time.monotonic() - began < 5
    first, second = hooks.sink.posted
    for posted in (first, second):
        posted.verify(hooks.secret)
    assert b"Jan" not in second.body
    assert second.message_id == f"evt_{latest.event_id}"
    told = orjson.loads(second.body)
    assert told["id"] == second.message_id
    assert told["type"] == "course.booked"
    assert told["data"]["courseId"] == str(latest.subject_id)
    assert told["data"]["href"].endswith(f"/api/v1/courses/{latest.subject_id}")
    assert (latest.status, latest.tries, latest.problem) == (204, 1, "")


async def test_what_was_rolled_back_is_never_told(hooks: Hooks) -> None:
    """R-ACC-01: an event exists exactly if what it tells of does."""
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        await happen(session)
        assert len(list(await session.scalars(select(WebhookDelivery)))) == 1
        await session.rollback()
    assert await hooks.deliveries() == []


async def test_only_what_was_chosen_is_told_and_only_to_the_own_provider(hooks: Hooks) -> None:
    """R-CRS-09: another provider's course, and another kind of event, make no delivery."""
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        await happen(session, "course.changed")
    async with hooks.database.platform() as session:
        await make_provider(session)
        await happen(session)
    assert await hooks.deliveries() == []


@pytest.mark.parametrize(("kills", "events"), [(3, 12), pytest.param(20, 200, marks=pytest.mark.slow)])
async def test_no_kill_loses_an_event_and_each_try_has_the_same_id(hooks: Hooks, kills: int, events: int) -> None:
    """R-ACC-01: kill -9 between the receiver's answer and our note of it: it comes again, under the same id."""
    await hooks.happen(events)
    settings = hooks.arena.settings(webhook_loopback=True)
    for number in range(kills):
        goal = len(hooks.sink.posted) + 1 + number % 3
        with worker_process(settings) as worker:
            killed = asyncio.Event()

            async def kill(_posted: Posted, process: Any = worker, most: int = goal, over: Any = killed) -> None:
                if len(hooks.sink.posted) >= most and not over.is_set():
                    process.kill()
                    over.set()

            hooks.sink.before_answer = kill
            async with asyncio.timeout(PATIENCE):
                await killed.wait()
            hooks.sink.before_answer = None
    with worker_process(settings):
        delivered = await hooks.until_all("delivered")
    bodies: dict[str, set[bytes]] = {}
    for posted in hooks.sink.posted:
        bodies.setdefault(posted.message_id, set()).add(posted.body)
    assert set(bodies) == {f"evt_{each.event_id}" for each in delivered}
    assert len(bodies) == events
    assert all(len(forms) == 1 for forms in bodies.values())
    assert len(hooks.sink.posted) > events, "no kill came at the worst moment"


async def test_an_orderly_stop_puts_back_what_was_under_way(hooks: Hooks) -> None:
    """R-ACC-01: a delivery that the receiver sits on waits again, at once, and not for its lease to run out."""

    async def sit(_posted: Posted) -> None:
        await asyncio.sleep(30)

    hooks.sink.before_answer = sit
    async with working(hooks):
        await hooks.happen()
        async with asyncio.timeout(PATIENCE):
            while not hooks.sink.posted:
                await asyncio.sleep(0.01)
    assert [(each.state, each.tries) for each in await hooks.deliveries()] == [("waiting", 0)]
    hooks.sink.before_answer = None
    async with working(hooks):
        await hooks.until_all("delivered")
    assert len({posted.message_id for posted in hooks.sink.posted}) == 1


async def test_the_table_of_tries_and_five_days_of_failure(hooks: Hooks) -> None:
    """R-ACC-01: at once, 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 10 h, then failed; after five days off, with one mail to each admin."""
    async with hooks.database.platform() as session:
        await act_for(session, hooks.arena.provider_id)
        provider = await get_provider(session)
        admin = await make_user(session, provider, role="admin")
        await make_user(session, provider, role="planner")
    hooks.sink.reply = lambda _posted: answer(503, b"overbelast")
    clock = TestClock(datetime.now(UTC))
    began = clock.now()
    steady = replace(QUICK, webhook_schedule=Schedule(chance=lambda: 0.5))
    wanted = [5, 300, 1800, 7200, 18000, 36000, 36000]
    async with working(hooks, steady, clock):
        await hooks.happen(now=clock.now())
        for tries, delay in enumerate(wanted, start=1):
            [each] = await hooks.until(partial(_tried, tries))
            assert each.not_before - clock.now() == timedelta(seconds=delay)
            clock.moment = each.not_before
        [each] = await hooks.until_all("failed")
        assert (each.tries, each.status, each.problem, each.response_start) == (8, 503, "status", "overbelast")
        assert (await hooks.webhook()).failing_since == began
        clock.moment = began + timedelta(days=5, seconds=-30)
        await hooks.happen(now=clock.now())
        await hooks.until(lambda found: found[-1].tries == 1)
        assert (await hooks.webhook()).enabled
        clock.advance(minutes=1)
        await hooks.until(lambda found: found[-1].state == "cancelled" or found[-1].tries == 2)
        await hooks.happen(now=clock.now())
    webhook = await hooks.webhook()
    assert (webhook.enabled, webhook.off_reason, webhook.off_at) == (False, "failing", clock.now())
    assert len(hooks.sink.posted) == 10
    assert len({posted.message_id for posted in hooks.sink.posted}) == 2
    assert len(await hooks.deliveries()) == 2, "while it is off nothing is kept"
    mails = [mail for mail in await hooks.arena.mails() if mail.kind == "webhook-off"]
    assert [mail.recipient_email for mail in mails] == [admin.email]


def _tried(tries: int, found: list[WebhookDelivery]) -> bool:
    return found[0].tries == tries and found[0].state == "waiting"


async def test_one_success_forgives_what_failed_before(hooks: Hooks) -> None:
    """R-ACC-01: only nothing but failure counts."""
    hooks.sink.reply = lambda _posted: answer(500) if len(hooks.sink.posted) < 3 else answer(200)
    async with working(hooks):
        await hooks.happen()
        [each] = await hooks.until_all("delivered")
    assert (each.tries, each.problem, each.status) == (3, "", 200)
    assert (await hooks.webhook()).failing_since is None


async def test_a_newer_key_seals_anew_and_a_lost_one_is_told(hooks: Hooks) -> None:
    """R-ACC-01: secrets outlive the portal's keys once something was sent under the newer one; without any key it fails."""
    newer, only_newer = "new:" + "TkVX" * 11 + "," + SECRET, "new:" + "TkVX" * 11
    async with working(hooks, secret_keys=newer):
        await hooks.happen()
        await hooks.until_all("delivered")
    async with working(hooks, secret_keys=only_newer):
        await hooks.happen()
        await hooks.until_all("delivered")
    for posted in hooks.sink.posted:
        posted.verify(hooks.secret)
    async with working(hooks, replace(QUICK, webhook_schedule=Schedule(delays=())), secret_keys=SECRET):
        await hooks.happen()
        found = await hooks.until(lambda found: found[-1].state == "failed")
    assert (found[-1].problem, len(hooks.sink.posted)) == ("secret", 2)


async def test_410_switches_off_at_once(hooks: Hooks) -> None:
    """R-ACC-01: the receiver wants no more: what waits is called off, and nothing more is kept."""
    hooks.sink.reply = lambda _posted: answer(410)
    await hooks.happen(6)
    async with working(hooks, replace(QUICK, webhook_slots_each=1)):
        found = await hooks.until(lambda found: all(each.state in ("failed", "cancelled") for each in found))
    assert sorted(each.state for each in found) == ["cancelled"] * 5 + ["failed"]
    webhook = await hooks.webhook()
    assert (webhook.enabled, webhook.off_reason) == (False, "gone")
    await hooks.happen()
    assert len(await hooks.deliveries()) == 6


async def test_a_slow_receiver_delays_nobody_else(hooks: Hooks) -> None:
    """R-ACC-01: a hundred events for one that sits on each, and those of another arrive within a second."""

    async def sit(_posted: Posted) -> None:
        await asyncio.sleep(30)

    hooks.sink.before_answer = sit
    async with webhook_sink() as quick:
        async with hooks.database.tenant(hooks.arena.provider_id) as session:
            await make_webhook(session, quick.url, SECRET, events=["course.cancelled"])
        async with hooks.database.platform() as session:
            await make_provider(session)
            await make_webhook(session, quick.url, SECRET, events=["course.cancelled"])
            other = session.sync_session.info["provider"]
        await hooks.happen(100)
        async with working(hooks):
            await hooks.until(lambda found: sum(each.state == "sending" for each in found) == 4)
            for provider_id in (hooks.arena.provider_id, other):
                began, had = time.monotonic(), len(quick.posted)
                async with hooks.database.tenant(provider_id) as session:
                    await happen(session, "course.cancelled")
                async with asyncio.timeout(PATIENCE):
                    while len(quick.posted) == had:
                        await asyncio.sleep(0.005)
                assert time.monotonic() - began < 1
            assert len(hooks.sink.posted) == 4, "no more than four at a time to one receiver"


async def test_a_failed_mail_is_told(hooks: Hooks) -> None:
    """R-MAIL-02: without any use-case having to say so."""
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        await make_webhook(session, hooks.sink.url, SECRET, events=["mail.failed"])
    hooks.arena.sink.behaviour.recipient_answer = lambda _address: "550 no such user"
    async with working(hooks):
        [mail_id] = await hooks.arena.queue()
        await hooks.until_all("delivered")
    [posted] = hooks.sink.posted
    told = orjson.loads(posted.body)
    assert (told["type"], told["data"]["mailId"]) == ("mail.failed", str(mail_id))
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        recipient = await session.scalar(select(OutboxMail.recipient_email).where(OutboxMail.id == mail_id))
    assert str(recipient).encode() not in posted.body


async def test_while_a_providers_mail_is_held_its_webhooks_wait(hooks: Hooks) -> None:
    """R-MAIL-01: after a restore nothing leaves until the operator lets it; and then all of it does."""
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        session.add(MailLane(provider_id=hooks.arena.provider_id, paused_at=datetime.now(UTC)))
        await happen(session)
    async with webhook_sink() as other, working(hooks):
        async with hooks.database.platform() as session:
            await make_provider(session)
            await make_webhook(session, other.url, SECRET)
            await happen(session)
        async with asyncio.timeout(PATIENCE):
            while not other.posted:
                await asyncio.sleep(0.01)
        assert hooks.sink.posted == []
        async with hooks.database.tenant(hooks.arena.provider_id) as session:
            await session.execute(update(MailLane).values(paused_at=None))
        await hooks.until_all("delivered")


async def test_without_the_setting_nothing_goes_to_this_machine(hooks: Hooks) -> None:
    """R-ACC-01: also when the URL was accepted while the setting was on; and never in production."""
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        await happen(session)
    for changes in ({}, {"webhook_loopback": True, "environment": "production"}):
        stop = asyncio.Event()
        once = replace(QUICK, webhook_schedule=Schedule(delays=()))
        task = asyncio.create_task(run_worker(hooks.arena.settings(**changes), stop, options=once))
        [each] = await hooks.until_all("failed")
        stop.set()
        await task
        assert (each.problem, hooks.sink.connections) == ("bad_url", 0)
        async with hooks.database.tenant(hooks.arena.provider_id) as session:
            await session.execute(update(WebhookDelivery).values(state="waiting"))


async def test_deliveries_are_forgotten_after_thirty_days(hooks: Hooks, clean_database: ScratchDatabase) -> None:
    """R-ACC-04: by the nightly job, of every provider."""
    await hooks.happen(2)
    old, young = await hooks.deliveries()
    async with hooks.database.tenant(hooks.arena.provider_id) as session:
        await session.execute(
            update(WebhookDelivery)
            .where(WebhookDelivery.id == old.id)
            .values(created_at=datetime.now(UTC) - timedelta(days=31))
        )
    settings = hooks.arena.settings()
    clock = TestClock(datetime.now(UTC))
    ports = Ports(settings, hooks.database, clock, open_store("memory:", hooks.arena.folder), KeyRing.parse(SECRET))
    assert await tick(ports, next(each for each in TICKS if each.name == "forget_old"))
    assert [each.id for each in await hooks.deliveries()] == [young.id]


async def test_what_waits_stands_in_the_figures(hooks: Hooks) -> None:
    """DESIGN 12: for whoever watches the portal."""
    await hooks.happen(3)
    async with hooks.database.platform() as session:
        row = (await session.execute(text("select * from webhooks_health(now())"))).one()
    assert (row.due, row.failed_today, row.switched_off) == (3, 0, 0)
    assert row.oldest_due_seconds >= 0
