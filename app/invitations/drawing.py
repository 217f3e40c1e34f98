"""From a planned mail to a finished one: words filled in, house style around it, calendar file with it (R-INV-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from markupsafe import Markup

from app.invitations.planning import PlannedMail
from app.invitations.roster import CourseDetails, Roster, Sender
from app.mail.addresses import MailAddress, check_address
from app.mail.calendar import CourseEvents, course_calendar
from app.mail.content_ids import content_id
from app.mail.message import CalendarMethod, CalendarPart, Message, compose
from app.mail.rendering import MailRenderer
from app.mail.system_mails import FileLink, MailingMail
from app.templates.characters import on_one_line
from app.templates.rendering import render
from app.templates.variables import Context

_PREVIEW = 120
_AUDIENCES: dict[Context, Literal["trainee", "contact", "instructor"]] = {
    Context.TRAINEE: "trainee",
    Context.CONTACT: "contact",
    Context.INSTRUCTOR: "instructor",
}


@dataclass(frozen=True)
class Enclosures:
    """What goes along with every mail of a mailing."""

    cc: tuple[MailAddress, ...] = ()
    attachments: tuple[UUID, ...] = ()
    downloads: tuple[FileLink, ...] = ()
    """Lesson material that is too large to be attached."""


def draw(
    renderer: MailRenderer, roster: Roster, mail: PlannedMail, enclosures: Enclosures, *, now: datetime
) -> Message:
    """The mail as it will leave; preview, test mail and real mail all come from here.

    Raises RenderedTooLarge when the values make it longer than a mail may be.
    """
    shown = mail.wording.body.images()
    words = render(mail.wording, mail.values, {image: f"cid:{content_id(image)}" for image in shown})
    sender = roster.course.sender
    content = MailingMail(
        subject_line=words.subject,
        preview_line=on_one_line(words.text)[:_PREVIEW],
        # Every text in it was escaped by the renderer, which writes our own few tags and nothing else.
        content_html=Markup(words.html),
        content_text=words.text,
        audience=_AUDIENCES[mail.kind],
        downloads=enclosures.downloads,
    )
    return compose(
        renderer,
        content,
        to=mail.to,
        brand=sender.brand(mail.wording.form),
        language=mail.wording.language,
        reply_to=reply_address(sender),
        cc=_copies(enclosures.cc, mail.to),
        calendar=calendar_for(roster.course, mail.to, "REQUEST", now),
        attachments=tuple(dict.fromkeys((*enclosures.attachments, *shown))),
        headers={},
    )


def _copies(cc: Sequence[MailAddress], to: MailAddress) -> list[MailAddress]:
    return [address for address in cc if address.email != to.email]


def calendar_for(
    course: CourseDetails, attendee: MailAddress, method: CalendarMethod, now: datetime, *, dropped: int = 0
) -> CalendarPart:
    """The course's days for somebody's calendar: `REQUEST` puts in or replaces, `CANCEL` takes out (R-INV-07).

    `dropped` more days, which an earlier file had, are taken out too.
    """
    events = CourseEvents(
        course_id=course.id,
        sequence=course.calendar_sequence,
        title=course.type_name,
        location=course.location,
        description=course.sender.name,
        days=course.days,
        time_zone=course.sender.time_zone,
        dropped=dropped,
    )
    organizer = reply_address(course.sender)
    return course_calendar(events, organizer=organizer, attendee=attendee, method=method, now=now)


def reply_address(sender: Sender) -> MailAddress:
    """Where answers go: to the provider (R-MAIL-03)."""
    return check_address(sender.email, name=sender.name)
