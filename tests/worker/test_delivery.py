"""A worker delivering from a real outbox to a mail server that behaves in every way servers do."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from app.catalog.lesson_material import keep_material
from app.core.database.session import Database, async_url, bind_operator
from app.core.identifiers import new_id
from app.events.audit import SYSTEM
from app.files.acceptance import accept_document
from app.files.models import StoredFile
from app.files.storage import open_store
from app.mail.addresses import MailAddress
from app.mail.message import CalendarPart
from app.mail.models import MailLane
from app.mail.outbox import MASS, queue_many
from app.worker.retrying import RetryPolicy
from tests.factories.instructors import make_certified_type
from tests.factories.mails import make_dispatch, make_message
from tests.factories.sample_files import PDF
from tests.factories.tenants import make_provider
from tests.worker.arena import PATIENCE, QUICK, Arena, working


async def test_a_queued_mail_arrives_as_it_was_queued(arena: Arena) -> None:
    """R-MAIL-01, R-MAIL-03: with the Message-ID and Date of the outbox, from the portal, answers to the provider."""
    await arena.queue()
    async with working(arena):
        (mail,) = await arena.until_all("sent")
    (taken,) = arena.sink.taken
    assert taken.message_id == mail.message_id
    assert taken.sender == "portaal@c-bot.example"
    assert taken.recipients == (mail.recipient_email,)
    assert abs(parsedate_to_datetime(taken.message["Date"]) - mail.dated_at) < timedelta(seconds=1)
    assert taken.message["Auto-Submitted"] == "auto-generated"
    assert (mail.attempts, mail.smtp_code, mail.smtp_text) == (1, 250, "taken")


async def test_many_mails_arrive_once_each_over_few_connections(arena: Arena) -> None:
    """R-MAIL-01"""
    await arena.queue(120, priority=MASS)
    async with working(arena):
        mails = await arena.until_all("sent")
    assert sorted(taken.message_id for taken in arena.sink.taken) == sorted(mail.message_id for mail in mails)
    assert arena.sink.connections == 2


async def test_everything_that_belongs_to_a_mail_goes_along(arena: Arena) -> None:
    """R-INV-03, R-INV-06, R-INV-07: copies, calendar file and attachment."""
    file_id, key = new_id(), "x/y"
    await open_store("", arena.folder).put(key, b"%PDF-1.7 lesmateriaal")
    async with arena.database.tenant(arena.provider_id) as session:
        session.add(
            StoredFile(
                provider_id=arena.provider_id,
                id=file_id,
                name="lesmateriaal.pdf",
                content_type="application/pdf",
                size=21,
                sha256="0" * 64,
                storage_key=key,
                created_at=datetime.now(UTC),
            )
        )
    message = make_message(
        cc=(MailAddress("baas@bedrijf.example", "De baas"),),
        calendar=CalendarPart(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "REQUEST"),
        attachments=(file_id,),
    )
    await arena.queue_dispatches([make_dispatch(message=message)])
    async with working(arena):
        await arena.until_all("sent")
    (taken,) = arena.sink.taken
    names = {part.get_content_type(): part.get_filename() for part in taken.message.walk() if part.get_filename()}
    assert "baas@bedrijf.example" in taken.recipients
    assert names == {"text/calendar": "course.ics", "application/pdf": "lesmateriaal.pdf"}


async def test_lesson_material_goes_along_like_any_file(arena: Arena) -> None:
    """R-INV-03: the operator's file belongs to no provider, and the mail carries it all the same."""
    owner = create_async_engine(async_url(arena.scratch.owner_url))
    async with AsyncSession(owner, expire_on_commit=False) as session:
        certified = await make_certified_type(session)
        await session.commit()
    await owner.dispose()
    accepted = accept_document(PDF, "werkboek.pdf")
    async with arena.database.platform() as session:
        bind_operator(session)
        store, now = open_store("", arena.folder), datetime.now(UTC)
        kept = await keep_material(session, store, certified.id, accepted, actor=SYSTEM, now=now)
    await arena.queue_dispatches([make_dispatch(message=make_message(attachments=(kept.id,)))])
    async with working(arena):
        await arena.until_all("sent")
    files = [(part.get_filename(), part.get_content()) for part in arena.sink.taken[0].message.iter_attachments()]
    assert files == [("werkboek.pdf", PDF)]


