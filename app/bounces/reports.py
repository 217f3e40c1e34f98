"""Reading what mail servers send back about a mail (RFC 3464): only the machine-readable part counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from itertools import islice

from app.core.values import clean_line

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS = re.compile(r"[^\s<>,;:\"@]{1,64}@[^\s<>,;:\"@]{1,255}")
_MAX_WORDS = 500
_MAX_REPORTS = 50
"""More recipients no mail of ours has; what is beyond was made up."""
_MAX_HEADER = 10_000
"""Characters of a header that are looked at."""
_UNKNOWN_ADDRESS = ("5.1.", "5.2.1", "5.4.1")
"""No such host, user or mailbox, or one that was closed; a full mailbox or a strict filter says nothing of the address."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of one recipient."""

    action: str
    """`failed`, `delayed`, `delivered`, `relayed` or `expanded`."""
    status: str
    """Such as `5.1.1`; `5.0.0` where a failure says nothing more."""
    address: str
    words: str

    @property
    def reason(self) -> str:
        """The code and the server's words; most servers name the code in their words already."""
        return self.words if self.status in self.words else f"{self.status} {self.words}".strip()

    @property
    def is_final(self) -> bool:
        """Whether the mail will not arrive."""
        return self.action == "failed"

    @property
    def address_is_dead(self) -> bool:
        """Whether other mail to this address will not arrive either."""
        return self.is_final and self.status.startswith(_UNKNOWN_ADDRESS)


def read_reports(content: bytes) -> list[DeliveryReport]:
    """The reports in a mail, one per recipient; none when it is something else, such as an absence notice."""
    for part in _parts(content):
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            blocks = islice(part.get_payload(), _MAX_REPORTS)
            return [report for block in blocks if (report := _report(block)) is not None]
    return []


def recipients_of(content: bytes) -> list[str]:
    """To whom a mail was addressed, as its headers say, for mail servers that do not tell it otherwise."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
    for message in islice(_parts(content), 1):
        return [address for name in names for value in message.get_all(name, []) for address in _addresses(value)]
    return []


def _parts(content: bytes) -> Iterator[Message]:
    """The mail and its parts, headers as they are: taking them apart costs minutes where somebody means it badly."""
    try:
        yield from message_from_bytes(content).walk()
    except RecursionError:  # parts within parts, hundreds deep, are no report either
        return


def _addresses(value: object) -> list[str]:
    return _ADDRESS.findall(str(value)[:_MAX_HEADER])


def _report(block: object) -> DeliveryReport | None:
    if not isinstance(block, Message) or "Action" not in block:
        return None
    action = _said(block, "Action").lower()
    diagnostic = _without_type(_said(block, "Diagnostic-Code"))
    return DeliveryReport(
        action=action,
        status=_status(_said(block, "Status"), diagnostic, failed=action == "failed"),
        address=_without_type(_said(block, "Original-Recipient") or _said(block, "Final-Recipient")),
        words=diagnostic[:_MAX_WORDS],
    )


def _said(block: Message, name: str) -> str:
    """What a field says, on one line and without characters that no column holds."""
    return clean_line(str(block.get(name, ""))[:_MAX_HEADER])


def _without_type(value: str) -> str:
    """`rfc822; jan@x.example` and `smtp; 550 …` without what stands before the semicolon."""
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon else kind.strip()


def _status(given: str, diagnostic: str, *, failed: bool) -> str:
    """The code, preferring a more telling one in the server's words: many servers put `5.0.0` in the field itself."""
    found = _STATUS.search(given)
    telling = _STATUS.search(diagnostic)
    if telling and (found is None or found[0].endswith(".0.0")):
        return telling[0]
    return found[0] if found else ("5.0.0" if failed else "4.0.0")
