"""What every list of a course has on it: the course, its days, its people, and an empty line for each place that is left."""

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
class CourseSheet:
    """Everything that stands on a list."""

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


async def render_sheet(template: str, sheet: CourseSheet, **more: Any) -> bytes:
    """A list as PDF; `more` is what this kind of list needs beside the sheet.

    A logo that turns out to be broken is left away rather than costing the list.
    """
    dated = sheet.days[0].date
    try:
        return await typeset(template, _data(sheet) | more, dated=dated)
    except CannotTypeset:
        if sheet.logo is None:
            raise
        return await typeset(template, _data(replace(sheet, logo=None)) | more, dated=dated)


def sheet_name(title: str, sheet: CourseSheet) -> str:
    """The name under which a list is offered, without an extension; `title` is a word of the documents."""
    return f"{words(sheet.language)[title]} {sheet.course_type} {sheet.number}"


def _data(sheet: CourseSheet) -> dict[str, Any]:
    labels = words(sheet.language)
    dates = [_day(day.date) for day in sheet.days]
    return {
        "words": labels,
        "language": sheet.language if sheet.language in ("nl", "en") else "nl",
        "provider": sheet.provider_name,
        "logo": framed(sheet.logo),
        "course": sheet.course_type,
        "number": f"#{sheet.number}",
        "location": sheet.location,
        "instructors": list(sheet.instructors),
        "days": [{"full": _full(day, labels["until"])} for day in sheet.days],
        "groups": [{"days": dates[at : at + _DAYS_PER_SHEET]} for at in range(0, len(dates), _DAYS_PER_SHEET)],
        "rows": _rows(sheet),
    }


def _rows(sheet: CourseSheet) -> list[dict[str, str]]:
    filled = [
        {"name": row.name, "birth_date": _day(row.birth_date) if row.birth_date else "", "customer": row.customer}
        for row in sheet.trainees
    ]
    places_left = max(sheet.max_trainees - len(filled), 0)
    return filled + [{"name": "", "birth_date": "", "customer": ""}] * places_left


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _full(day: ListDay, until: str) -> str:
    return f"{_day(day.date)}, {day.starts:%H:%M} {until} {day.ends:%H:%M}"