async def test_a_missing_attachment_fails_the_mail_and_says_so(arena: Arena) -> None:
    """R-MAIL-02: a mail that cannot be built does not come back for ever."""
    await arena.queue_dispatches([make_dispatch(message=make_message(attachments=(new_id(),)))])
    async with working(arena):
        (mail,) = await arena.until_all("failed")
    assert "attachment" in mail.smtp_text
    assert arena.sink.taken == []


async def test_a_temporary_refusal_is_tried_again_until_it_is_taken(arena: Arena) -> None:
    """R-MAIL-02: with the server's words of every try."""
    answers = iter(["451 first busy", "452 then full"])
    arena.sink.behaviour.data_answer = lambda _envelope: next(answers, "250 taken at last")
    await arena.queue()
    async with working(arena):
        (mail,) = await arena.until_all("sent")
    tries = [(attempt.phase, attempt.code, attempt.words) for attempt in await arena.attempts()]
    assert tries == [("data", 451, "first busy"), ("data", 452, "then full"), ("accepted", 250, "taken at last")]
    assert (mail.attempts, mail.was_uncertain, len(arena.sink.taken)) == (3, False, 1)


async def test_a_permanent_refusal_fails_at_once(arena: Arena) -> None:
    """R-MAIL-02"""
    arena.sink.behaviour.recipient_answer = lambda _address: "550 no such user here"
    await arena.queue()
    async with working(arena):
        (mail,) = await arena.until_all("failed")
    assert (mail.attempts, mail.smtp_code, mail.smtp_text) == (1, 550, "no such user here")
    assert mail.finished_at is not None


async def test_tries_end_after_their_time(arena: Arena) -> None:
    """R-MAIL-02: 48 hours in production."""
    arena.sink.behaviour.data_answer = lambda _envelope: "451 never"
    short = replace(QUICK, retries=RetryPolicy((timedelta(seconds=0.1),), timedelta(seconds=0.5), chance=lambda: 0.5))
    await arena.queue()
    async with working(arena, short):
        (mail,) = await arena.until_all("failed")
    assert (mail.smtp_code, mail.smtp_text) == (451, "never")
    assert mail.attempts >= 2


async def test_a_refused_copy_is_told_and_the_mail_is_sent(arena: Arena) -> None:
    """R-MAIL-02"""
    arena.sink.behaviour.recipient_answer = lambda address: "550 gone" if address.startswith("gone") else "250 ok"
    await arena.queue_dispatches([make_dispatch(message=make_message(cc=(MailAddress("gone@bedrijf.example"),)))])
    async with working(arena):
        await arena.until_all("sent")
    assert {(attempt.phase, attempt.address, attempt.code) for attempt in await arena.attempts()} == {
        ("accepted", "", 250),
        ("recipient", "gone@bedrijf.example", 550),
    }


async def test_a_broken_answer_is_uncertain_and_resent_as_the_same_mail(arena: Arena) -> None:
    """R-MAIL-01: the one window in which a mail can arrive twice, marked and with the same Message-ID."""
    arena.sink.behaviour.drop = "before_answer"
    await arena.queue()
    async with working(arena):
        await arena.until(lambda mails: mails[0].was_uncertain)
        arena.sink.behaviour.drop = ""
        (mail,) = await arena.until_all("sent")
    assert len(arena.sink.taken) >= 2
    assert {taken.message_id for taken in arena.sink.taken} == {mail.message_id}
    assert len({taken.content for taken in arena.sink.taken}) == 1
    assert mail.was_uncertain


