"""Telling who was invited that the course is off, or has moved, with the file that corrects their calendar (R-INV-07)."""

from enum import StrEnum
from uuid import UUID

from app.customers.correspondence import Addressee, addressee, to_contact
from app.invitations.drawing import calendar_for, reply_address
from app.invitations.planning import usable
from app.invitations.repository import MailingRepository
from app.invitations.roster import CourseDetails, Participant, Roster
from app.invitations.sending import A_FEW, Desk
from app.invitations.undoing import undo_mailing
from app.mail import outbox
from app.mail.addresses import MailAddress
from app.mail.brand import Brand
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
    """Mail everybody who was invited, each once per change of the course; returns how many mails that are.

    Who was invited by the contact person is told by the contact person (R-CUS-03). Raises CourseNotFound.
    """
    roster = await MailingRepository(desk.session).roster(course_id, now=desk.now)
    cause = Cause("course", course_id, course_id)
    sequence = roster.course.calendar_sequence
    dispatches = [
        Dispatch(_message(desk, roster, news, to, group), f"crs:{course_id}:{sequence}:{group[0].enrolment_id}", cause)
        for to, group in _readers(roster).items()
    ]
    priority = outbox.SINGLE if len(dispatches) <= A_FEW else outbox.MASS
    queued = await outbox.queue_many(desk.session, dispatches, now=desk.now, priority=priority)
    return sum(mail_id is not None for mail_id in queued)


async def take_back_held(desk: Desk, course_id: UUID) -> None:
    """Undo what has not left yet: nobody is invited to a course that is off."""
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
        brand=Brand(course.sender.name, course.sender.colour),
        language=course.sender.language if is_contact else first.language,
        reply_to=reply_address(course.sender),
        calendar=calendar_for(course, to, _METHODS[news], desk.now),
    )


def _facts(course: CourseDetails) -> CourseFacts:
    return CourseFacts(course.type_name, course.sender.name, course.days, course.location, course.number)
