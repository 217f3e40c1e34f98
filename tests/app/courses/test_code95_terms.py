"""Until when what must be reported for hours to count."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.courses.code95.terms import Duty, DutyState, deadlines, terms_on

ZONE = "Europe/Amsterdam"


@dataclass
class Row:
    """A row of terms."""

    valid_from: date = date(2000, 1, 1)
    days_ahead: int = 2
    minutes_after_start: int = 30
    days_after: int = 4


def due(day: date, starts: time = time(9, 30), zone: str = ZONE, terms: Row | None = None) -> dict[Duty, datetime]:
    """The deadlines of a day, by duty."""
    return {each.duty: each.due_at for each in deadlines(day, starts, terms or Row(), zone)}


def test_the_terms_of_an_ordinary_day() -> None:
    """R-CRS-01: the end of the second day before, half an hour after the start, the end of the fourth day after."""
    assert due(date(2019, 6, 7)) == {
        Duty.DAY: datetime(2019, 6, 5, 21, 59, 59, tzinfo=UTC),
        Duty.TRAINEES: datetime(2019, 6, 7, 8, 0, tzinfo=UTC),
        Duty.RESULT: datetime(2019, 6, 11, 21, 59, 59, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("day", "ahead", "after"),
    [
        (
            date(2027, 3, 29),
            datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC),
            datetime(2027, 4, 2, 21, 59, 59, tzinfo=UTC),
        ),
        (
            date(2027, 11, 1),
            datetime(2027, 10, 30, 21, 59, 59, tzinfo=UTC),
            datetime(2027, 11, 5, 22, 59, 59, tzinfo=UTC),
        ),
    ],
    ids=["the clocks go forward in between", "the clocks go back in between"],
)
def test_days_are_calendar_days_when_the_clocks_change(day: date, ahead: datetime, after: datetime) -> None:
    """R-CRS-01: a term ends at midnight of the provider's clock, an hour more or less notwithstanding."""
    found = due(day)
    assert (found[Duty.DAY], found[Duty.RESULT]) == (ahead, after)


def test_half_an_hour_is_real_time_across_the_change() -> None:
    """R-CRS-01: a course that starts at 01:45 in the night of the change has 30 minutes, not 90."""
    forward = due(date(2027, 3, 28), time(1, 45))[Duty.TRAINEES]
    assert forward == datetime(2027, 3, 28, 0, 45, tzinfo=UTC) + timedelta(minutes=30)


def test_times_are_those_of_the_provider() -> None:
    """R-ACC-01: the same course in another time zone has other deadlines."""
    assert due(date(2027, 6, 7), zone="America/Curacao")[Duty.TRAINEES] == datetime(2027, 6, 7, 14, 0, tzinfo=UTC)


def test_later_terms_hold_for_later_days_only() -> None:
    """R-CRS-01: terms are data with a date from which they hold, whatever their order."""
    rows = [Row(valid_from=date(2027, 1, 1), days_after=3), Row()]
    assert terms_on(rows, date(2026, 12, 31)).days_after == 4
    assert terms_on(rows, date(2027, 1, 1)).days_after == 3
    with pytest.raises(LookupError):
        terms_on(rows, date(1999, 1, 1))


def test_a_duty_is_missed_once_its_moment_has_passed() -> None:
    """R-CRS-01: reported late is told apart from reported in time."""
    deadline = deadlines(date(2027, 6, 7), time(9), Row(), ZONE)[1]
    before, after = deadline.due_at, deadline.due_at + timedelta(seconds=1)
    assert [deadline.state(None, at) for at in (before, after)] == [DutyState.OPEN, DutyState.MISSED]
    assert deadline.state(before, after) is DutyState.REPORTED
    assert deadline.state(after, after) is DutyState.REPORTED_LATE
