"""A way out that keeps what it is given, for tests of what comes before SMTP."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.mail.outgoing import BeforeData, HandOver, Outcome, OutgoingMail


def accept(_mail: OutgoingMail) -> HandOver:
    """The answer of a server that takes everything."""
    return HandOver(Outcome.ACCEPTED, "accepted", 250, "taken")


@dataclass
class RecordingTransport:
    """Keeps every mail that was handed over; `answer` decides how each one ends."""

    answer: Callable[[OutgoingMail], HandOver] = accept
    handed: list[OutgoingMail] = field(default_factory=list)

    async def hand_over(self, mail: OutgoingMail, before_data: BeforeData) -> HandOver:
        """Ask the answer first; what is accepted passes `before_data` as on a real server."""
        answer = self.answer(mail)
        if answer.outcome in (Outcome.ACCEPTED, Outcome.AMBIGUOUS) and not await before_data():
            return HandOver(Outcome.LOST, "data")
        self.handed.append(mail)
        return answer

    async def close(self) -> None:
        """There is no connection."""
