"""The list of sent mails, one mail with its tries, and sending again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.core.pagination import Page
from app.mail.addresses import MailAddress
from app.mail.errors import MailNotFound, MailNotResendable
from app.mail.message import CalendarPart
from app.mail.models import OutboxAttempt, OutboxBody, OutboxMail
from app.mail.outbox import Cause, queue, queue_many
from app.mail.repository import MailRepository, MailSearch, shown_state
from app.mail.resending import resend
from tests.factories.mails import make_dispatch, make_message
from tests.factories.tenants import make_provider

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


async def test_the_list_is_paged_from_the_latest_and_skips_nothing(session: AsyncSession) -> None:
    """R-MAIL-04"""
    await make_provider(session)
    ids = [
        await queue(
            session, make_message(), dedupe_key=f"k{n}", cause=Cause("test", None), now=NOW + timedelta(minutes=n)
        )
        for n in range(5)
    ]
    repository, seen, cursor = MailRepository(session), [], None
    for _ in range(3):
        rows, cursor = await repository.page(MailSearch(), Page(2, cursor))
        seen += [row.id for row in rows]
    assert (seen, cursor) == (ids[::-1], None)


async def test_the_list_finds_by_words_state_course_and_kind(session: AsyncSession) -> None:
    """R-MAIL-04"""
    await make_provider(session)
    course = new_id()
    wanted = make_message(to=MailAddress("zoe@cafe.example", "Zoë van 't Hoekje"), kind="staffing-request")
    mail_id = await queue(session, wanted, dedupe_key="k", cause=Cause("course", course, course), now=NOW)
    await queue_many(session, [make_dispatch() for _ in range(3)], now=NOW)
    await session.execute(update(OutboxMail).where(OutboxMail.id == mail_id).values(state="bounced"))
    for search in (
        MailSearch(words="zoe hoekje"),
        MailSearch(state="bounced"),
        MailSearch(state="failed"),
        MailSearch(course_id=course),
        MailSearch(kind="staffing-request"),
        MailSearch("zoe", "bounced", course, kind="staffing-request"),
    ):
        rows, _ = await MailRepository(session).page(search, Page(10))
        assert [row.id for row in rows] == [mail_id]


async def test_another_providers_mails_are_not_listed(session: AsyncSession) -> None:
    """R-MAIL-04"""
    await make_provider(session)
    foreign = await queue(session, make_message(), dedupe_key="k", cause=Cause("test", None), now=NOW)
    await make_provider(session)
    repository = MailRepository(session)
    assert await repository.page(MailSearch(), Page()) == ([], None)
    assert foreign is not None
    with pytest.raises(MailNotFound):
        await repository.detail(foreign)
    with pytest.raises(MailNotFound):
        await resend(session, foreign, now=NOW)


async def test_a_mail_shows_its_words_and_every_try(session: AsyncSession) -> None:
    """R-MAIL-02, R-MAIL-04: the sender sees what the server said."""
    provider = await make_provider(session)
    message = make_message(cc=(MailAddress("baas@bedrijf.example", "De baas"),))
    mail_id = await queue(session, message, dedupe_key="k", cause=Cause("test", None), now=NOW)
    assert mail_id is not None
    session.add(
        OutboxAttempt(
            provider_id=provider.id,
            mail_id=mail_id,
            started_at=NOW,
            finished_at=NOW,
            phase="data",
            code=451,
            words="later",
        )
    )
    await session.flush()
    detail = await MailRepository(session).detail(mail_id)
    assert (detail.mail.html, detail.mail.cc) == (
        message.html,
        [{"email": "baas@bedrijf.example", "name": "De baas"}],
    )
    assert [(attempt.code, attempt.words) for attempt in detail.attempts] == [(451, "later")]


async def test_a_failed_mail_is_sent_again_as_a_new_one(session: AsyncSession) -> None:
    """R-MAIL-02: same words, new Message-ID, and it names the old one."""
    await make_provider(session)
    message = make_message(
        cc=(MailAddress("baas@bedrijf.example"),), calendar=CalendarPart(b"BEGIN", "REQUEST"), attachments=(new_id(),)
    )
    old_id = await queue(session, message, dedupe_key="k", cause=Cause("test", None), now=NOW)
    assert old_id is not None
    await session.execute(update(OutboxMail).where(OutboxMail.id == old_id).values(state="failed"))
    new = await resend(session, old_id, now=NOW)
    mails = {mail.id: mail for mail in await session.scalars(select(OutboxMail))}
    bodies = {body.mail_id: body for body in await session.scalars(select(OutboxBody))}
    assert (mails[new].resend_of, mails[new].state) == (old_id, "queued")
    assert mails[new].message_id != mails[old_id].message_id
    for field in ("html", "text", "cc", "calendar", "calendar_method", "attachments", "headers", "reply_to"):
        assert getattr(bodies[new], field) == getattr(bodies[old_id], field)


async def test_a_mail_that_is_on_its_way_is_not_sent_again(session: AsyncSession) -> None:
    """R-MAIL-02"""
    await make_provider(session)
    mail_id = await queue(session, make_message(), dedupe_key="k", cause=Cause("test", None), now=NOW)
    assert mail_id is not None
    with pytest.raises(MailNotResendable):
        await resend(session, mail_id, now=NOW)


def test_people_see_five_states() -> None:
    """R-MAIL-04: the steps of the hand-over are one state for people."""
    assert {shown_state(state) for state in ("queued", "claimed", "handing", "uncertain")} == {"queued"}
    assert {shown_state(state) for state in ("failed", "expired")} == {"failed"}
    assert shown_state("bounced") == "bounced"
