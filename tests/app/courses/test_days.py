"""Course days, expiry dates and what counts as busy."""

from datetime import date, time

import pytest

from app.core.errors import FieldErrors
from app.courses.busy import BusyRule
from app.courses.days import Day, check_days, expiry_after, in_order

MORNING = Day(date(2027, 3, 1), time(9), time(12))


@pytest.mark.parametrize(
    ("last_day", "months", "expires"),
    [
        (date(2027, 3, 1), 12, date(2028, 3, 1)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 3, 31), 240, date(2047, 3, 31)),
    ],
)
def test_expiry_is_months_after_the_last_day(last_day: date, months: int, expires: date) -> None:
    """R-CRS-04: a month without such a day ends on its last one."""
    assert expiry_after(last_day, months) == expires


def test_days_are_put_in_order() -> None:
    """R-CRS-02: however they were typed."""
    later = Day(date(2027, 3, 8), time(9), time(12))
    assert in_order([later, MORNING]) == (MORNING, later)


def test_every_wrong_day_is_noted_at_its_own_place() -> None:
    """R-CRS-02: end before start, a date twice, a date out of reach, all together."""
    errors = FieldErrors()
    check_days([MORNING, Day(MORNING.date, time(12), time(12)), Day(date(1999, 1, 1), time(9), time(10))], errors)
    assert {(each.pointer, each.code) for each in errors.errors} == {
        ("/days/1/ends", "end_before_start"),
        ("/days/1/date", "day_twice"),
        ("/days/2/date", "date_out_of_range"),
        ("/days", "course_too_long"),
    }


@pytest.mark.parametrize("count", [0, 61])
def test_a_course_has_one_to_sixty_days(count: int) -> None:
    """R-CRS-02: at least one."""
    errors = FieldErrors()
    check_days([Day(date.fromordinal(740_000 + each), time(9), time(12)) for each in range(count)], errors)
    assert [each.code for each in errors.errors] == ["days_count"]


@pytest.mark.parametrize(
    ("rule", "starts", "ends", "busy"),
    [
        (BusyRule("day"), time(18), time(20), True),
        (BusyRule("overlap"), time(12), time(13), False),
        (BusyRule("overlap"), time(11, 59), time(13), True),
        (BusyRule("overlap", 60), time(12, 59), time(14), True),
        (BusyRule("overlap", 60), time(13), time(14), False),
        (BusyRule("overlap", 60), time(6), time(8), False),
        (BusyRule("overlap", 60), time(6), time(8, 1), True),
    ],
)
def test_what_counts_as_busy_is_the_providers_choice(rule: BusyRule, starts: time, ends: time, busy: bool) -> None:
    """R-CRS-05: any booking on the date, or overlapping times with a margin for travel."""
    assert rule.counts(MORNING, starts, ends) is busy
