"""Sending a mailing against a real database."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.courses.errors import ActionNotAllowed, CourseNotFound, EnrolmentNotFound
from app.events.models import AuditEvent
from app.files.errors import AttachmentTooLarge, FileMissing
from app.files.models import StoredFile
from app.invitations.errors import NobodyToMail, TooLateToUndo
from app.invitations.models import Mailing
from app.invitations.planning import Audience
from app.invitations.repository import MailingRepository
from app.invitations.resending import resend_mail
from app.invitations.sending import UNDO_TIME, plan_mailing, send_mailing
from app.invitations.states import InvitationState, Invited, invitation_states
from app.invitations.undoing import undo_mailing
from app.mail.models import OutboxBody, OutboxMail
from app.templates.editing import TemplateDraft, archive_template, write_template
from app.templates.errors import TemplateNotFound
from tests.app.invitations.scenes import BODY, CONTACT, NOW, SUBJECT, Scene, make_scene
from tests.app.templates.documents import chip, document, paragraph
from tests.factories.instructors import make_external_instructor
from tests.factories.tenants import make_provider

LATER = NOW + UNDO_TIME


async def _mails(session: AsyncSession) -> list[OutboxMail]:
    found = await session.scalars(
        select(OutboxMail).order_by(OutboxMail.created_at, OutboxMail.slot),
        execution_options={"populate_existing": True},
    )
    return list(found)


async def _become(session: AsyncSession, mails: list[OutboxMail], **values: object) -> None:
    """Let mails end as the worker would have written it."""
    for mail in mails:
        for name, value in values.items():
            setattr(mail, name, value)
    await session.flush()


async def _states(scene: Scene, now: object = LATER) -> list[Invited]:
    found = await invitation_states(scene.session, scene.course.id, now=now)  # type: ignore[arg-type]
    return [found[each.id] for each in scene.enrolments if each.id in found]


async def test_a_mailing_its_mails_and_invitations_are_written_together(session: AsyncSession) -> None:
    """R-MAIL-01, R-INV-03: everything that a mailing causes is in its transaction, held for ten seconds."""
    scene = await make_scene(session)
    mailing = await send_mailing(scene.desk(), scene.course.id, scene.order(cc=["Baas@Bedrijf.example"]))
    mails = await _mails(session)
    assert [mail.recipient_email for mail in mails] == [trainee.email for trainee in scene.trainees]
    assert {(mail.state, mail.not_before, mail.cause_type, mail.cause_id) for mail in mails} == {
        ("held", LATER, "mailing", mailing.id)
    }
    assert {mail.dedupe_key for mail in mails} == {f"inv:{mailing.id}:{each.id}" for each in scene.enrolments}
    assert mails[0].subject == f"Uitnodiging {scene.course.type_name}"
    body = (await session.scalars(select(OutboxBody).where(OutboxBody.mail_id == mails[0].id))).one()
    assert "Beste Cursist," in body.text
    assert body.cc == [{"email": "baas@bedrijf.example", "name": ""}]
    assert body.calendar is not None
    assert body.calendar.count(b"BEGIN:VEVENT") == 2
    audit = (await session.scalars(select(AuditEvent).where(AuditEvent.action == "mailing.sent"))).one()
    assert audit.changes == {"course": str(scene.course.id), "audience": "trainees", "mails": 3}


async def test_the_state_of_an_invitation_follows_its_mail(session: AsyncSession) -> None:
    """R-INV-04: held, queued, sent with the time, failed with the server's words."""
    scene = await make_scene(session)
    await send_mailing(scene.desk(), scene.course.id, scene.order())
    assert {each.state for each in await _states(scene, NOW)} == {InvitationState.HELD}
    assert {each.state for each in await _states(scene)} == {InvitationState.QUEUED}
    first, second, third = await _mails(session)
    await _become(session, [first], state="sent", sent_at=LATER)
    await _become(session, [second], state="failed", finished_at=LATER, smtp_code=550, smtp_text="No such user")
    await _become(session, [third], state="expired", finished_at=LATER)
    told = [(each.state.value, each.at, each.reason) for each in await _states(scene)]
    assert told == [("sent", LATER, ""), ("failed", LATER, "550 No such user"), ("failed", LATER, "expired")]


