"""How many of a provider's mails leave on a day: never more than the operator allows, and the rest on the next (R-MAIL-02)."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.types import Interval, Uuid

from app.mail.models import MailLane, OutboxMail
from app.mail.outbox import AT_ONCE, MASS, SINGLE, queue_many
from app.mail.system_mails import NEVER_DEFERRED
from app.providers.models import Provider
from tests.factories.mails import make_dispatch, make_message
from tests.factories.tenants import make_provider
from tests.worker.arena import Arena, working

CLAIM = text("select id from outbox_claim(:limit, :token, :now, :lease)").bindparams(
    bindparam("lease", type_=Interval()), bindparam("token", type_=Uuid())
)
SWEEP = text("select outbox_sweep(:now)")
LEASE = timedelta(minutes=5)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime.combine(datetime.now(UTC).date() + timedelta(days=1), datetime.min.time(), UTC).replace(hour=11)
"""Tomorrow, so that whatever is queued now is due then."""


async def allow(arena: Arena, cap: int | None, provider_id: UUID | None = None) -> None:
    async with arena.database.tenant(provider_id or arena.provider_id) as session:
        lane = await session.get(MailLane, provider_id or arena.provider_id)
        lane = lane or MailLane(provider_id=provider_id or arena.provider_id)
        lane.daily_cap = cap
        session.add(lane)


async def claim(arena: Arena, now: datetime, limit: int = 100) -> list[UUID]:
    async with arena.database.platform() as session:
        values = {"limit": limit, "token": uuid4(), "now": now, "lease": LEASE}
        return list(await session.scalars(CLAIM, values))


async def sweep(arena: Arena, now: datetime) -> int:
    async with arena.database.platform() as session:
        released: int = await session.scalar(SWEEP, {"now": now})
        return released


async def sent(arena: Arena, ids: list[UUID]) -> None:
    """What the server took."""
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(delete(OutboxMail).where(OutboxMail.id.in_(ids)))


async def deferred(arena: Arena) -> int:
    return sum(mail.state == "deferred" for mail in await arena.mails())


async def test_several_workers_together_send_no_more_than_the_maximum(arena: Arena) -> None:
    """R-MAIL-02: three drain loops at once; what exceeds it is neither lost nor tried."""
    await allow(arena, 25)
    await arena.queue(90, priority=MASS)
    async with AsyncExitStack() as stack:
        for _ in range(3):
            await stack.enter_async_context(working(arena))
        await arena.until(lambda mails: sum(mail.state == "sent" for mail in mails) >= 25)
        await arena.until(lambda mails: {mail.state for mail in mails} == {"sent", "deferred"})
        await asyncio.sleep(2)
    assert len(arena.sink.taken) == 25
    assert await deferred(arena) == 65
    assert all(mail.attempts == 0 for mail in await arena.mails() if mail.state == "deferred")


async def test_simultaneous_claims_never_take_the_same_place(arena: Arena) -> None:
    """R-MAIL-02"""
    await allow(arena, 10)
    await arena.queue(60, priority=MASS)
    portions = await asyncio.gather(*(claim(arena, NOON, 7) for _ in range(8)))
    taken = [mail_id for portion in portions for mail_id in portion]
    assert len(taken) == len(set(taken)) == 10


async def test_the_rest_leaves_on_the_next_day_of_the_provider(arena: Arena) -> None:
    """R-MAIL-02: at its own midnight, in order, and again no more than the maximum."""
    await allow(arena, 4)
    ids = await arena.queue(10, priority=MASS)
    midnight = datetime.combine(NOON.date() + timedelta(days=1), datetime.min.time(), AMSTERDAM)
    assert await claim(arena, NOON) == ids[:4]
    await sent(arena, ids[:4])
    assert await sweep(arena, midnight - timedelta(minutes=1)) == 0
    assert await sweep(arena, midnight + timedelta(minutes=1)) == 4
    assert await sweep(arena, midnight + timedelta(minutes=1)) == 0, "what is on its way takes the places"
    assert await claim(arena, midnight + timedelta(minutes=2)) == ids[4:8]
    assert await deferred(arena) == 2


async def test_the_day_is_that_of_the_providers_time_zone(arena: Arena) -> None:
    """R-MAIL-02: noon in Amsterdam is another day in Auckland."""
    await allow(arena, 1)
    async with arena.database.tenant(arena.provider_id) as session:
        (await session.get_one(Provider, arena.provider_id)).time_zone = "Pacific/Auckland"
    await arena.queue(1)
    await claim(arena, NOON.replace(hour=13))
    async with arena.database.tenant(arena.provider_id) as session:
        counted: date | None = await session.scalar(select(MailLane.counted_on))
    assert counted == NOON.date() + timedelta(days=1)


async def test_a_mail_that_is_tried_again_takes_one_place(arena: Arena) -> None:
    """R-MAIL-02: what was put back or refused for now has its place already."""
    await allow(arena, 3)
    ids = await arena.queue(3)
    for minutes in (0, 10, 20):
        now = NOON + timedelta(minutes=minutes)
        assert sorted(await claim(arena, now)) == sorted(ids)
        await sweep(arena, now + LEASE + timedelta(seconds=1))
    assert await deferred(arena) == 0


async def test_mails_that_somebody_waits_for_are_neither_counted_nor_held(arena: Arena) -> None:
    """R-MAIL-02: passwords, answers of instructors, invoices and codes leave beside the maximum."""
    await allow(arena, 1)
    ordinary = await arena.queue(3)
    urgent = [make_dispatch(message=make_message(kind=kind)) for kind in sorted(NEVER_DEFERRED)]
    ids = await arena.queue_dispatches(urgent, priority=AT_ONCE)
    taken = await claim(arena, NOON)
    assert set(taken) == {*ids, ordinary[0]}
    assert await deferred(arena) == 2


async def test_one_providers_maximum_holds_up_nobody_else(arena: Arena) -> None:
    """R-MAIL-02: the whole excess leaves the queue at the first claim, so that no later one looks at it."""
    async with arena.database.platform() as session:
        other = (await make_provider(session)).id
    await allow(arena, 2)
    ids = await arena.queue(3000, priority=SINGLE)
    async with arena.database.tenant(other) as session:
        (theirs,) = await queue_many(session, [make_dispatch()], now=datetime.now(UTC), priority=MASS)
    assert await claim(arena, NOON, 5) == ids[:2]
    assert await deferred(arena) == 2998
    assert await claim(arena, NOON, 5) == [theirs]


async def test_another_maximum_or_none_lets_them_go(arena: Arena) -> None:
    """R-MAIL-02: the same day; a provider without one is not counted at all."""
    await allow(arena, 2)
    ids = await arena.queue(6)
    await sent(arena, await claim(arena, NOON))
    await allow(arena, 3)
    assert await sweep(arena, NOON) == 1
    assert await claim(arena, NOON) == ids[2:3]
    await allow(arena, None)
    assert await sweep(arena, NOON) == 3
    assert sorted(await claim(arena, NOON + timedelta(seconds=1))) == sorted(ids[3:])
