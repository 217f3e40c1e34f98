"""Other dates for a course: its days shifted as one, and a series that comes back weekly or monthly (R-CRS-10)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from app.core.errors import Invalid
from app.courses.days import EARLIEST, LATEST, Day, in_order

Every = Literal["week", "month"]
MAX_DATES = 53


def shifted(days: Sequence[Day], first_day: date, *, pointer: str = "/firstDay") -> tuple[Day, ...]:
    """The same days with the first one on `first_day`: times and distances stay. Raises Invalid at `pointer`."""
    ordered = in_order(days)
    distance = first_day - ordered[0].date
    last = ordered[-1].date.toordinal() + distance.days
    if first_day < EARLIEST or last > LATEST.toordinal():
        raise Invalid.at(pointer, "date_out_of_range", "A course lies between 2000 and 2100.")
    return tuple(replace(day, date=day.date + distance) for day in ordered)


def series(first_day: date, every: Every, count: int) -> list[date]:
    """`count` dates from `first_day` on: the same weekday, or the same day of the month (or its last one).

    Raises Invalid when there are too many of them or they run beyond the calendar.
    """
    if not 1 <= count <= MAX_DATES:
        raise Invalid.at("/repeat/times", "out_of_range", f"A series has 1 to {MAX_DATES} dates.")
    step = _weeks_later if every == "week" else _months_later
    return [step(first_day, number) for number in range(count)]


def _weeks_later(day: date, number: int) -> date:
    if day > LATEST - timedelta(weeks=number):
        raise Invalid.at("/firstDay", "date_out_of_range", "A course lies between 2000 and 2100.")
    return day + timedelta(weeks=number)


def _months_later(day: date, number: int) -> date:
    years, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