async def test_a_bulk_mailing_writes_one_mail_per_customer(session: AsyncSession) -> None:
    """R-INV-05: one mail to the contact person invites both trainees; who has no customer gets nothing by it."""
    scene = await make_scene(session)
    order = scene.order(body=document(paragraph(chip("trainees"))), bulk=True)
    planned = await plan_mailing(scene.desk(), scene.course.id, order)
    assert [left.reason.value for left in planned.left_out] == ["no_customer"]
    mailing = await send_mailing(scene.desk(), scene.course.id, order)
    (mail,) = await _mails(session)
    assert (mail.recipient_email, mail.dedupe_key) == (
        CONTACT,
        f"inv:{mailing.id}:{scene.customer.id}",
    )
    states = await _states(scene)
    assert [(each.mail_id, each.via_contact) for each in states] == [(mail.id, True)] * 2


async def test_the_customer_of_the_enrolment_counts_not_that_of_today(session: AsyncSession) -> None:
    """R-CUS-04: who changed employer since is still invited by the customer of that day."""
    scene = await make_scene(session)
    scene.trainees[0].customer_id = None
    await session.flush()
    await send_mailing(scene.desk(), scene.course.id, scene.order(bulk=True))
    assert len(await _states(scene)) == 2


async def test_an_instructor_is_invited_without_touching_the_trainees(session: AsyncSession) -> None:
    """R-INV-03: the dropdown invites the trainees or the instructor."""
    scene = await make_scene(session)
    teacher = await make_external_instructor(session, scene.provider, name="Max Wilting")
    await session.execute(
        text(
            "insert into course_instructor (provider_id, id, course_id, position, external_instructor_id, name, booked_at)"
            " values (:p, :id, :c, 'main', :t, 'Max Wilting', :at)"
        ),
        {"p": scene.provider.id, "id": new_id(), "c": scene.course.id, "t": teacher.id, "at": NOW},
    )
    await send_mailing(scene.desk(), scene.course.id, scene.order(audience=Audience.INSTRUCTOR))
    (mail,) = await _mails(session)
    assert (mail.recipient_email, mail.recipient_name) == (teacher.email, "Max Wilting")
    assert await _states(scene) == []


async def test_asking_twice_is_one_mailing(session: AsyncSession) -> None:
    """R-INV-03: pressing twice sends once, also when everybody is mailed again on purpose."""
    scene = await make_scene(session)
    for order in (scene.order(), scene.order(only_not_invited=False)):
        first = await send_mailing(scene.desk(), scene.course.id, order)
        second = await send_mailing(scene.desk(NOW + timedelta(seconds=1)), scene.course.id, order)
        assert second.id == first.id
    assert len(await _mails(session)) == 6


async def test_who_was_invited_is_left_out_until_the_mail_failed(session: AsyncSession) -> None:
    """R-INV-04: failed ones can be sent again, the others are not mailed twice."""
    scene = await make_scene(session)
    await send_mailing(scene.desk(), scene.course.id, scene.order())
    first, *others = await _mails(session)
    await _become(session, others, state="sent", sent_at=LATER)
    with pytest.raises(NobodyToMail) as refusal:
        await send_mailing(scene.desk(LATER), scene.course.id, scene.order())
    assert {left["reason"] for left in refusal.value.params["leftOut"]} == {"already_invited"}
    await _become(session, [first], state="failed", finished_at=LATER)
    again = await send_mailing(scene.desk(LATER), scene.course.id, scene.order())
    assert again.mail_count == 1


