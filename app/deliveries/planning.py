"""Who gets which certificates by which mail, and who gets none and why (R-PRC-03)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.values import clean_line
from app.customers.correspondence import Addressee, ContactPerson, addressee, contact_in
from app.mail.addresses import MailAddress, check_address
from app.mail.errors import AddressNotValid
from app.mail.language import Language, as_language

PER_MAIL = 20
"""A contact person of many gets them in several mails, none of them too large for a mail server."""
_LONGEST_NAME = 100


class Reason(StrEnum):
    """Why a certificate is not mailed."""

    NO_ADDRESS = "no_address"
    ADDRESS_NOT_VALID = "address_not_valid"
    SENT_BEFORE = "sent_before"
    REVOKED = "revoked"
    NOT_ISSUED_HERE = "not_issued_here"


@dataclass(frozen=True)
class LeftOut:
    """A certificate that is not mailed."""

    certificate_id: UUID
    name: str
    reason: Reason


@dataclass(frozen=True)
class PlannedMail:
    """One mail with its certificates, which are rows of `printed`."""

    to: MailAddress
    via_contact: bool
    language: Language
    reader_name: str
    rows: tuple[Any, ...]


@dataclass
class Plan:
    """A whole sending beforehand."""

    mails: list[PlannedMail] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def certificates(self) -> int:
        """How many certificates go."""
        return sum(len(mail.rows) for mail in self.mails)


def plan(rows: Sequence[Any], sent_before: Collection[UUID], contact_language: str) -> Plan:
    """Work out the mails: each trainee gets the own certificates, a contact person those of all its people (R-CUS-03)."""
    planned = Plan()
    readers: dict[tuple[MailAddress, bool], list[Any]] = {}
    for row in rows:
        found = _reader(row, sent_before)
        if isinstance(found, Reason):
            planned.left_out.append(LeftOut(row.id, row.holder_name, found))
        else:
            readers.setdefault(found, []).append(row)
    for (to, via_contact), group in readers.items():
        for at in range(0, len(group), PER_MAIL):
            planned.mails.append(_mail(to, via_contact, group[at : at + PER_MAIL], contact_language))
    return planned


def _reader(row: Any, sent_before: Collection[UUID]) -> tuple[MailAddress, bool] | Reason:
    if row.source != "issued":
        return Reason.NOT_ISSUED_HERE
    if row.revoked_at is not None:
        return Reason.REVOKED
    if row.id in sent_before:
        return Reason.SENT_BEFORE
    return _usable(addressee(row.holder_name, row.email, _contact(row)))


def _contact(row: Any) -> ContactPerson | None:
    if row.customer_id is None:
        return None
    return contact_in(row)


def _usable(receiver: Addressee | None) -> tuple[MailAddress, bool] | Reason:
    if receiver is None:
        return Reason.NO_ADDRESS
    try:
        address = check_address(receiver.email, name=clean_line(receiver.name)[:_LONGEST_NAME])
    except AddressNotValid:
        return Reason.ADDRESS_NOT_VALID
    return address, receiver.is_contact


def _mail(to: MailAddress, via_contact: bool, group: list[Any], contact_language: str) -> PlannedMail:
    first = group[0]
    language = as_language(contact_language if via_contact else first.locale)
    return PlannedMail(to, via_contact, language, to.name if via_contact else first.given_name, tuple(group))
