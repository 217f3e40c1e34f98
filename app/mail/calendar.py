"""Calendar files that go with mails: every day of a course, which can be moved or cancelled later (R-INV-07, R-STF-06).

One day goes as a request (RFC 5546, 3.2.2), which Outlook and Gmail put into the calendar, move and take out by themselves.
A request is about one UID, and Outlook reads its first event only; it knows no list of dates (RDATE) without a rule either.
So several days go as published events (3.2.1), one per day, each with a UID of its own: the reader opens the file, and every
calendar reads all of them. Published events carry no attendee, and say by their status that they are off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from app.mail.addresses import MailAddress
from app.mail.message import CalendarMethod, CalendarPart
from app.mail.system_mails import MailDay

if TYPE_CHECKING:  # icalendar costs a tenth of the start-up time, and is wanted rarely
    from icalendar import Event, Timezone, vCalAddress

_PRODUCT = "-//C-BOT//Course calendar//EN"
_ANYBODY = b"\r\nATTENDEE:anybody\r\n"
_REFRESH = timedelta(hours=1)
_EU_RULE_ZONES = {"Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "Europe/Paris", "Europe/Luxembourg"}


@dataclass(frozen=True, slots=True)
class CourseEvents:
    """What a calendar shall show of a course; at least one day, in order."""

    course_id: UUID
    sequence: int
    """Raised by the course whenever days or place change, so that a newer file replaces an older one."""
    title: str
    location: str
    description: str
    days: tuple[MailDay, ...]
    time_zone: str = "Europe/Amsterdam"
    dropped: int = 0
    """How many days an earlier file may have shown beyond these; they are taken out."""

    @property
    def is_one_event(self) -> bool:
        """Whether the file is about a single event, so that calendars can act on it by themselves."""
        return len(self.days) + self.dropped == 1


def course_calendar(
    course: CourseEvents, *, organizer: MailAddress, attendee: MailAddress, method: CalendarMethod, now: datetime
) -> CalendarPart:
    """An .ics file with one event per course day; `method` says what is meant, the part by which method it travels.

    The same day of the same course always has the same UID.
    """
    ics = _for_anybody(course, organizer, method, now)
    if course.is_one_event:
        return CalendarPart(ics.replace(_ANYBODY, _attendee_line(attendee)), method)
    return CalendarPart(ics, "PUBLISH")


@lru_cache(maxsize=32)
def _for_anybody(course: CourseEvents, organizer: MailAddress, method: CalendarMethod, now: datetime) -> bytes:
    """The file with a mark where the attendee stands: a mailing makes it once, however many it goes to."""
    from icalendar import Calendar, vCalAddress

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method if course.is_one_event else "PUBLISH")
    calendar.add_component(_time_zone(course))
    for position in range(len(course.days) + course.dropped):
        event = _event(course, position, now=now)
        is_off = method == "CANCEL" or position >= len(course.days)
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        event.add("organizer", _calendar_address(organizer))
        if course.is_one_event:
            event.add("attendee", vCalAddress("anybody"))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def published_calendar(courses: Sequence[tuple[CourseEvents, str]], *, name: str, now: datetime) -> bytes:
    """Several courses in one calendar, each with its status (`CONFIRMED`, `TENTATIVE`, `CANCELLED`), for subscribers."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for course in {course.time_zone: course for course, _ in courses}.values():
        calendar.add_component(_time_zone(course))
    for course, status in courses:
        for position in range(len(course.days)):
            event = _event(course, position, now=now)
            event.add("status", status)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_uid(course_id: UUID, position: int) -> str:
    """The UID of a course's nth day: it stays when the day moves, so that calendars move it too."""
    return f"{course_id}-{position + 1}@c-bot"


def _event(course: CourseEvents, position: int, *, now: datetime) -> "Event":
    from icalendar import Event

    # A day that was dropped has no date any more; its event goes out by the UID.
    day, zone = course.days[min(position, len(course.days) - 1)], ZoneInfo(course.time_zone)
    event = Event()
    event.add("uid", event_uid(course.course_id, position))
    event.add("sequence", course.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", datetime.combine(day.date, day.start, zone))
    event.add("dtend", datetime.combine(day.date, day.end, zone))
    event.add("summary", _title(course, position))
    event.add("location", course.location)
    event.add("description", course.description)
    return event


def _title(course: CourseEvents, position: int) -> str:
    if len(course.days) == 1 or position >= len(course.days):
        return course.title
    return f"{course.title} ({position + 1}/{len(course.days)})"


def _calendar_address(person: MailAddress) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["CN"] = vText(person.name)
    return address


def _attendee_line(person: MailAddress) -> bytes:
    from icalendar import vText
    from icalendar.parser import Contentline

    address = _calendar_address(person)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    # The course is a fact by now: a reply button in the calendar would answer to nobody.
    address.params["PARTSTAT"] = vText("ACCEPTED")
    address.params["RSVP"] = vText("FALSE")
    return b"\r\n" + bytes(Contentline.from_parts("ATTENDEE", address.params, address).to_ical()) + b"\r\n"


def _time_zone(course: CourseEvents) -> "Timezone":
    from icalendar import Timezone

    if course.time_zone in _EU_RULE_ZONES:
        return _central_european(course.time_zone)
    first, last = course.days[0].date, course.days[-1].date
    return Timezone.from_tzid(
        course.time_zone, first_date=first - timedelta(days=366), last_date=max(first, last) + timedelta(days=366)
    )


def _central_european(name: str) -> "Timezone":
    """The rule in force since 1996, as a rule: Outlook does not read the lists of dates that libraries write."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    zone = Timezone()
    zone.add("tzid", name)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    rules = ((summer, "CEST", "1996-03-31T02:00", 1, 2), (winter, "CET", "1996-10-27T03:00", 2, 1))
    for part, short, local, before, after in rules:
        first = datetime.fromisoformat(local)
        part.add("tzname", short)
        part.add("dtstart", first)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", vRecur(freq="YEARLY", bymonth=first.month, byday="-1SU"))
        zone.add_component(part)
    return zone
