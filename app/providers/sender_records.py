"""What a provider has to publish at its domain, and how each record was found (R-MAIL-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.mail.domain_records import TOKEN_PREFIX, RecordKind, Relay
from app.providers.models import OwnSender


@dataclass(frozen=True, slots=True)
class SenderRecord:
    """One record: how it is written in the DNS, and its state at the last check (`unchecked` before the first)."""

    kind: RecordKind
    type: Literal["TXT", "CNAME"]
    name: str
    value: str
    """Empty where the portal does not know it."""
    state: str = "unchecked"
    problem: str = ""


def records_of(row: OwnSender, relay: Relay) -> list[SenderRecord]:
    """The records in the order in which they matter; what the mail server does not ask for is left out."""
    found = {each["kind"]: each for each in row.findings}
    return [
        SenderRecord(kind, kind_of_record, name, value, found[kind]["state"], found[kind]["problem"])
        if kind in found
        else SenderRecord(kind, kind_of_record, name, value)
        for kind, kind_of_record, name, value in _wanted(row, relay)
    ]


def _wanted(row: OwnSender, relay: Relay) -> Iterator[tuple[RecordKind, Literal["TXT", "CNAME"], str, str]]:
    domain = row.domain
    yield "ownership", "TXT", domain, f"{TOKEN_PREFIX}{row.token}"
    if relay.spf_include:
        yield "spf", "TXT", domain, f"v=spf1 include:{relay.spf_include} ~all"
    yield "dkim", "CNAME", f"{relay.selector}._domainkey.{domain}" if relay.selector else "", relay.key_name
    yield "dmarc", "TXT", f"_dmarc.{domain}", "v=DMARC1; p=none"