async def test_a_server_that_is_away_costs_no_tries(arena: Arena) -> None:
    """R-MAIL-02: one mail at a time finds out whether it is back."""
    await arena.queue(20)
    port = arena.sink.port
    async with working(arena, smtp_url="smtp://127.0.0.1:1"):
        await arena.until(lambda mails: any(mail.attempts for mail in mails))
    tried = [mail.attempts for mail in await arena.mails()]
    assert sum(1 for attempts in tried if attempts) <= 4
    async with working(arena, smtp_url=f"smtp://127.0.0.1:{port}"):
        await arena.until_all("sent")
    assert len(arena.sink.taken) == 20


async def test_a_server_that_refuses_the_portal_fails_no_mail(arena: Arena) -> None:
    """R-MAIL-02: a wrong password is the set-up's fault; no try is counted."""
    arena.sink.behaviour.sender_answer = lambda _address: "530 who are you"
    await arena.queue(3)
    async with working(arena):
        await arena.until(lambda mails: any(mail.smtp_code == 530 for mail in mails))
        assert {mail.attempts for mail in await arena.mails()} == {0}
        arena.sink.behaviour.sender_answer = lambda _address: "250 welcome"
        await arena.until_all("sent")
    assert len(arena.sink.taken) == 3


async def test_a_server_that_never_answers_does_not_keep_the_worker_from_stopping(arena: Arena) -> None:
    """R-MAIL-01: the mails in hand become uncertain, the others go back, and the next worker sends them all."""
    arena.sink.behaviour.delay = 60
    await arena.queue(12)
    async with asyncio.timeout(20):
        async with working(arena, replace(QUICK, stop_seconds=0.3, answer_seconds=60)):
            await _until_taken(arena, 2)
    assert await arena.states() == {"handing", "queued"}
    arena.sink.behaviour.delay = 0
    async with working(arena):
        mails = await arena.until_all("sent")
    assert sum(mail.was_uncertain for mail in mails) == 2


async def test_a_mail_that_is_too_late_is_not_sent(arena: Arena) -> None:
    """R-INV-08: a reminder after the course is worthless."""
    await arena.queue(expires_at=datetime.now(UTC) - timedelta(minutes=1))
    async with working(arena):
        await arena.until_all("expired")
    assert arena.sink.taken == []


async def test_a_paused_lane_keeps_its_mails(arena: Arena) -> None:
    """R-MAIL-02: and no other provider's."""
    await arena.queue()
    async with arena.database.tenant(arena.provider_id) as session:
        session.add(MailLane(provider_id=arena.provider_id, per_second=50, paused_at=datetime.now(UTC)))
    async with arena.database.platform() as session:
        await make_provider(session)
        await queue_many(session, [make_dispatch()], now=datetime.now(UTC))
    async with working(arena):
        await _until_taken(arena, 1)
    assert await arena.states() == {"queued"}


async def test_one_providers_backlog_does_not_delay_anothers_invitation(arena: Arena) -> None:
    """R-MAIL-02: the single mail goes out among the first, not after the 300."""
    await arena.queue(300, priority=5)
    other = Database.connect(arena.scratch.app_url)
    async with other.platform() as session:
        await make_provider(session)
        await queue_many(session, [single := make_dispatch()], now=datetime.now(UTC), priority=5)
    wanted = single.message.to.email
    async with working(arena):
        await _until_sink(lambda: any(wanted in taken.recipients for taken in arena.sink.taken))
    await other.close()
    assert [wanted in taken.recipients for taken in arena.sink.taken].index(True) < 20


async def _until_taken(arena: Arena, count: int) -> None:
    await _until_sink(lambda: len(arena.sink.taken) >= count)


async def _until_sink(happened: Callable[[], bool]) -> None:
    """Wait for the mail server alone: reading the whole outbox meanwhile would slow the worker down."""
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(0.01)
