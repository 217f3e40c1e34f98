"""The charges of one month of a subscription, each with its reason: pure functions over dates and counts (R-BIL)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.billing.periods import Counted, Period, counted_for, months
from app.billing.prices import Band, PriceTable, table_on


@dataclass(frozen=True)
class Booking:
    """A course as billing sees it: the day on which it was booked, and whether it was cancelled."""

    booked_on: date
    cancelled: bool = False


@dataclass(frozen=True)
class Activity:
    """A stretch in which a module was on: from a day up to, not including, another, or still on."""

    module: str
    first: date
    until: date | None = None

    def touches(self, period: Period) -> bool:
        """Whether the module was on during any day of the period."""
        begins_and_ends = self.until is not None and self.until <= self.first
        return not begins_and_ends and self.first < period.end and (self.until is None or self.until > period.first)


@dataclass(frozen=True)
class Status:
    """From a day on the provider is a CIBOT institute, or is not."""

    first: date
    is_institute: bool


@dataclass(frozen=True)
class Subscription:
    """All that a provider's charges follow from."""

    start: date
    statuses: Sequence[Status]
    activities: Sequence[Activity]

    def is_institute(self, day: date) -> bool:
        """Whether the provider was a CIBOT institute on that day."""
        known = [status for status in self.statuses if status.first <= day]
        return max(known, key=lambda status: status.first).is_institute if known else False


@dataclass(frozen=True)
class Reckoning:
    """Why a month has its tier: what was counted, over which period, and what it comes to in a year."""

    counted: Counted
    courses: int
    courses_a_year: int
    band: Band
    table: PriceTable


@dataclass(frozen=True)
class Line:
    """One amount of an invoice in cents; `module` is None for the one-off fee."""

    module: str | None
    cents: int


@dataclass(frozen=True)
class MonthCharges:
    """What one month of a subscription costs, and why."""

    number: int
    period: Period
    is_free: bool
    is_institute: bool
    reckoning: Reckoning
    lines: tuple[Line, ...]

    @property
    def net_cents(self) -> int:
        """The sum of the lines, exclusive of VAT."""
        return sum(line.cents for line in self.lines)

    @property
    def vat_cents(self) -> int:
        """The VAT over the sum, rounded half up to the cent."""
        return (self.net_cents * self.reckoning.table.vat_percent + 50) // 100


def reckon(start: date, number: int, courses: int, tables: Sequence[PriceTable]) -> Reckoning:
    """The tier of month `number` from the courses counted in its deciding period (R-BIL-03 to R-BIL-05)."""
    counted = counted_for(start, number)
    table = table_on(tables, months(start, number).first)
    a_year = courses * counted.factor
    return Reckoning(counted, courses, a_year, table.band(a_year), table)


def count(bookings: Sequence[Booking], period: Period) -> int:
    """The courses that were booked in the period and not cancelled (R-BIL-03)."""
    return sum(1 for booking in bookings if not booking.cancelled and period.holds(booking.booked_on))


def charge(
    subscription: Subscription, number: int, courses: int, tables: Sequence[PriceTable], *, fee_charged_before: bool
) -> MonthCharges:
    """What month `number` costs (R-BIL-01 to R-BIL-06).

    Every module that was on during any day of the month is charged whole; the first month is free but for the one-off
    fee, which a provider pays once, in the first month that it begins without being a CIBOT institute. What the provider
    is on the first day of the month decides over its discount.
    """
    period = months(subscription.start, number)
    reckoning = reckon(subscription.start, number, courses, tables)
    is_institute = subscription.is_institute(period.first)
    lines = []
    if not is_institute and not fee_charged_before:
        lines.append(Line(None, reckoning.table.one_off_fee_cents))
    if number > 0:
        price = reckoning.table.module_cents(reckoning.band, is_institute=is_institute)
        lines += [Line(module, price) for module in _on_during(subscription.activities, period)]
    return MonthCharges(number, period, number == 0, is_institute, reckoning, tuple(lines))


def history(
    subscription: Subscription, bookings: Sequence[Booking], tables: Sequence[PriceTable], until: date
) -> list[MonthCharges]:
    """The charges of every month of the subscription that is over before `until`, in order."""
    charges: list[MonthCharges] = []
    fee_charged = False
    while months(subscription.start, len(charges)).end <= until:
        number = len(charges)
        courses = count(bookings, counted_for(subscription.start, number).period)
        month = charge(subscription, number, courses, tables, fee_charged_before=fee_charged)
        fee_charged = fee_charged or any(line.module is None for line in month.lines)
        charges.append(month)
    return charges


def totals(charges: Sequence[MonthCharges]) -> Mapping[str, int]:
    """The sums of several months in cents: `net` and `vat`."""
    return {"net": sum(month.net_cents for month in charges), "vat": sum(month.vat_cents for month in charges)}


def _on_during(activities: Sequence[Activity], period: Period) -> list[str]:
    return sorted({activity.module for activity in activities if activity.touches(period)})
