"""What a run of reminders would do: every mail with whom it is about, and everybody who is skipped and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.signing import LinkSigner
from app.invitations.planning import Reason
from app.invitations.roster import Sender
from app.mail.addresses import MailAddress
from app.mail.message import Message
from app.mail.outbox import Cause
from app.mail.rendering import MailRenderer
from app.reminders.kinds import ReminderKind


class SkipReason(StrEnum):
    """Why somebody is not reminded."""

    NO_ADDRESS = "no_address"
    ADDRESS_NOT_VALID = "address_not_valid"
    ADDRESS_BOUNCED = "address_bounced"
    LEFT_OUT = "left_out"
    CUSTOMER_LEFT_OUT = "customer_left_out"
    RENEWED = "renewed"
    NOT_INVITED = "not_invited"
    INVITED_LATER = "invited_later"


def without_address(reason: Reason) -> SkipReason:
    """The same word for an address that is missing, cannot be used, or that mail came back from."""
    return SkipReason(reason.value)


@dataclass(frozen=True)
class Post:
    """How reminders are drawn, and how the links in them are signed."""

    renderer: MailRenderer
    signer: LinkSigner
    base_url: str


@dataclass(frozen=True)
class Round:
    """One day's run for one provider: what selecting and drawing need to know."""

    session: AsyncSession
    sender: Sender
    post: Post
    day: date
    now: datetime
    at_once: bool = False
    """Somebody asked for it, whatever the time of the day."""


@dataclass(frozen=True)
class Subject:
    """What a mail reminds of: an enrolment, a certificate or a customer, with the day that makes it the only one."""

    id: UUID
    occasion: date


@dataclass(frozen=True)
class PlannedReminder:
    """One mail that will go out. It is drawn only when it does."""

    to: MailAddress
    names: tuple[str, ...]
    """Whom it is about."""
    what: str
    """The course type, or the customer of a digest."""
    on: date
    """The course's first day, the expiry date, or the first day of the month."""
    subjects: tuple[Subject, ...]
    dedupe_key: str
    cause: Cause
    expires_at: datetime
    draw: Callable[[], Message]


@dataclass(frozen=True)
class Skipped:
    """Somebody who gets nothing this time."""

    name: str
    what: str
    on: date
    reason: SkipReason


@dataclass(frozen=True)
class ReminderPlan:
    """What is due of one kind, or a part of it; `after` is where the next part begins, None at the end."""

    kind: ReminderKind
    mails: tuple[PlannedReminder, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    after: tuple[date, UUID] | None = None
