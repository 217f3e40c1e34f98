"""Telling who was invited that a course is off or has moved."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.invitations.notices import News, take_back_held, tell_invited
from app.invitations.sending import send_mailing
from app.mail.models import OutboxBody, OutboxMail
from tests.app.invitations.scenes import CONTACT, NOW, Scene, make_scene
from tests.app.invitations.test_sending import LATER
from tests.factories.courses import make_course
from tests.factories.instructors import make_external_instructor


async def _notices(session: AsyncSession) -> list[tuple[OutboxMail, OutboxBody]]:
    found = await session.execute(
        select(OutboxMail, OutboxBody)
        .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
        .where(OutboxMail.cause_type == "course")
        .order_by(OutboxMail.created_at, OutboxMail.slot)
    )
    return [(row[0], row[1]) for row in found]


async def _invited(session: AsyncSession, *, bulk: bool = False) -> Scene:
    """A scene in which everybody who can be was invited, and one who joined later was not."""
    scene = await make_scene(session)
    await send_mailing(scene.desk(), scene.course.id, scene.order(bulk=bulk))
    await scene.enrol()
    return scene


async def test_who_was_invited_is_told_that_the_course_is_off(session: AsyncSession) -> None:
    """R-CRS-06, R-INV-07: each once, with a file that takes the days out of the calendar; others hear nothing."""
    scene = await _invited(session)
    scene.course.calendar_sequence = 1
    for expected in (3, 0):
        assert await tell_invited(scene.desk(LATER), scene.course.id, News.CANCELLED) == expected
    notices = await _notices(session)
    assert [mail.recipient_email for mail, _ in notices] == [trainee.email for trainee in scene.trainees[:3]]
    mail, body = notices[0]
    assert mail.subject == f"Gaat niet door: {scene.course.type_name} op maandag 1 maart 2027"
    assert (body.calendar_method, body.headers["Auto-Submitted"]) == ("PUBLISH", "auto-generated")
    assert body.calendar is not None
    assert b"STATUS:CANCELLED" in body.calendar
    assert b"SEQUENCE:1" in body.calendar


async def test_a_bulk_invitation_is_answered_by_a_bulk_notice(session: AsyncSession) -> None:
    """R-INV-07, R-CUS-03: the contact person who was written to is told for whom it holds; the trainees are not."""
    scene = await _invited(session, bulk=True)
    assert await tell_invited(scene.desk(LATER), scene.course.id, News.MOVED) == 1
    [(mail, body)] = await _notices(session)
    assert mail.recipient_email == CONTACT
    assert "Dag Kees Smit," in body.text
    assert [f"- {each.given_name} {each.family_name}" in body.text for each in scene.trainees] == [
        True,
        True,
        False,
        False,
    ]
    assert body.calendar_method == "PUBLISH"


async def test_every_move_is_told_once(session: AsyncSession) -> None:
    """R-INV-07: a second move sends a second update, with a higher sequence."""
    scene = await _invited(session)
    for sequence in (1, 2):
        scene.course.calendar_sequence = sequence
        assert await tell_invited(scene.desk(LATER), scene.course.id, News.MOVED) == 3
    assert len(await _notices(session)) == 6


async def test_invitations_that_are_still_held_are_taken_back(session: AsyncSession) -> None:
    """R-CRS-06: nobody is invited to a course that is off, and nobody is told of what never left."""
    scene = await _invited(session)
    await take_back_held(scene.desk(NOW), scene.course.id)
    assert await tell_invited(scene.desk(NOW), scene.course.id, News.CANCELLED) == 0
    states = await session.scalars(select(OutboxMail.state))
    assert set(states) == {"cancelled"}


async def test_a_notice_is_in_the_readers_language(session: AsyncSession) -> None:
    """R-MAIL-05: nl or en, as the trainee's own."""
    scene = await _invited(session)
    scene.trainees[0].locale = "en"
    await session.flush()
    await tell_invited(scene.desk(LATER), scene.course.id, News.CANCELLED)
    assert [body.language for _, body in await _notices(session)] == ["en", "nl", "nl"]


async def test_the_instructor_is_told_in_words_of_his_own(session: AsyncSession) -> None:
    """R-CRS-10, R-INV-07: who teaches hears of the new date too, with the file that moves the day in his calendar."""
    scene = await make_scene(session)
    teacher = await make_external_instructor(session, scene.provider, name="Ineke Bos", locale="nl")
    course = await make_course(session, scene.provider, days=[date(2027, 3, 9)], main=teacher, calendar_sequence=4)
    assert await tell_invited(scene.desk(LATER), course.id, News.MOVED) == 1
    [(mail, body)] = await _notices(session)
    assert mail.recipient_email == teacher.email
    assert "omdat je deze cursus geeft" in body.text
    assert body.calendar is not None
    assert (body.calendar_method, b"SEQUENCE:4" in body.calendar) == ("REQUEST", True)
