"""The address at which the payment service tells that a payment changed: signed, so that nobody else can guess one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.core.signing import LinkSigner, Purpose

PATH = "/betaalbericht"
KEPT = timedelta(days=3650)
"""Bank transfers are called back after months; the address does no harm afterwards, so that it lives long."""


@dataclass(frozen=True)
class NoticeAddress:
    """Which payment an address is about."""

    provider_id: UUID
    payment_id: UUID


def sign_address(signer: LinkSigner, base_url: str, about: NoticeAddress, now: datetime) -> str:
    """The address for one payment."""
    ids = (about.provider_id, about.payment_id)
    token = signer.sign(Purpose.PAYMENT_NOTICE, ids, generation=1, expires_at=now + KEPT)
    return f"{base_url}{PATH}/{token}"


def read_address(signer: LinkSigner, token: str, now: datetime) -> NoticeAddress:
    """What an address says; raises LinkInvalid or LinkExpired."""
    return NoticeAddress(*signer.verify(token, Purpose.PAYMENT_NOTICE, now=now).ids)
