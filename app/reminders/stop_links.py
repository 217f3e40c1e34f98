"""The signed link with which a reader asks for no more reminders (R-EXP-02, R-MAIL-03). It acts on POST only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkInvalid, LinkSigner, Purpose
from app.reminders.kinds import ReminderKind
from app.reminders.opt_outs import Spared

PATH = "/afmelden"
_LIFE = timedelta(days=5 * 365)
# The number stands in the token, so that it is never given to another meaning.
_MEANINGS = {
    1: ("trainee", ReminderKind.TRAINEE_EXPIRY),
    2: ("customer", ReminderKind.TRAINEE_EXPIRY),
    3: ("customer", ReminderKind.CUSTOMER_EXPIRY),
}
_NUMBERS = {meaning: number for number, meaning in _MEANINGS.items()}


@dataclass(frozen=True, slots=True)
class StopLink:
    """Whom a genuine link spares, of which kind of reminder."""

    provider_id: UUID
    spared: Spared


def make_stop_link(signer: LinkSigner, base_url: str, provider_id: UUID, spared: Spared, *, now: datetime) -> str:
    """The address in the mail and in its header."""
    subject, subject_id = ("trainee", spared.trainee_id) if spared.trainee_id else ("customer", spared.customer_id)
    assert subject_id is not None
    assert spared.kind is not None
    number = _NUMBERS[subject, spared.kind]
    ids = (provider_id, subject_id)
    token = signer.sign(Purpose.STOP_REMINDERS, ids, generation=number, expires_at=now + _LIFE)
    return f"{base_url}{PATH}/{token}"


def read_stop_link(signer: LinkSigner, token: str, *, now: datetime) -> StopLink:
    """What a token asks for; raises LinkInvalid or LinkExpired."""
    link = signer.verify(token, Purpose.STOP_REMINDERS, now=now)
    if len(link.ids) != 2 or link.generation not in _MEANINGS:
        raise LinkInvalid("The link does not have the form of one of ours.")
    subject, kind = _MEANINGS[link.generation]
    provider_id, subject_id = link.ids
    spared = Spared(trainee_id=subject_id, kind=kind) if subject == "trainee" else Spared(None, subject_id, kind)
    return StopLink(provider_id, spared)
