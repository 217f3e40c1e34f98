"""The neutral attendance list of a course (R-EXT-03): the provider's own name and logo, and no mark of CIBOT."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from app.documents.logos import framed
from app.documents.typesetting import CannotTypeset, typeset, words

_DAYS_PER_SHEET = 6


@dataclass(frozen=True)
class ListDay:
    """One course day, in the provider's time zone."""

    date: date
    starts: time
    ends: time


@dataclass(frozen=True)
class ListRow:
    """One trainee; birth date and customer may be unknown."""

    name: str
    birth_date: date | None = None
    customer: str = ""


@dataclass(frozen=True)
class AttendanceList:
    """Everything that stands on the list."""

    language: str
    provider_name: str
    course_type: str
    number: int
    days: Sequence[ListDay]
    location: str
    instructors: Sequence[str]
    trainees: Sequence[ListRow]
    max_trainees: int
    logo: bytes | None = None
    """A PNG or JPEG."""


async def render_attendance_list(course: AttendanceList) -> bytes:
    """The list as PDF, with an empty line for every place that is left and a signature column for every day.

    A logo that turns out to be broken is left away rather than costing the list.
    """
    dated = course.days[0].date
    try:
        return await typeset("attendance_list", _data(course), dated=dated)
    except CannotTypeset:
        if course.logo is None:
            raise
        return await typeset("attendance_list", _data(replace(course, logo=None)), dated=dated)


def attendance_list_name(course: AttendanceList) -> str:
    """The file name under which the list is offered."""
    return f"{words(course.language)['title']} {course.course_type} {course.number}.pdf"


def _data(course: AttendanceList) -> dict[str, Any]:
    labels = words(course.language)
    dates = [_day(day.date) for day in course.days]
    return {
        "words": labels,
        "language": course.language if course.language in ("nl", "en") else "nl",
        "provider": course.provider_name,
        "logo": framed(course.logo),
        "course": course.course_type,
        "number": f"#{course.number}",
        "location": course.location,
        "instructors": list(course.instructors),
        "days": [{"full": _full(day, labels["until"])} for day in course.days],
        "groups": [{"days": dates[at : at + _DAYS_PER_SHEET]} for at in range(0, len(dates), _DAYS_PER_SHEET)],
        "rows": _rows(course),
    }


def _rows(course: AttendanceList) -> list[dict[str, str]]:
    filled = [
        {"name": row.name, "birth_date": _day(row.birth_date) if row.birth_date else "", "customer": row.customer}
        for row in course.trainees
    ]
    places_left = max(course.max_trainees - len(filled), 0)
    return filled + [{"name": "", "birth_date": "", "customer": ""}] * places_left


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _full(day: ListDay, until: str) -> str:
    return f"{_day(day.date)}, {day.starts:%H:%M} {until} {day.ends:%H:%M}"
