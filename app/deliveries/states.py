"""How far the mail with a certificate is, as lists show it (R-PRC-03)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class DeliveryState(StrEnum):
    """What became of mailing a certificate."""

    NONE = "none"
    HELD = "held"
    """It leaves in a moment, and can still be taken back."""
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The state of the latest mail with a certificate, since when, which mail, to whom, and for a failure why."""

    state: DeliveryState = DeliveryState.NONE
    at: datetime | None = None
    reason: str = ""
    mail_id: UUID | None = None
    recipient_email: str = ""
    via_contact: bool = False


NOT_SENT = Delivered()
_FAILED = frozenset({"failed", "expired", "bounced"})
LATEST = """
    select o.id as mail_id, o.state as mail_state, o.not_before, o.created_at as mail_created_at, o.sent_at, o.finished_at,
           o.smtp_code, o.smtp_text, o.recipient_email, v.via_contact
    from certificate_delivery v
    join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
    where v.provider_id = :provider_id and v.certificate_id = k.id
    order by v.created_at desc, v.id desc limit 1
"""
"""The latest mail with the certificate `k` of a statement, for a lateral join; one that was taken back never was."""


def delivered(row: Any, now: datetime) -> Delivered:
    """What the columns of `LATEST` say; all of them are null when there is no mail."""
    if row.mail_id is None:
        return NOT_SENT
    mail = {"mail_id": row.mail_id, "recipient_email": row.recipient_email, "via_contact": row.via_contact}
    if row.mail_state == "sent":
        return Delivered(DeliveryState.SENT, row.sent_at, **mail)
    if row.mail_state in _FAILED:
        words = " ".join(str(part) for part in (row.smtp_code, row.smtp_text) if part) or row.mail_state
        return Delivered(DeliveryState.FAILED, row.finished_at, words, **mail)
    waits = row.mail_state == "held" and row.not_before > now
    return Delivered(DeliveryState.HELD if waits else DeliveryState.QUEUED, row.mail_created_at, **mail)
