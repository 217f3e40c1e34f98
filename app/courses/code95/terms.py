"""When what must have been reported for the hours of a course day to count: the one place that reckons it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from app.core.clock import end_of_day


class Duty(StrEnum):
    """What is reported of a course day."""

    DAY = "day"
    TRAINEES = "trainees"
    RESULT = "result"


class DutyState(StrEnum):
    """How far a duty is."""

    OPEN = "open"
    MISSED = "missed"
    REPORTED = "reported"
    REPORTED_LATE = "reportedLate"


class Terms(Protocol):
    """The terms that hold for course days from a date on."""

    valid_from: date
    days_ahead: int
    minutes_after_start: int
    days_after: int


@dataclass(frozen=True)
class Deadline:
    """Until when a duty can be done."""

    duty: Duty
    due_at: datetime

    def state(self, reported_at: datetime | None, now: datetime) -> DutyState:
        """How far the duty is at a moment."""
        if reported_at is not None:
            return DutyState.REPORTED if reported_at <= self.due_at else DutyState.REPORTED_LATE
        return DutyState.OPEN if now <= self.due_at else DutyState.MISSED


def deadlines(day: date, starts: time, terms: Terms, time_zone: str) -> tuple[Deadline, ...]:
    """The three deadlines of a course day that starts at a time of day in the provider's time zone.

    Days count as calendar days there: a term of days lasts until the end of its last day, also when the clocks change in
    between. Minutes after the start are real minutes.
    """
    begins = datetime.combine(day, starts, ZoneInfo(time_zone)).astimezone(UTC)
    return (
        Deadline(Duty.DAY, end_of_day(day - timedelta(days=terms.days_ahead), time_zone)),
        Deadline(Duty.TRAINEES, begins + timedelta(minutes=terms.minutes_after_start)),
        Deadline(Duty.RESULT, end_of_day(day + timedelta(days=terms.days_after), time_zone)),
    )


def terms_on(every: Sequence[Terms], day: date) -> Terms:
    """The terms that hold for a course day: the latest that were valid by then. Raises LookupError when none were."""
    valid = [terms for terms in every if terms.valid_from <= day]
    if not valid:
        raise LookupError(f"There are no code 95 terms for {day}.")
    return max(valid, key=lambda terms: terms.valid_from)
