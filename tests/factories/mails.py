"""Messages for tests of the outbox."""

from itertools import count
from typing import Any

from app.core.identifiers import new_id
from app.mail.addresses import MailAddress
from app.mail.message import Message, automatic_headers
from app.mail.outbox import Cause, Dispatch

_numbers = count(1)


def make_message(**fields: Any) -> Message:
    """A message to somebody new."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "kind": "mailing",
        "to": MailAddress(f"cursist{number}@bedrijf.example", f"Cursist {number}"),
        "from_name": "Opleiding & Zo",
        "subject": f"Je cursus {number}",
        "html": "<p>Dag</p>",
        "text": "Dag\n",
        "language": "nl",
        "reply_to": MailAddress("info@opleiding.example"),
        "headers": automatic_headers(),
    }
    return Message(**{**values, **fields})


def make_dispatch(
    key: str = "", *, cause: Cause | None = None, message: Message | None = None, **fields: Any
) -> Dispatch:
    """A message with a key of its own, unless one is given."""
    return Dispatch(message or make_message(), key or f"test:{new_id()}", cause or Cause("test", None), **fields)
