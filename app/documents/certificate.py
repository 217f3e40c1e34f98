"""The certificate on paper (R-PRC-02): who holds it, for what, how long, and a code that leads to its verification page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import segno

from app.documents.logos import framed
from app.documents.typesetting import CannotTypeset, typeset, words

CERTIFIER = "CIBOT"
"""Who issues the certificates of certified courses."""


@dataclass(frozen=True)
class CertificateSheet:
    """Everything that stands on a certificate."""

    language: str
    certified: bool
    """Issued by CIBOT; else by the provider itself, with its own name, logo and colour."""
    provider_name: str
    colour: str
    number: int
    holder_name: str
    type_name: str
    days: Sequence[date]
    issued_on: date
    expires_on: date | None
    url: str
    """The verification page."""
    logo: bytes | None = None
    """A PNG or JPEG."""


async def render_certificate(sheet: CertificateSheet) -> bytes:
    """The certificate as PDF; the same certificate gives the same bytes. A broken logo is left away."""
    try:
        return await typeset("certificate", _data(sheet), dated=sheet.issued_on)
    except CannotTypeset:
        if sheet.logo is None:
            raise
        return await typeset("certificate", _data(replace(sheet, logo=None)), dated=sheet.issued_on)


def certificate_name(sheet: CertificateSheet) -> str:
    """The file name under which the certificate is offered."""
    return f"{words(sheet.language)['certificate']} {sheet.number} {sheet.holder_name}.pdf"


def _data(sheet: CertificateSheet) -> dict[str, Any]:
    labels = words(sheet.language)
    return {
        "words": labels,
        "language": sheet.language if sheet.language in ("nl", "en") else "nl",
        "issuer": CERTIFIER if sheet.certified else sheet.provider_name,
        "colour": sheet.colour,
        "logo": None if sheet.certified else framed(sheet.logo),
        "number": str(sheet.number),
        "holder": sheet.holder_name,
        "course": sheet.type_name,
        "days": ", ".join(_day(each) for each in sheet.days),
        "facts": _facts(sheet, labels),
        "url": sheet.url,
        "qr": _code(sheet.url),
    }


def _facts(sheet: CertificateSheet, labels: dict[str, str]) -> list[dict[str, str]]:
    facts = [
        (labels["certificate_number"], str(sheet.number)),
        (labels["issued_on"], _day(sheet.issued_on)),
        (labels["expires_on"], _day(sheet.expires_on))
        if sheet.expires_on
        else (labels["validity"], labels["no_expiry"]),
    ]
    if sheet.certified:
        facts.append((labels["provider"], sheet.provider_name))
    return [{"label": label, "value": value} for label, value in facts]


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _code(url: str) -> str:
    """The QR code as SVG; a quarter of it may be stained or torn."""
    drawn = io.BytesIO()
    segno.make(url, error="q", micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode("ascii")
