"""The label of a certification item: what it is, and a QR code that leads back to it (R-CIT-01)."""

import io
from dataclasses import dataclass
from datetime import date

import segno

from app.documents.typesetting import typeset


@dataclass(frozen=True)
class ItemLabel:
    """Everything that stands on the label."""

    language: str
    provider_name: str
    description: str
    identification: str
    place: str
    url: str
    """The item in the portal; behind the login."""
    made_on: date


async def render_item_label(label: ItemLabel) -> bytes:
    """The label as PDF of 62 by 29 mm, the size of common label printers; the same item gives the same bytes."""
    data = {
        "language": label.language if label.language in ("nl", "en") else "nl",
        "provider": label.provider_name,
        "description": label.description,
        "identification": label.identification,
        "place": label.place,
        "url": label.url,
        "qr": _code(label.url),
    }
    return await typeset("item_label", data, dated=label.made_on)


def item_label_name(label: ItemLabel) -> str:
    """The file name under which the label is offered."""
    return f"Label {label.description} {label.identification}".strip() + ".pdf"


def _code(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode("ascii")
