"""What the worker hands to the mail server, and what the server said. The port that hides the mail library."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.mail.addresses import MailAddress
from app.mail.message import CalendarPart

BeforeData = Callable[[], Awaitable[bool]]
"""Called right before the content leaves; writes down that the hand-over begins. False: somebody else owns the mail."""


@dataclass(frozen=True, slots=True)
class OutgoingAttachment:
    """A file that goes along: its name as offered, its type, its bytes."""

    name: str
    content_type: str
    content: bytes
    content_id: str = ""
    """What `cid:` in the HTML names it by; a file that the HTML shows is not offered as an attachment besides."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail of the outbox with everything that the wire needs. Message-ID and Date were fixed when it was queued."""

    message_id: str
    date: datetime
    sender: str
    """The address behind the provider's name: the portal's own, or the provider's where its domain allows it."""
    from_name: str
    to: MailAddress
    subject: str
    html: str
    text: str
    reply_to: MailAddress | None = None
    cc: tuple[MailAddress, ...] = ()
    calendar: CalendarPart | None = None
    attachments: tuple[OutgoingAttachment, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    return_path: str = ""
    """The envelope's sender, to which undeliverable mail comes back: the portal's, whatever the sender is."""
    insist_on_copies: bool = True
    """Whether a copy (Cc) that is refused for now holds back the whole mail; later tries go without it."""


class Outcome(StrEnum):
    """What a hand-over came to."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    """A 4xx answer: the same mail may be taken later."""
    PERMANENT = "permanent"
    """A 5xx answer about this mail: trying again is useless."""
    UNREACHABLE = "unreachable"
    """No conversation: connection refused, lost or too slow before any content left."""
    REFUSES_US = "refuses_us"
    """The server does not want the portal at all (login, TLS, sender): no mail can go, and none is to blame."""
    AMBIGUOUS = "ambiguous"
    """The conversation broke after content left: the server may have the mail."""
    LOST = "lost"
    """Another worker owns the mail by now; nothing left."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One address that the server would not take, with its words."""

    address: str
    code: int
    words: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """How one try ended. `phase` is where: `connect`, `sender`, `recipient`, `data` or `accepted`."""

    outcome: Outcome
    phase: str
    code: int | None = None
    words: str = ""
    refused: tuple[Refusal, ...] = ()
    """Copies that were refused although the mail itself was taken."""


class MailTransport(Protocol):
    """One way out. Used for one mail at a time; keeps its connection between mails."""

    async def hand_over(self, mail: OutgoingMail, before_data: BeforeData) -> HandOver:
        """Offer one mail to the server; never raises for what a server or network does."""
        ...

    async def close(self) -> None:
        """Let go of the connection."""
        ...
