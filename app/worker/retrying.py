"""When a mail is tried again (R-MAIL-02): soon at first, hourly later, for 48 hours after the first try."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

_MINUTES = (1, 2, 5, 10, 20, 40, 60)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The delays after each failed try, and when to give up."""

    delays: tuple[timedelta, ...] = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
    """The last one holds for every later try."""
    limit: timedelta = timedelta(hours=48)
    spread: float = 0.2
    """By how much a delay may differ either way, so that mails that failed together do not return together."""
    chance: Callable[[], float] = field(default_factory=lambda: Random().random)
    """A number from 0 to 1."""

    def next_try(self, attempts: int, *, first_try: datetime, now: datetime) -> datetime | None:
        """When to try for the next time after `attempts` tries, or None when it is time to give up."""
        delay = self.delays[min(attempts, len(self.delays)) - 1]
        moment = now + delay * (1 + self.spread * (2 * self.chance() - 1))
        return moment if moment - first_try <= self.limit else None
