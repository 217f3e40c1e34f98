"""The .ics files that go with mails."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from app.mail.addresses import MailAddress
from app.mail.calendar import CourseEvents, course_calendar, event_uid
from app.mail.message import CalendarPart
from app.mail.system_mails import MailDay

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
COURSE = CourseEvents(
    course_id=UUID(int=7),
    sequence=2,
    title="BHV, basis; deel één",
    location="Zaal 1\nUtrecht",
    description="Opleider: Opleiding & Zo",
    days=(MailDay(date(2026, 9, 8), time(9, 30), time(17, 30)), MailDay(date(2026, 12, 8), time(9), time(12))),
)

ONE_DAY = replace(COURSE, days=COURSE.days[:1])


def make(course: CourseEvents = COURSE, method: Any = "REQUEST") -> CalendarPart:
    return course_calendar(
        course,
        organizer=MailAddress("info@opleiding.example", 'Opleiding "Zo"'),
        attendee=MailAddress("jan@example.com", "Jan"),
        method=method,
        now=NOW,
    )


def read_events(part: CalendarPart) -> list[Any]:
    return list(Calendar.from_ical(part.ics).walk("VEVENT"))


def test_every_course_day_is_an_event_at_the_right_instant() -> None:
    """R-INV-07, R-STF-06: summer and winter time both come out right."""
    events = read_events(make())
    begins = [event["dtstart"].dt.astimezone(UTC) for event in events]
    assert begins == [datetime(2026, 9, 8, 7, 30, tzinfo=UTC), datetime(2026, 12, 8, 8, 0, tzinfo=UTC)]
    assert [str(event["summary"]) for event in events] == ["BHV, basis; deel één (1/2)", "BHV, basis; deel één (2/2)"]


def test_a_moved_course_keeps_its_uids_and_raises_the_sequence() -> None:
    """R-INV-07: calendars then move the event instead of adding one."""
    moved = replace(COURSE, sequence=3, days=(MailDay(date(2026, 10, 1), time(9), time(12)), COURSE.days[1]))
    before, after = read_events(make()), read_events(make(moved))
    assert [str(event["uid"]) for event in before] == [str(event["uid"]) for event in after]
    assert [str(event["uid"]) for event in after] == [event_uid(COURSE.course_id, 0), event_uid(COURSE.course_id, 1)]
    assert {event["sequence"] for event in after} == {3}


@pytest.mark.parametrize("course", [COURSE, ONE_DAY], ids=["two days", "one day"])
def test_a_cancelled_course_takes_its_events_back(course: CourseEvents) -> None:
    """R-INV-07"""
    part = make(course, "CANCEL")
    calendar: Any = Calendar.from_ical(part.ics)
    method = "CANCEL" if course is ONE_DAY else "PUBLISH"
    assert (part.method, str(calendar["method"])) == (method, method)
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {"CANCELLED"}


def test_a_request_is_about_one_event_and_several_days_are_published() -> None:
    """R-INV-07: a request has one UID (RFC 5546, 3.2.2), of which calendars read the first; published events name no attendee."""
    one, two = make(ONE_DAY), make()
    assert (one.method, two.method) == ("REQUEST", "PUBLISH")
    assert len(read_events(one)) == 1
    assert len({str(event["uid"]) for event in read_events(two)}) == 2
    assert b"ATTENDEE" not in two.ics
    assert {str(event["organizer"]) for event in read_events(two)} == {"mailto:info@opleiding.example"}
    assert {str(event["status"]) for event in read_events(one) + read_events(two)} == {"CONFIRMED"}


def test_a_day_that_fell_away_is_taken_out() -> None:
    """R-INV-07: a course that became shorter leaves no day behind in anybody's calendar."""
    part = make(replace(ONE_DAY, sequence=3, dropped=1))
    told = [(str(event["uid"]), str(event["status"]), event["sequence"]) for event in read_events(part)]
    assert part.method == "PUBLISH"
    assert told == [(event_uid(COURSE.course_id, 0), "CONFIRMED", 3), (event_uid(COURSE.course_id, 1), "CANCELLED", 3)]


def test_the_file_keeps_to_the_form() -> None:
    """R-INV-07: CRLF, lines of at most 75 octets, organizer and attendee, a time zone by rule."""
    ics = make(ONE_DAY).ics
    lines = ics.split(b"\r\n")
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert ics.count(b"RRULE:FREQ=YEARLY") == 2
    event = read_events(make(ONE_DAY))[0]
    assert str(event["organizer"]) == "mailto:info@opleiding.example"
    assert event["attendee"].params["RSVP"] == "FALSE"


@pytest.mark.parametrize("zone", ["Europe/London", "America/Curacao", "UTC"])
def test_another_time_zone_is_described_too(zone: str) -> None:
    """R-INV-07: a provider may set another zone."""
    part = make(replace(COURSE, time_zone=zone))
    event = read_events(part)[0]
    assert event["dtstart"].dt.hour == 9


@pytest.mark.parametrize("name", ["Jan", "Fatima de; Vries: x", "日本語" * 12, "ATTENDEE:anybody"])
def test_every_reader_is_named_in_a_file_of_the_own(name: str) -> None:
    """R-INV-07: a mailing makes the file once, and only the attendee differs, whatever the course or the name is called."""
    course = replace(ONE_DAY, location="ATTENDEE:anybody")
    people = [MailAddress("een@example.com", name), MailAddress("twee@example.com")]
    files = [
        course_calendar(course, organizer=MailAddress("info@o.example"), attendee=person, method="REQUEST", now=NOW)
        for person in people
    ]
    for person, file in zip(people, files, strict=True):
        assert max(map(len, file.ics.split(b"\r\n"))) <= 75
        for event in read_events(file):
            assert event["attendee"] == f"mailto:{person.email}"
            assert event["location"] == "ATTENDEE:anybody"
    kept = [str(event["attendee"].params.get("CN", "")) for event in read_events(files[0])]
    assert kept == [name]
