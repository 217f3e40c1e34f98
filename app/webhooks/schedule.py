"""When a delivery is tried again, and when a webhook is given up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

_SECONDS = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The delays after each failed try; with the first one at once these are eight tries within about 28 hours."""

    delays: tuple[timedelta, ...] = tuple(timedelta(seconds=seconds) for seconds in _SECONDS)
    spread: float = 0.2
    """By how much a delay may differ either way, so that what failed together does not return together."""
    give_up_after: timedelta = timedelta(days=5)
    """A webhook at which nothing arrived for so long is switched off."""
    chance: Callable[[], float] = field(default_factory=lambda: Random().random)
    """A number from 0 to 1."""

    def next_try(self, step: int, now: datetime) -> datetime | None:
        """When to try next after `step` failed tries, or None when these were all."""
        if step > len(self.delays):
            return None
        return now + self.delays[step - 1] * (1 + self.spread * (2 * self.chance() - 1))
