"""A breaker: while the mail server is away or refuses us, mails wait instead of using up their tries (R-MAIL-02)."""

from dataclasses import dataclass

from app.mail.outgoing import Outcome

_TRIPS = (Outcome.UNREACHABLE, Outcome.REFUSES_US)


@dataclass
class Breaker:
    """Open for a while after trouble; then one mail may try, and what becomes of it decides."""

    seconds: float
    _open_until: float | None = None

    def allowance(self, now: float, wanted: int) -> int:
        """How many mails may be taken now: all, one as a probe, or none. `now` is a monotonic time."""
        if self._open_until is None:
            return wanted
        return min(wanted, 1) if now >= self._open_until else 0

    def is_open(self, now: float) -> bool:
        """Whether a mail that was claimed before should rather be put back."""
        return self._open_until is not None and now < self._open_until

    def note(self, outcome: Outcome, now: float) -> bool:
        """Learn from a try; True when this one tripped the breaker."""
        if outcome in _TRIPS:
            tripped = not self.is_open(now)
            self._open_until = now + self.seconds
            return tripped
        if outcome is not Outcome.LOST:
            self._open_until = None
        return False
