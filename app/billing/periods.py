"""The months, quarters and years of a subscription: they count from its first day, not from the calendar (R-BIL-03)."""

import calendar
from dataclasses import dataclass
from datetime import date

QUARTER = 3
YEAR = 12


@dataclass(frozen=True)
class Period:
    """Days from `first` up to, not including, `end`."""

    first: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day < self.end


@dataclass(frozen=True)
class Counted:
    """The period whose courses decide the tier, and by how much its count is multiplied to make a year of it."""

    period: Period
    months: int

    @property
    def factor(self) -> int:
        """12 for a month, 4 for a quarter, 1 for a year."""
        return YEAR // self.months


def month_start(start: date, number: int) -> date:
    """The first day of month `number` (0 is the first) of a subscription that began on `start`.

    A subscription that began on the 31st has its month begin on the last day of shorter months.
    """
    years, month = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def months(start: date, first: int, count: int = 1) -> Period:
    """The period of `count` months of the subscription from month `first` on."""
    return Period(month_start(start, first), month_start(start, first + count))


def month_of(start: date, day: date) -> int:
    """The number of the subscription's month in which the day lies; negative before it began."""
    number = (day.year - start.year) * 12 + day.month - start.month
    return number if month_start(start, number) <= day else number - 1


def counted_for(start: date, number: int) -> Counted:
    """Which courses decide the tier of month `number`, and how their count is scaled (R-BIL-03 to R-BIL-05).

    The first month decides for itself and the rest of its quarter; in the first year each quarter follows the one
    before it; from then on each year follows the year before it.
    """
    if number < QUARTER:
        return Counted(months(start, 0), 1)
    if number < YEAR:
        return Counted(months(start, number // QUARTER * QUARTER - QUARTER, QUARTER), QUARTER)
    return Counted(months(start, number // YEAR * YEAR - YEAR, YEAR), YEAR)
