"""Course days and what follows from them: order, checks, and when certificates expire (R-CRS-02, R-CRS-04)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from app.core.errors import FieldErrors
from app.courses.code95.hours import MOST_MINUTES, Hours

MAX_DAYS = 60
LONGEST_COURSE = timedelta(days=366)
"""From the first to the last day; the list of courses relies on it."""
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, order=True)
class Day:
    """One course day in the provider's time zone."""

    date: date
    starts: time
    ends: time
    hours: Hours | None = field(default=None, compare=False)
    """By kind, for code 95; None leaves them as they are. Days of other hours are the same days."""


def in_order(days: Sequence[Day]) -> tuple[Day, ...]:
    """The days from first to last."""
    return tuple(sorted(days))


def check_days(days: Sequence[Day], errors: FieldErrors) -> None:
    """Note every day that ends before it starts, stands there twice or lies out of reach, each at its own pointer."""
    if not 1 <= len(days) <= MAX_DAYS:
        errors.add("/days", "days_count", f"A course has 1 to {MAX_DAYS} days.")
    seen: set[date] = set()
    for index, day in enumerate(days):
        if day.ends <= day.starts:
            errors.add(f"/days/{index}/ends", "end_before_start", "A course day ends after it starts.")
        if day.date in seen:
            errors.add(f"/days/{index}/date", "day_twice", "Each date can be given once.")
        if not EARLIEST <= day.date <= LATEST:
            errors.add(f"/days/{index}/date", "date_out_of_range", "A course lies between 2000 and 2100.")
        if day.hours is not None and day.hours.total > MOST_MINUTES:
            errors.add(f"/days/{index}/hours", "hours_too_many", "A day has at most 24 hours.")
        seen.add(day.date)
    if seen and max(seen) - min(seen) > LONGEST_COURSE:
        errors.add("/days", "course_too_long", "The last day is at most a year after the first.")


def expiry_after(last_day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day when it has no such day."""
    years, month = divmod(last_day.month - 1 + months, 12)
    year, month = last_day.year + years, month + 1
    return date(year, month, min(last_day.day, monthrange(year, month)[1]))
