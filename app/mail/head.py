"""The head of a mail as it goes over the wire, for who looks at a sent mail (R-MAIL-03, R-MAIL-04)."""

from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

from sqlalchemy import Row

from app.mail.showing import without_keys
from app.mail.system_mails import OF_THE_PORTAL


def own_address_of(kind: str, own: str) -> str:
    """The provider's own address where a mail of this kind leaves from it; empty where the portal's does."""
    return "" if kind in OF_THE_PORTAL else own


def head_of(mail: Row[Any], *, sender: str, shown: bool = True) -> Iterator[tuple[str, str]]:
    """Names and values in the order in which they are read; `shown` of False keeps the recipient's address out."""
    yield "From", _person(mail.from_name, sender)
    yield "To", _person(mail.recipient_name, mail.recipient_email) if shown else mail.recipient_name
    if mail.cc:
        yield "Cc", ", ".join(_person(copy["name"], copy["email"]) for copy in mail.cc)
    if mail.reply_to:
        yield "Reply-To", mail.reply_to
    yield "Subject", mail.subject
    yield "Date", format_datetime(mail.dated_at)
    yield "Message-ID", mail.message_id
    for name, value in mail.headers.items():
        yield name, without_keys(value)


def _person(name: str, email: str) -> str:
    return f"{name} <{email}>" if name else email
