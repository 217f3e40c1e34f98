"""Queueing mails: once per cause, frozen, fair, and taken back while they are held."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.database.session import Database
from app.core.identifiers import new_id
from app.mail.health import OutboxHealth, outbox_health
from app.mail.models import OutboxBody, OutboxMail
from app.mail.outbox import MAIL_HOST, MASS, SINGLE, Cause, cancel_held, queue, queue_many
from tests.databases import ScratchDatabase
from tests.factories.mails import make_dispatch, make_message
from tests.factories.tenants import make_provider

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


async def test_a_mail_waits_in_the_outbox_with_everything_fixed(session: AsyncSession) -> None:
    """R-MAIL-01: words, Message-ID and Date are those of the moment it was queued."""
    provider = await make_provider(session)
    message = make_message()
    course = new_id()
    mail_id = await queue(session, message, dedupe_key="inv:1", cause=Cause("course", course, course), now=NOW)
    mail = (await session.scalars(select(OutboxMail))).one()
    body = (await session.scalars(select(OutboxBody))).one()
    assert (mail.id, mail.provider_id, mail.state, mail.course_id) == (mail_id, provider.id, "queued", course)
    assert (mail.dated_at, mail.not_before, mail.attempts) == (NOW, NOW, 0)
    assert str(mail.id) in mail.message_id
    assert (body.html, body.text, body.reply_to) == (message.html, message.text, "info@opleiding.example")
    assert body.headers == message.headers


async def test_the_same_cause_twice_is_one_mail(session: AsyncSession) -> None:
    """R-MAIL-01"""
    await make_provider(session)
    first = await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=NOW)
    second = await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=NOW)
    assert first is not None
    assert second is None
    assert await session.scalar(select(func.count()).select_from(OutboxBody)) == 1


async def test_the_same_key_of_two_providers_is_two_mails(session: AsyncSession) -> None:
    """R-MAIL-01: a key says nothing about another provider."""
    ids = []
    for _ in range(2):
        await make_provider(session)
        ids.append(await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=NOW))
    assert None not in ids


async def test_a_hundred_parallel_sends_of_one_cause_are_one_mail(clean_database: ScratchDatabase) -> None:
    """R-MAIL-01: a double click, a retry of the API, five schedulers at once."""
    database = Database.connect(clean_database.app_url, pool_size=10)
    async with database.platform() as session:
        provider_id = (await make_provider(session)).id

    async def send() -> object:
        async with database.tenant(provider_id) as session:
            return await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=NOW)

    sent = await asyncio.gather(*(send() for _ in range(100)))
    async with database.tenant(provider_id) as session:
        kept = await session.scalar(select(func.count()).select_from(OutboxMail))
    await database.close()
    assert (len([mail for mail in sent if mail]), kept) == (1, 1)


async def test_nothing_stays_of_a_mail_whose_cause_was_undone(clean_database: ScratchDatabase) -> None:
    """R-MAIL-01: the mail is written in the transaction of what caused it."""
    database = Database.connect(clean_database.app_url)
    async with database.platform() as session:
        provider_id = (await make_provider(session)).id

    async def send_and_fail() -> None:
        async with database.tenant(provider_id) as session:
            await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await send_and_fail()
    async with database.tenant(provider_id) as session:
        assert await session.scalar(select(func.count()).select_from(OutboxMail)) == 0
    await database.close()


async def test_a_mass_mailing_is_written_in_a_handful_of_statements(session: AsyncSession) -> None:
    """R-MAIL-02: and who has the mail already gets none."""
    await make_provider(session)
    await queue_many(session, [make_dispatch("inv:3")], now=NOW)
    ids = await queue_many(session, [make_dispatch(f"inv:{n}") for n in range(1200)], now=NOW)
    assert [n for n, mail_id in enumerate(ids) if mail_id is None] == [3]
    assert await session.scalar(select(func.count()).select_from(OutboxBody)) == 1200
    slots = list(await session.scalars(select(OutboxMail.slot).order_by(OutboxMail.slot)))
    assert len(set(slots)) == 1200


async def test_no_backlog_stands_before_another_providers_single_mail(session: AsyncSession) -> None:
    """R-MAIL-02: neither by priority, nor among mails of the same priority."""
    await make_provider(session)
    await queue_many(session, [make_dispatch() for _ in range(500)], now=NOW, priority=SINGLE)
    later = NOW + timedelta(hours=1)
    await make_provider(session)
    await queue(session, make_message(), dedupe_key="inv:1", cause=Cause("test", None), now=later)
    order = (
        await session.execute(
            text("select provider_id, id from outbox_claim(10, gen_random_uuid(), :now, '1 minute')"), {"now": later}
        )
    ).all()
    mine = await session.scalar(select(OutboxMail.id))
    assert mine in [row.id for row in order[:3]]


async def test_a_single_mail_does_not_wait_for_the_same_providers_mailing(session: AsyncSession) -> None:
    """R-MAIL-02"""
    await make_provider(session)
    await queue_many(session, [make_dispatch() for _ in range(50)], now=NOW, priority=MASS)
    single = await queue(session, make_message(), dedupe_key="x", cause=Cause("test", None), now=NOW)
    claimed = await session.execute(
        text("select id from outbox_claim(1, gen_random_uuid(), :now, '1 minute')"), {"now": NOW}
    )
    assert claimed.scalar_one() == single


async def test_a_held_mail_leaves_when_its_time_comes(session: AsyncSession) -> None:
    """R-INV-04: the ten seconds in which it can be taken back."""
    await make_provider(session)
    release = NOW + timedelta(seconds=10)
    await queue_many(session, [make_dispatch(hold_until=release)], now=NOW)
    claim = text("select count(*) from outbox_claim(10, gen_random_uuid(), :now, '1 minute')")
    assert await session.scalar(claim, {"now": release - timedelta(seconds=1)}) == 0
    assert await session.scalar(claim, {"now": release}) == 1


async def test_held_mails_are_taken_back_and_others_stay(session: AsyncSession) -> None:
    """R-INV-04: undo takes back what has not left."""
    await make_provider(session)
    mailing, other = Cause("mailing", new_id()), Cause("mailing", new_id())
    release = NOW + timedelta(seconds=10)
    dispatches = [make_dispatch(cause=cause, hold_until=hold) for cause in (mailing, other) for hold in (release, None)]
    await queue_many(session, dispatches, now=NOW)
    assert await cancel_held(session, mailing, now=NOW) == 1
    assert await cancel_held(session, mailing, now=NOW) == 0
    states = sorted(await session.scalars(select(OutboxMail.state)))
    assert states == ["cancelled", "held", "queued", "queued"]


async def test_the_figures_of_the_outbox_name_no_provider(session: AsyncSession) -> None:
    """R-MAIL-02: whoever watches the portal sees what waits and what failed, of all providers together."""
    for key in ("a", "b"):
        await make_provider(session)
        await queue(session, make_message(), dedupe_key=key, cause=Cause("test", None), now=NOW)
        await session.execute(update(OutboxMail).values(state={"a": "queued", "b": "failed"}[key]))
    health = await outbox_health(session, NOW + timedelta(seconds=30))
    assert health == OutboxHealth(due=1, oldest_due_seconds=30, uncertain=0, failed_today=1)


async def test_message_ids_end_in_the_senders_domain(clean_database: ScratchDatabase) -> None:
    """R-MAIL-03: as receiving servers expect of mail from that domain."""
    settings = Settings.load({}, mail_from="portaal@opleider.example")
    database = Database.connect(clean_database.app_url, info={MAIL_HOST: settings.mail_host})
    async with database.platform() as session:
        await make_provider(session)
        await queue_many(session, [make_dispatch()], now=NOW)
        message_id = await session.scalar(select(OutboxMail.message_id))
    await database.close()
    assert message_id is not None
    assert message_id.endswith("@opleider.example>")
