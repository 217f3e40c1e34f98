"""Sending a mailing (R-INV-03 to R-INV-07): one transaction writes the mailing, its mails and who is invited by them.

The mails are held for ten seconds, in which the mailing can be taken back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.material_links import MaterialLinks
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.jobs.queue import enqueue
from app.courses.errors import EnrolmentNotFound
from app.courses.loading import course_lock
from app.courses.states import Action, require
from app.events.audit import Actor, record
from app.events.changes import announce
from app.invitations.drawing import Enclosures, draw
from app.invitations.errors import NobodyToMail
from app.invitations.material import chosen_material, enclose
from app.invitations.models import Invitation, Mailing
from app.invitations.ordering import CheckedOrder, Order, check_order
from app.invitations.planning import LeftOut, Plan, PlannedMail, plan
from app.invitations.repository import MailingRepository
from app.invitations.roster import CourseDetails, Roster
from app.mail import outbox
from app.mail.addresses import MailAddress
from app.mail.message import Message
from app.mail.outbox import Cause, Dispatch
from app.mail.rendering import MailRenderer
from app.templates.variables import Context

UNDO_TIME = timedelta(seconds=10)
AT_ONCE = 200
"""A larger mailing is written by a background job, in parts (R-INV-03)."""
JOB = "mailing"
A_FEW = 20
"""Up to so many mails a mailing goes between the single mails; a larger one lets those pass."""
_INSERT_INVITATIONS = insert(Invitation)


@dataclass(frozen=True)
class Desk:
    """What sending works with: the tenant's session, who sends, the clock's word, and who draws the mails."""

    session: AsyncSession
    actor: Actor
    user_id: UUID | None
    now: datetime
    renderer: MailRenderer
    links: MaterialLinks | None = None
    """Makes the addresses of lesson material; needed only where it goes along."""


async def plan_mailing(desk: Desk, course_id: UUID, order: Order) -> Plan:
    """What sending this order would do, mail by mail; nothing is written. Raises what `check_order` raises."""
    checked = await check_order(desk.session, order)
    return plan(await _invitable(desk, course_id, checked), checked.choice)


async def send_mailing(desk: Desk, course_id: UUID, order: Order) -> Mailing:
    """Send the order; asked for twice within the time to undo, it is the same mailing and every mail goes once.

    Raises NobodyToMail, CourseNotFound, EnrolmentNotFound, ActionNotAllowed, and what `check_order` raises.
    """
    checked = await check_order(desk.session, order)
    await lock(desk.session, [course_lock(course_id)])
    roster = await _invitable(desk, course_id, checked)
    planned = plan(roster, checked.choice)
    fingerprint = checked.fingerprint(planned)
    twin = await MailingRepository(desk.session).twin(course_id, fingerprint, now=desk.now)
    if twin is not None and (not checked.follows_state or not planned.mails or twin.job_id):
        return twin
    if not planned.mails:
        raise NobodyToMail("No mail would go out.", leftOut=[_told(left) for left in planned.left_out])
    mailing = _mailing(desk, course_id, checked, fingerprint, len(planned.mails))
    mailing.lesson_material = await chosen_material(desk.session, roster.course, wanted=checked.lesson_material)
    desk.session.add(mailing)
    await desk.session.flush()
    if len(planned.mails) > AT_ONCE:
        await _leave_to_job(desk, mailing, checked)
    else:
        await put_in_outbox(desk, mailing, roster, planned.mails)
    await _noted(desk, mailing)
    return mailing


async def _leave_to_job(desk: Desk, mailing: Mailing, checked: CheckedOrder) -> None:
    chosen = checked.choice.enrolment_ids
    job = await enqueue(
        desk.session,
        JOB,
        subject_type="mailing",
        subject_id=mailing.id,
        now=desk.now,
        payload={
            "mailingId": str(mailing.id),
            "enrolmentIds": None if chosen is None else sorted(map(str, chosen)),
            "onlyNotInvited": checked.choice.only_not_invited,
        },
        total=mailing.mail_count,
        created_by=desk.user_id,
    )
    mailing.job_id = job.id


async def put_in_outbox(desk: Desk, mailing: Mailing, roster: Roster, mails: Sequence[PlannedMail]) -> None:
    """Queue these mails of a mailing, held until its release, and note who is invited by which of them.

    A mail that this mailing has queued before is left as it is, so that a job may do the same part twice.
    """
    material = await enclose(desk.session, mailing.lesson_material, desk.links, course=roster.course)
    attached = (*(UUID(file_id) for file_id in mailing.attachments), *material.attached)
    enclosures = Enclosures(tuple(MailAddress(email) for email in mailing.cc), attached, material.downloads)
    # Drawing is work for the processor alone: in a thread it keeps no other request waiting.
    messages = await asyncio.to_thread(_draw_all, desk, roster, mails, enclosures)
    expires = _end_of(roster.course)
    dispatches = [
        Dispatch(
            message,
            dedupe_key(mailing, mail),
            cause_of(mailing),
            hold_until=mailing.release_at,
            expires_at=expires,
        )
        for mail, message in zip(mails, messages, strict=True)
    ]
    priority = outbox.SINGLE if mailing.mail_count <= A_FEW else outbox.MASS
    ids = await outbox.queue_many(desk.session, dispatches, now=desk.now, priority=priority)
    rows = [
        _invitation(mailing, mail, enrolment_id, mail_id, desk.now)
        for mail, mail_id in zip(mails, ids, strict=True)
        if mail_id is not None
        for enrolment_id in mail.enrolment_ids
    ]
    if rows:
        await desk.session.execute(_INSERT_INVITATIONS, rows)


def _draw_all(desk: Desk, roster: Roster, mails: Sequence[PlannedMail], enclosures: Enclosures) -> list[Message]:
    return [draw(desk.renderer, roster, mail, enclosures, now=desk.now) for mail in mails]


def dedupe_key(mailing: Mailing, mail: PlannedMail) -> str:
    """What makes a mail the only one of its mailing for an enrolment, a customer or an instructor."""
    return f"inv:{mailing.id}:{mail.about}"


def cause_of(mailing: Mailing) -> Cause:
    """What the outbox knows of a mailing's mails."""
    return Cause("mailing", mailing.id, mailing.course_id)


