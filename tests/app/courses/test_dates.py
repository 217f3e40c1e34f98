"""Shifting the days of a course, and series of dates."""

from datetime import date, time

import pytest

from app.core.errors import Invalid
from app.courses.dates import MAX_DATES, series, shifted
from app.courses.days import Day


def test_days_keep_their_times_and_distances() -> None:
    """R-CRS-10: a course of several days moves as one, whatever order its days are given in."""
    days = [Day(date(2027, 3, 9), time(13), time(17)), Day(date(2027, 3, 1), time(9), time(17))]
    assert shifted(days, date(2027, 12, 30)) == (
        Day(date(2027, 12, 30), time(9), time(17)),
        Day(date(2028, 1, 7), time(13), time(17)),
    )


@pytest.mark.parametrize("first_day", [date(1999, 12, 31), date(2100, 12, 31), date(9999, 12, 31)])
def test_dates_stay_in_the_calendar(first_day: date) -> None:
    """R-CRS-10: neither the first nor the last day leaves what courses may lie in."""
    days = [Day(date(2027, 3, 1), time(9), time(17)), Day(date(2027, 3, 2), time(9), time(17))]
    with pytest.raises(Invalid) as refusal:
        shifted(days, first_day)
    assert refusal.value.errors[0].pointer == "/firstDay"


def test_weekly_keeps_the_weekday() -> None:
    """R-CRS-10"""
    assert series(date(2027, 12, 21), "week", 3) == [date(2027, 12, 21), date(2027, 12, 28), date(2028, 1, 4)]


def test_monthly_keeps_the_day_of_the_month_where_there_is_one() -> None:
    """R-CRS-10: the end of a short month does not pull the later dates forward."""
    assert series(date(2027, 12, 31), "month", 4) == [
        date(2027, 12, 31),
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]


@pytest.mark.parametrize("count", [0, MAX_DATES + 1])
def test_a_series_has_an_end(count: int) -> None:
    """R-CRS-10"""
    with pytest.raises(Invalid):
        series(date(2027, 1, 1), "week", count)
