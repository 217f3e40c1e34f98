"""How a template will look, and a copy of it to oneself: by the same renderer as the real mail (R-INV-01, R-INV-02)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.core.identifiers import new_id
from app.courses.errors import EnrolmentNotFound
from app.invitations.drawing import Enclosures, draw
from app.invitations.planning import Audience, PlannedMail
from app.invitations.repository import MailingRepository
from app.invitations.roster import Participant, Roster, Teacher
from app.invitations.samples import sample_participants, sample_roster
from app.invitations.sending import Desk
from app.invitations.wordings import group_values, teacher_values, trainee_values
from app.mail.addresses import MailAddress, check_address
from app.mail.language import FormOfAddress, as_language
from app.mail.message import Message
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.system_mails import MAILING_TEST
from app.templates.document import Wording
from app.templates.parsing import parse_wording
from app.templates.variables import Context, Variable


@dataclass(frozen=True)
class Sketch:
    """What is to be looked at: words that need not be saved yet, and for whom.

    Without a course everything is made up; without an enrolment it is the first of the course.
    """

    subject: Any
    body: Any
    language: str = "nl"
    form_of_address: FormOfAddress | None = None
    bulk: bool = False
    audience: Audience = Audience.TRAINEES
    course_id: UUID | None = None
    enrolment_id: UUID | None = None


@dataclass(frozen=True)
class Missing:
    """A variable that has no value in somebody's mail."""

    variable: Variable
    enrolment_id: UUID | None
    name: str


@dataclass(frozen=True)
class Preview:
    """The mail as it would leave, and for whom else of the course a variable would have no value."""

    message: Message
    missing: tuple[Missing, ...]


async def preview(desk: Desk, sketch: Sketch, reader: MailAddress) -> Preview:
    """Draw one mail of the sketch, addressed to its reader; nothing is written.

    Raises Invalid with the faults of the words, CourseNotFound, EnrolmentNotFound.
    """
    wording = parse_wording(sketch.subject, sketch.body, as_language(sketch.language), sketch.form_of_address)
    roster = await _roster(desk, sketch)
    person = _person(roster, sketch)
    mail = _mail(roster, sketch, person, wording, reader)
    message = draw(desk.renderer, roster, mail, Enclosures(), now=desk.now)
    return Preview(message, tuple(_missing(roster, sketch, person, wording, reader)))


async def send_test(desk: Desk, sketch: Sketch, email: str) -> UUID:
    """Send the preview to oneself, marked as a test and without a calendar file; returns the mail's id.

    Raises what `preview` raises, and AddressNotValid when the caller has no address.
    """
    shown = await preview(desk, sketch, check_address(email, field="/email"))
    message = replace(shown.message, kind=MAILING_TEST, subject=f"[Test] {shown.message.subject}", calendar=None)
    cause = Cause("template-test", None, sketch.course_id)
    queued = await queue(
        desk.session, message, dedupe_key=f"tst:{new_id()}", cause=cause, now=desk.now, priority=AT_ONCE
    )
    if queued is None:
        raise RuntimeError("A fresh key was taken.")
    return queued


async def _roster(desk: Desk, sketch: Sketch) -> Roster:
    repository = MailingRepository(desk.session)
    if sketch.course_id is not None:
        return await repository.roster(sketch.course_id, now=desk.now)
    return sample_roster(await repository.sender(), desk.now.date())


def _person(roster: Roster, sketch: Sketch) -> Participant:
    people = roster.participants or sample_participants()
    if sketch.enrolment_id is not None:
        people = tuple(each for each in roster.participants if each.enrolment_id == sketch.enrolment_id)
        if not people:
            raise EnrolmentNotFound("The course has no such enrolment.")
    employed = [each for each in people if each.employer is not None]
    return employed[0] if sketch.bulk and employed else people[0]


def _missing(
    roster: Roster, sketch: Sketch, person: Participant, wording: Wording, reader: MailAddress
) -> Iterator[Missing]:
    """Everybody whose mail would lack a value, with the person who is shown first."""
    others = [each for each in roster.participants if each is not person and not each.waiting]
    if sketch.enrolment_id is not None or sketch.audience is Audience.INSTRUCTOR:
        others = []
    if sketch.bulk:
        others = [each for each in others if each.employer is not None]
    seen: set[UUID] = set()
    for each in (person, *others):
        mail = _mail(roster, sketch, each, wording, reader)
        if mail.about in seen:
            continue
        seen.add(mail.about)
        told = each.employer.contact.name if mail.kind is Context.CONTACT and each.employer else each.name
        enrolment_id = each.enrolment_id if each in roster.participants else None
        yield from (Missing(variable, enrolment_id, told) for variable in mail.missing)


def _mail(roster: Roster, sketch: Sketch, person: Participant, wording: Wording, reader: MailAddress) -> PlannedMail:
    language = wording.language
    if sketch.audience is Audience.INSTRUCTOR:
        teacher = next(iter(roster.teachers), None) or Teacher(person.enrolment_id, "", None)
        return PlannedMail(Context.INSTRUCTOR, teacher.id, reader, wording, teacher_values(roster, teacher, language))
    if sketch.bulk and person.employer is not None:
        group = [each for each in roster.participants if each.employer == person.employer]
        values = group_values(roster, person.employer, group or [person], language)
        return PlannedMail(Context.CONTACT, person.employer.id, reader, wording, values)
    values = trainee_values(roster, person, language)
    return PlannedMail(Context.TRAINEE, person.enrolment_id, reader, wording, values)
