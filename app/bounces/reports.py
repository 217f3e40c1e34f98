"""Reading what mail servers send back about a mail (RFC 3464): only the machine-readable part counts."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MAX_WORDS = 500
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
    message = message_from_bytes(content, policy=default)
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            return [report for block in part.get_payload() if (report := _report(block)) is not None]
    return []


def recipients_of(content: bytes) -> list[str]:
    """To whom a mail was addressed, as its headers say, for mail servers that do not tell it otherwise."""
    message = message_from_bytes(content, policy=default)
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
    return [address for name in names for value in message.get_all(name, []) for address in _addresses(str(value))]


def _addresses(value: str) -> list[str]:
    return re.findall(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+", value)


def _report(block: object) -> DeliveryReport | None:
    if not isinstance(block, Message) or "Action" not in block:
        return None
    action = str(block["Action"]).strip().lower()
    diagnostic = _without_type(str(block.get("Diagnostic-Code", "")))
    return DeliveryReport(
        action=action,
        status=_status(str(block.get("Status", "")), diagnostic, failed=action == "failed"),
        address=_without_type(str(block.get("Original-Recipient") or block.get("Final-Recipient", ""))),
        words=" ".join(diagnostic.split())[:_MAX_WORDS],
    )


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