async def _invitable(desk: Desk, course_id: UUID, checked: CheckedOrder) -> Roster:
    roster = await MailingRepository(desk.session).roster(course_id, now=desk.now)
    zone = ZoneInfo(roster.course.sender.time_zone)
    require(roster.course, Action.INVITE, desk.now.astimezone(zone).date())
    if (checked.choice.enrolment_ids or frozenset()) - {each.enrolment_id for each in roster.participants}:
        raise EnrolmentNotFound("The course has no such enrolment.")
    return roster


def _mailing(desk: Desk, course_id: UUID, checked: CheckedOrder, fingerprint: str, mail_count: int) -> Mailing:
    choice = checked.choice
    return Mailing(
        provider_id=bound_provider(desk.session),
        id=new_id(),
        course_id=course_id,
        audience=choice.audience.value,
        bulk=choice.bulk,
        template_id=checked.template_id,
        subject=choice.wording.subject.to_json(),
        body=choice.wording.body.to_json(),
        language=choice.wording.language,
        form_of_address=choice.wording.form,
        loose=choice.loose.to_json() if choice.loose else None,
        fingerprint=fingerprint,
        cc=[address.email for address in checked.cc],
        attachments=[str(file_id) for file_id in checked.attachment_ids],
        lesson_material=[],
        state="held",
        release_at=desk.now + UNDO_TIME,
        mail_count=mail_count,
        job_id=None,
        created_by=desk.user_id,
        created_at=desk.now,
    )


def _invitation(
    mailing: Mailing, mail: PlannedMail, enrolment_id: UUID, mail_id: UUID, now: datetime
) -> dict[str, object]:
    return {
        "provider_id": mailing.provider_id,
        "id": new_id(),
        "mailing_id": mailing.id,
        "enrolment_id": enrolment_id,
        "mail_id": mail_id,
        "via_contact": mail.kind is Context.CONTACT,
        "created_at": now,
    }


def _end_of(course: CourseDetails) -> datetime:
    """An invitation that could not be delivered before the course is over is not sent any more."""
    last = course.days[-1]
    return datetime.combine(last.date, last.end, ZoneInfo(course.sender.time_zone))


def _told(left: LeftOut) -> dict[str, object]:
    return {"enrolmentId": left.enrolment_id, "name": left.name, "reason": left.reason.value}


async def _noted(desk: Desk, mailing: Mailing) -> None:
    changes = {"course": str(mailing.course_id), "audience": mailing.audience, "mails": mailing.mail_count}
    await record(desk.session, desk.actor, "mailing.sent", "mailing", mailing.id, now=desk.now, changes=changes)
    await announce(desk.session, "enrolments", mailing.course_id)
    await announce(desk.session, "mails")
