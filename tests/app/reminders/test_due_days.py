"""When reminders go out: whole months ahead, at 08:00 by the provider's own clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.reminders.due_days import last_due, moment_of, next_month, next_run

AMSTERDAM = "Europe/Amsterdam"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "weeks", "until"),
    [
        (date(2027, 1, 3), 8, date(2027, 2, 28)),
        (date(2027, 1, 4), 8, date(2027, 3, 31)),
        (date(2028, 1, 4), 4, date(2028, 2, 29)),
        (date(2028, 1, 3), 4, date(2028, 1, 31)),
        (date(2028, 2, 22), 1, date(2028, 2, 29)),
        (date(2028, 2, 23), 1, date(2028, 3, 31)),
        (date(2027, 12, 31), 26, date(2028, 6, 30)),
    ],
)
def test_a_month_falls_due_as_a_whole(day: date, weeks: int, until: date) -> None:
    """R-EXP-01: N weeks before the first day of the month, to the day, also around the leap day."""
    assert last_due(day, weeks) == until
    month, sent_on = next_month(day, weeks)
    assert month == until + timedelta(days=1)
    assert last_due(sent_on, weeks) > until
    assert last_due(sent_on - timedelta(days=1), weeks) == until


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(date(2027, 3, 27), 7), (date(2027, 3, 28), 6), (date(2027, 10, 30), 6), (date(2027, 10, 31), 7)],
)
def test_it_is_eight_o_clock_whatever_the_clocks_did_that_night(day: date, utc_hour: int) -> None:
    """R-INV-08: the instant moves with summer and winter time."""
    assert moment_of(day, AMSTERDAM) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


def test_the_next_run_is_told_as_it_will_be() -> None:
    """R-INV-08 R-EXP-01: today, tomorrow, or at once when today's were missed; what is switched on waits for the morning."""
    early, late = datetime(2027, 3, 28, 5, tzinfo=UTC), datetime(2027, 3, 28, 9, tzinfo=UTC)
    today, tomorrow = moment_of(date(2027, 3, 28), AMSTERDAM), moment_of(date(2027, 3, 29), AMSTERDAM)
    assert next_run(early, AMSTERDAM, None, LONG_AGO) == today
    assert next_run(early, AMSTERDAM, date(2027, 3, 27), early) == today
    assert next_run(late, AMSTERDAM, date(2027, 3, 27), LONG_AGO) == late
    assert next_run(late, AMSTERDAM, date(2027, 3, 28), LONG_AGO) == tomorrow
    assert next_run(late, AMSTERDAM, date(2027, 3, 27), late) == tomorrow
