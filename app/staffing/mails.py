"""The four mails of staffing. The key of each says what caused it, so that one cause is one mail (R-MAIL-01)."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.core.signing import LinkSigner
from app.courses.teachers import Position
from app.instructors.people import InstructorContact
from app.mail.addresses import MailAddress, check_address
from app.mail.brand import PORTAL
from app.mail.calendar import CourseEvents, course_calendar, published_calendar
from app.mail.language import as_language
from app.mail.message import CalendarPart, Message, compose
from app.mail.outbox import Cause, Dispatch
from app.mail.rendering import MailRenderer
from app.mail.system_mails import (
    CourseFacts,
    MailDay,
    StaffingAnswerMail,
    StaffingConfirmedMail,
    StaffingDeclinedMail,
    StaffingRequestMail,
    SystemMail,
)
from app.providers.house_style import house_style
from app.staffing.course import StaffedCourse
from app.staffing.links import make_link
from app.staffing.models import StaffingRequest
from app.staffing.own_links import DayLink, make_day_link


@dataclass(frozen=True, slots=True)
class Post:
    """What it takes to write a mail of staffing: the pen, the seal, and the portal's address."""

    renderer: MailRenderer
    signer: LinkSigner
    base_url: str


def question(post: Post, course: StaffedCourse, request: StaffingRequest, instructor: InstructorContact) -> Dispatch:
    """The question with its two buttons and the plain link (R-STF-03); once per invitation, and not after the course."""
    link = make_link(
        post.signer,
        post.base_url,
        course.provider.id,
        request.id,
        generation=request.generation,
        expires_at=course.over_at,
    )
    mail = StaffingRequestMail(instructor.name, _facts(course), f"{link}?a=ja", f"{link}?a=nee", link, request.reply_by)
    message = _to_instructor(post, course, instructor, mail)
    key = f"stf:{request.id}:{request.generation}"
    return Dispatch(message, key, _cause(course, request), expires_at=course.over_at)


def confirmation(
    post: Post, course: StaffedCourse, request: StaffingRequest, instructor: InstructorContact, now: datetime
) -> Dispatch:
    """Tells the instructor that the course is his, with all days as .ics (R-STF-06)."""
    role: Position = "main" if request.position == "main" else "second"
    link = DayLink(course.provider.id, course.id, instructor.ref.id)
    day_url = make_day_link(post.signer, post.base_url, link, over_at=course.over_at)
    mail = StaffingConfirmedMail(instructor.name, role, _facts(course), day_url)
    message = _to_instructor(post, course, instructor, mail, _calendar(course, instructor, now))
    return Dispatch(message, f"cnf:{request.id}:{request.generation}", _cause(course, request))


def decline_notice(
    post: Post, course: StaffedCourse, request: StaffingRequest, instructor: InstructorContact
) -> Dispatch:
    """Tells the instructor that the provider is served (R-STF-07); once per invitation."""
    mail = StaffingDeclinedMail(instructor.name, _facts(course))
    message = _to_instructor(post, course, instructor, mail)
    return Dispatch(message, f"dec:{request.id}:{request.generation}", _cause(course, request))


def answer_notice(
    post: Post, course: StaffedCourse, request: StaffingRequest, instructor: InstructorContact, sequence: int
) -> Dispatch | None:
    """Tells the provider what the instructor answered (R-STF-05); None where that mail is switched off.

    A reply reaches the instructor only if he agreed to show his address (R-INS-02).
    """
    provider, available = course.provider, request.state == "available"
    if not (provider.notify_available if available else provider.notify_unavailable):
        return None
    url = f"{post.base_url}/courses/{course.id}/instructors"
    visible = instructor.email_visible
    message = compose(
        post.renderer,
        StaffingAnswerMail(instructor.name, available, _facts(course, numbered=True), url),
        to=check_address(provider.email, name=provider.name),
        brand=replace(PORTAL, answerable=True, reader=instructor.name) if visible else PORTAL,
        language=as_language(provider.locale),
        reply_to=check_address(instructor.email, name=instructor.name) if visible else None,
    )
    return Dispatch(message, f"ntf:{request.id}:{request.generation}:{sequence}", _cause(course, request))


def _to_instructor(
    post: Post,
    course: StaffedCourse,
    instructor: InstructorContact,
    mail: SystemMail,
    calendar: CalendarPart | None = None,
) -> Message:
    return compose(
        post.renderer,
        mail,
        to=check_address(instructor.email, name=instructor.name),
        brand=house_style(course.provider),
        language=as_language(instructor.locale),
        reply_to=check_address(course.provider.email, name=course.provider.name),
        calendar=calendar,
    )


def _cause(course: StaffedCourse, request: StaffingRequest) -> Cause:
    return Cause("staffing_request", request.id, course.id)


def _facts(course: StaffedCourse, *, numbered: bool = False) -> CourseFacts:
    return CourseFacts(
        type=course.type_name,
        provider=course.provider.name,
        days=_days(course),
        location=course.location,
        number=course.number if numbered else None,
    )


def _days(course: StaffedCourse) -> tuple[MailDay, ...]:
    return tuple(MailDay(day.date, day.starts, day.ends) for day in course.days)


def calendar_entry(course: StaffedCourse, *, is_firm: bool, now: datetime) -> bytes:
    """The course as a calendar file for who answers on the page; the mail's events replace it, having the same UIDs."""
    return published_calendar([(_events(course), "CONFIRMED" if is_firm else "TENTATIVE")], name="C-BOT", now=now)


def _calendar(course: StaffedCourse, instructor: InstructorContact, now: datetime) -> CalendarPart:
    organizer = MailAddress(course.provider.email, course.provider.name)
    attendee = MailAddress(instructor.email, instructor.name)
    return course_calendar(_events(course), organizer=organizer, attendee=attendee, method="REQUEST", now=now)


def _events(course: StaffedCourse) -> CourseEvents:
    return CourseEvents(
        course_id=course.id,
        sequence=course.calendar_sequence,
        title=f"{course.type_name} ({course.provider.name})",
        location=course.location,
        description="",
        days=_days(course),
        time_zone=course.provider.time_zone,
    )