async def test_somebody_who_joins_within_the_ten_seconds_is_invited_too(session: AsyncSession) -> None:
    """R-INV-03: the guard against pressing twice forgets nobody."""
    scene = await make_scene(session)
    first = await send_mailing(scene.desk(), scene.course.id, scene.order())
    await scene.enrol()
    second = await send_mailing(scene.desk(), scene.course.id, scene.order())
    assert second.id != first.id
    assert second.mail_count == 1


async def test_undo_takes_everything_back_within_ten_seconds(session: AsyncSession) -> None:
    """R-INV-04: after it nobody was invited, and the same can be sent again."""
    scene = await make_scene(session)
    mailing = await send_mailing(scene.desk(), scene.course.id, scene.order())
    for _ in range(2):
        assert (await undo_mailing(scene.desk(), mailing.id)).state == "cancelled"
    assert {mail.state for mail in await _mails(session)} == {"cancelled"}
    assert await _states(scene) == []
    again = await send_mailing(scene.desk(), scene.course.id, scene.order())
    assert again.mail_count == 3


async def test_undo_of_a_second_mailing_leaves_the_first_in_force(session: AsyncSession) -> None:
    """R-INV-04: who was invited before is still invited."""
    scene = await make_scene(session)
    await send_mailing(scene.desk(), scene.course.id, scene.order())
    await _become(session, await _mails(session), state="sent", sent_at=LATER)
    second = await send_mailing(scene.desk(LATER), scene.course.id, scene.order(only_not_invited=False))
    await undo_mailing(scene.desk(LATER), second.id)
    assert {each.state for each in await _states(scene)} == {InvitationState.SENT}


async def test_undo_is_refused_once_the_mails_leave(session: AsyncSession) -> None:
    """R-INV-04: too late is told, and changes nothing."""
    scene = await make_scene(session)
    mailing = await send_mailing(scene.desk(), scene.course.id, scene.order())
    with pytest.raises(TooLateToUndo):
        await undo_mailing(scene.desk(LATER), mailing.id)
    assert {mail.state for mail in await _mails(session)} == {"held"}


async def test_sending_a_failed_mail_again_moves_the_invitation_to_the_new_one(session: AsyncSession) -> None:
    """R-INV-04: failed ones can be sent again; R-MAIL-04: the new mail names the old."""
    scene = await make_scene(session)
    mailing = await send_mailing(scene.desk(), scene.course.id, scene.order())
    failed, *_ = await _mails(session)
    await _become(session, await _mails(session), state="failed", finished_at=LATER)
    again = await resend_mail(scene.desk(LATER), failed.id)
    assert [each.state.value for each in await _states(scene)] == ["queued", "failed", "failed"]
    counts = (await MailingRepository(session).mail_counts(scene.course.id))[mailing.id]
    assert counts == {"queued": 1, "failed": 2}
    assert (await session.scalars(select(OutboxMail.resend_of).where(OutboxMail.id == again))).one() == failed.id


async def test_a_template_fills_in_what_the_order_leaves_open(session: AsyncSession) -> None:
    """R-INV-03: loading a template is enough to send; what is edited for this mailing goes before it."""
    scene = await make_scene(session)
    loose = await write_template(session, scene.desk().actor, TemplateDraft("Los", SUBJECT, BODY), now=NOW)
    bulk = await write_template(
        session,
        scene.desk().actor,
        TemplateDraft("Bulk", SUBJECT, document(paragraph(chip("trainees"))), bulk=True),
        now=NOW,
    )
    order = scene.order(subject=None, body=None, template_id=bulk.id, loose_template_id=loose.id)  # type: ignore[arg-type]
    mailing = await send_mailing(scene.desk(), scene.course.id, order)
    assert (mailing.bulk, mailing.template_id, mailing.mail_count) == (True, bulk.id, 2)
    assert [mail.recipient_email for mail in await _mails(session)] == [
        CONTACT,
        scene.trainees[2].email,
    ]
    edited = await plan_mailing(scene.desk(), scene.course.id, scene.order(template_id=bulk.id, bulk=False))
    assert len(edited.left_out) == 3


