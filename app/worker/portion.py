"""How many mails a worker takes at a time: few from a slow server, so that others are not kept waiting; many for a fast one."""

from dataclasses import dataclass, field

_SOON = 0.25
_LATE = 1.0


@dataclass
class Portion:
    """Doubles while what was taken is gone within a quarter of a second, and halves when it takes more than a second."""

    least: int
    most: int
    size: int = field(init=False)
    _taken_at: float | None = None

    def __post_init__(self) -> None:
        self.size = self.least

    def take(self, now: float) -> None:
        """Learn that mails are taken again at this moment, a monotonic time in seconds."""
        if self._taken_at is not None:
            since = now - self._taken_at
            if since < _SOON:
                self.size = min(self.most, self.size * 2)
            elif since > _LATE:
                self.size = max(self.least, self.size // 2)
        self._taken_at = now
