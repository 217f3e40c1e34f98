"""Telling who was invited, and who teaches, that the course is off or has moved (R-CRS-06, R-CRS-10).

With each mail goes the file that corrects the calendar (R-INV-07).
"""

from enum import StrEnum
from uuid import UUID

from app.customers.correspondence import Addressee, addressee, to_contact
from app.invitations.drawing import calendar_for, reply_address
from app.invitations.planning import usable
from app.invitations.repository import MailingRepository
from app.invitations.roster import CourseDetails, Participant, Roster, Teacher
from app.invitations.sending import A_FEW, Desk
from app.invitations.undoing import undo_mailing
from app.mail import outbox
from app.mail.addresses import MailAddress, check_address
from app.mail.message import CalendarMethod, Message, compose
from app.mail.outbox import Cause, Dispatch
from app.mail.system_mails import CourseCancelledMail, CourseFacts, CourseMovedMail


class News(StrEnum):
    """What became of the course."""

    CANCELLED = "cancelled"
    MOVED = "moved"


_MAILS: dict[News, type[CourseCancelledMail] | type[CourseMovedMail]] = {
    News.CANCELLED: CourseCancelledMail,
    News.MOVED: CourseMovedMail,
}
_METHODS: dict[News, CalendarMethod] = {News.CANCELLED: "CANCEL", News.MOVED: "REQUEST"}


async def tell_invited(desk: Desk, course_id: UUID, news: News) -> int:
    """Mail everybody who was invited and the instructors, each once per change of the course; returns how many mails.

    Who was invited by the contact person is told by the contact person (R-CUS-03). Raises CourseNotFound.
    """
    roster = await MailingRepository(desk.session).roster(course_id, now=desk.now)
    cause = Cause("course", course_id, course_id)
    key = f"crs:{course_id}:{roster.course.calendar_sequence}"
    dispatches = [
        Dispatch(_message(desk, roster, news, to, group), f"{key}:{group[0].enrolment_id}", cause)
        for to, group in _readers(roster).items()
    ] + [
        Dispatch(_to_teacher(desk, roster.course, news, teacher, teacher.email), f"{key}:{teacher.id}", cause)
        for teacher in roster.teachers
        if teacher.email is not None
    ]
    priority = outbox.SINGLE if len(dispatches) <= A_FEW else outbox.MASS
    queued = await outbox.queue_many(desk.session, dispatches, now=desk.now, priority=priority)
    return sum(mail_id is not None for mail_id in queued)


async def count_told(desk: Desk, course_id: UUID) -> int:
    """How many would be told now; nothing is sent. Raises CourseNotFound."""
    roster = await MailingRepository(desk.session).roster(course_id, now=desk.now)
    return len(_readers(roster)) + sum(teacher.email is not None for teacher in roster.teachers)


async def take_back_held(desk: Desk, course_id: UUID) -> None:
    """Undo what has not left yet: nobody is invited to a course that is off, or to its former date."""
    for mailing in await MailingRepository(desk.session).mailings(course_id):
        if mailing.state == "held" and desk.now < mailing.release_at:
            await undo_mailing(desk, mailing.id)


def _readers(roster: Roster) -> dict[MailAddress, list[Participant]]:
    readers: dict[MailAddress, list[Participant]] = {}
    for participant in roster.participants:
        address = usable(_reader(participant)) if participant.invited.state.counts else None
        if isinstance(address, MailAddress):
            readers.setdefault(address, []).append(participant)
    return readers


def _reader(participant: Participant) -> Addressee | None:
    contact = participant.employer.contact if participant.employer else None
    if contact is not None and participant.invited.via_contact:
        return to_contact(contact)
    return addressee(participant.name, participant.email, contact)


def _message(desk: Desk, roster: Roster, news: News, to: MailAddress, group: list[Participant]) -> Message:
    course = roster.course
    first = group[0]
    reader = _reader(first)
    is_contact = reader is not None and reader.is_contact
    return compose(
        desk.renderer,
        _MAILS[news](
            reader_name=to.name if is_contact else first.given_name,
            course=_facts(course),
            trainees=tuple(each.name for each in group) if is_contact else (),
        ),
        to=to,
        brand=course.sender.brand(),
        language=course.sender.language if is_contact else first.language,
        reply_to=reply_address(course.sender),
        calendar=calendar_for(course, to, _METHODS[news], desk.now, dropped=course.dropped_days),
    )


def _to_teacher(desk: Desk, course: CourseDetails, news: News, teacher: Teacher, email: str) -> Message:
    to = check_address(email, name=teacher.name)
    return compose(
        desk.renderer,
        _MAILS[news](reader_name=teacher.name, course=_facts(course), teaches=True),
        to=to,
        brand=course.sender.brand(),
        language=teacher.language,
        reply_to=reply_address(course.sender),
        calendar=calendar_for(course, to, _METHODS[news], desk.now, dropped=course.dropped_days),
    )


def _facts(course: CourseDetails) -> CourseFacts:
    return CourseFacts(course.type_name, course.sender.name, course.days, course.location, course.number)
