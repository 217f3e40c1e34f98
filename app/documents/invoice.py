"""An invoice or credit note on paper (R-BIL-07): the same amounts as in the books, to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.typesetting import typeset, words


@dataclass(frozen=True)
class InvoiceLine:
    """One amount in cents, and the module that it is for; None for the one-off fee."""

    module: str | None
    cents: int


@dataclass(frozen=True)
class InvoiceSheet:
    """Everything that stands on an invoice; amounts in cents, exclusive of VAT unless they are called gross."""

    language: str
    is_credit: bool
    number: str
    credits_number: str
    issued_on: date
    due_on: date
    period_first: date
    period_last: date
    seller: Mapping[str, str]
    buyer: Mapping[str, str]
    lines: Sequence[InvoiceLine]
    net_cents: int
    vat_percent: int
    vat_cents: int


async def render_invoice(sheet: InvoiceSheet) -> bytes:
    """The invoice as PDF; the same invoice gives the same bytes."""
    return await typeset("invoice", _data(sheet), dated=sheet.issued_on)


def invoice_name(sheet: InvoiceSheet, ending: str) -> str:
    """The file name under which the invoice is offered, such as `Factuur 2026-00001.pdf`."""
    labels = words(sheet.language)
    return f"{labels['credit_note' if sheet.is_credit else 'invoice']} {sheet.number}.{ending}"


def line_text(language: str, module: str | None) -> str:
    """What an amount is for, in words."""
    labels = words(language)
    return labels["one_off_fee"] if module is None else f"{labels['module']} {labels[f'module_{module}']}"


def money(cents: int, language: str) -> str:
    """An amount as it is written: `€ 1.234,50` in Dutch, `€ 1,234.50` in English."""
    text = f"{abs(cents) / 100:,.2f}"
    if language != "en":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"€\u00a0{'-' if cents < 0 else ''}{text}"


def _data(sheet: InvoiceSheet) -> dict[str, Any]:
    language = sheet.language if sheet.language in ("nl", "en") else "nl"
    labels = words(language)

    def amount(cents: int) -> str:
        return money(cents, language)

    return {
        "words": labels,
        "language": language,
        "title": labels["credit_note" if sheet.is_credit else "invoice"],
        "number": sheet.number,
        "seller": dict(sheet.seller),
        "buyer": dict(sheet.buyer),
        "facts": _facts(sheet, labels),
        "lines": [[line_text(language, line.module), amount(line.cents)] for line in sheet.lines],
        "totals": [
            [labels["net"], amount(sheet.net_cents)],
            [f"{labels['vat']} {sheet.vat_percent}%", amount(sheet.vat_cents)],
        ],
        "gross": [labels["gross"], amount(sheet.net_cents + sheet.vat_cents)],
        "pay": "" if sheet.is_credit else labels["pay"].format(iban=sheet.seller["iban"], number=sheet.number),
    }


def _facts(sheet: InvoiceSheet, labels: dict[str, str]) -> list[list[str]]:
    facts = [
        [labels["invoice_number"], sheet.number],
        [labels["credits"], sheet.credits_number],
        [labels["invoice_date"], f"{sheet.issued_on:%d-%m-%Y}"],
        [labels["due_date"], "" if sheet.is_credit else f"{sheet.due_on:%d-%m-%Y}"],
        [labels["period"], f"{sheet.period_first:%d-%m-%Y} - {sheet.period_last:%d-%m-%Y}"],
        [labels["reference"], sheet.buyer["reference"]],
    ]
    return [fact for fact in facts if fact[1]]
