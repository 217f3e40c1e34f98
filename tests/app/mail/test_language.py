"""Days and times in words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.mail.language import as_language, clock_time, long_date, moment_in_words


def test_days_and_times_are_written_in_the_readers_language() -> None:
    """R-MAIL-05"""
    assert long_date(date(2026, 9, 8), "nl") == "dinsdag 8 september 2026"
    assert long_date(date(2026, 3, 1), "en") == "Sunday 1 March 2026"
    assert clock_time(time(9, 5)) == "09:05"
    moment = datetime(2026, 9, 8, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert moment_in_words(moment, "nl") == "dinsdag 8 september 2026 om 09:30 uur"
    assert moment_in_words(moment, "en") == "Tuesday 8 September 2026 at 09:30"


def test_an_unknown_language_is_dutch() -> None:
    """R-MAIL-05"""
    assert (as_language("en"), as_language("fr"), as_language("")) == ("en", "nl", "nl")