async def test_what_is_wrong_with_an_order_is_told_before_anything_is_written(session: AsyncSession) -> None:
    """R-INV-03: blank words, broken copies and unknown files, each at its field."""
    scene = await make_scene(session)
    desk, course_id = scene.desk(), scene.course.id
    with pytest.raises(Invalid) as blank:
        await send_mailing(desk, course_id, scene.order(document(paragraph()), document(paragraph())))
    assert [(error.pointer, error.code) for error in blank.value.errors] == [
        ("/subject", "required"),
        ("/body", "required"),
    ]
    with pytest.raises(Invalid) as copies:
        await send_mailing(desk, course_id, scene.order(cc=["goed@bedrijf.example", "x", "a@b.nl\r\nBcc: c@d.nl"]))
    assert [error.pointer for error in copies.value.errors] == ["/cc/1", "/cc/2"]
    with pytest.raises(FileMissing):
        await send_mailing(desk, course_id, scene.order(attachment_ids=[new_id()]))
    with pytest.raises(EnrolmentNotFound):
        await send_mailing(desk, course_id, scene.order(enrolment_ids=frozenset([new_id()])))
    with pytest.raises(TemplateNotFound):
        await send_mailing(desk, course_id, scene.order(template_id=new_id()))
    assert await _mails(session) == []
    assert list(await session.scalars(select(Mailing))) == []


async def test_an_archived_template_cannot_be_sent(session: AsyncSession) -> None:
    """R-INV-01: what was put away is out of use."""
    scene = await make_scene(session)
    template = await write_template(session, scene.desk().actor, TemplateDraft("Oud", SUBJECT, BODY), now=NOW)
    await archive_template(session, scene.desk().actor, template.id, now=NOW)
    with pytest.raises(Invalid) as refusal:
        await send_mailing(scene.desk(), scene.course.id, scene.order(template_id=template.id))
    assert refusal.value.errors[0].pointer == "/templateId"


@pytest.mark.parametrize(("size", "refused"), [(2_097_152, False), (2_097_153, True)])
async def test_an_attachment_over_two_megabytes_is_refused_before_anything_is_sent(
    session: AsyncSession, size: int, refused: bool
) -> None:
    """R-INV-06: 2,097,152 bytes go along, one more does not, wherever the file came from."""
    scene = await make_scene(session)
    file = StoredFile(
        provider_id=scene.provider.id,
        id=new_id(),
        name="route.pdf",
        content_type="application/pdf",
        size=size,
        sha256="",
        storage_key="x",
        created_by=None,
        created_at=NOW,
    )
    session.add(file)
    await session.flush()
    order = scene.order(attachment_ids=[file.id])
    if refused:
        with pytest.raises(AttachmentTooLarge):
            await send_mailing(scene.desk(), scene.course.id, order)
        assert await _mails(session) == []
    else:
        await send_mailing(scene.desk(), scene.course.id, order)
        bodies = await session.scalars(select(OutboxBody.attachments))
        assert set(map(tuple, bodies)) == {(str(file.id),)}


@pytest.mark.parametrize("state", ["cancelled", "processed"])
async def test_a_course_that_is_over_invites_nobody(session: AsyncSession, state: str) -> None:
    """R-CRS-06: what a state allows is enforced, not only by buttons."""
    scene = await make_scene(session, state=state)
    with pytest.raises(ActionNotAllowed):
        await send_mailing(scene.desk(), scene.course.id, scene.order())


async def test_another_providers_course_is_like_one_that_does_not_exist(session: AsyncSession) -> None:
    """R-INV-02: nothing of another provider can be reached."""
    scene = await make_scene(session)
    await make_provider(session)
    for course_id in (scene.course.id, UUID(int=1)):
        with pytest.raises(CourseNotFound):
            await send_mailing(scene.desk(), course_id, scene.order())
