"""The two languages of mails, and how each writes a day and a time (R-MAIL-05)."""

from datetime import date, datetime, time
from typing import Literal

Language = Literal["nl", "en"]
FormOfAddress = Literal["je", "u"]
"""How mails in Dutch address their reader."""
LANGUAGES: tuple[Language, ...] = ("nl", "en")

_DAYS: dict[Language, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_MOMENTS: dict[Language, str] = {"nl": "{day} om {clock} uur", "en": "{day} at {clock}"}


def as_language(value: str) -> Language:
    """The language of a stored or requested code; everything that is not English is Dutch."""
    return "en" if value == "en" else "nl"


def as_form(value: str | None) -> FormOfAddress:
    """The form of address of a stored or requested word; everything that is not `u` is `je`."""
    return "u" if value == "u" else "je"


def long_date(day: date, language: Language) -> str:
    """A day in words: `dinsdag 8 september 2026`, `Tuesday 8 September 2026`."""
    return f"{_DAYS[language][day.weekday()]} {day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def clock_time(moment: time) -> str:
    """A time of the day on the 24-hour clock: `09:30`."""
    return moment.strftime("%H:%M")


def moment_in_words(moment: datetime, language: Language) -> str:
    """A day with a time, in the zone that the moment carries: `dinsdag 8 september 2026 om 09:30 uur`."""
    return _MOMENTS[language].format(day=long_date(moment.date(), language), clock=clock_time(moment.time()))
