"""Invoices on paper and as UBL: the same amounts to the cent, and the rules of EN 16931 and NLCIUS that apply to them.

The validator cannot be had here, so its rules are written out below, each under its own name (BR-…).
"""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as Xml

import pytest
from pypdf import PdfReader

from app.documents.invoice import InvoiceLine, InvoiceSheet, invoice_name, money, render_invoice
from app.documents.ubl import CAC, CBC, render_ubl

SELLER = {
    "name": "CIBOT B.V.",
    "address": "Voorbeeldweg 1",
    "postcode": "3511 AA",
    "city": "Utrecht",
    "kvk_number": "12345678",
    "vat_number": "NL001234567B01",
    "email": "facturen@cibot.example",
    "iban": "NL00 BANK 0123 4567 89",
    "reference": "",
}
BUYER = {
    "name": "Zoë’s <Opleidingen> & Zn.",
    "address": "Lindelaan 20",
    "postcode": "3512 AB",
    "city": "Utrecht",
    "kvk_number": "87654321",
    "vat_number": "",
    "email": "administratie@opleider.example",
    "iban": "",
    "reference": "PO 7",
}
INVOICE = InvoiceSheet(
    language="nl",
    is_credit=False,
    number="2026-00042",
    credits_number="",
    issued_on=date(2026, 11, 1),
    due_on=date(2026, 11, 15),
    period_first=date(2026, 10, 1),
    period_last=date(2026, 10, 31),
    seller=SELLER,
    buyer=BUYER,
    lines=[InvoiceLine(None, 9800), InvoiceLine("staffing", 1210), InvoiceLine("customers", 1210)],
    net_cents=12220,
    vat_percent=21,
    vat_cents=2566,
)
NOTE = replace(
    INVOICE,
    is_credit=True,
    number="2026-00043",
    credits_number=INVOICE.number,
    lines=[InvoiceLine(line.module, -line.cents) for line in INVOICE.lines],
    net_cents=-12220,
    vat_cents=-2566,
)
BOTH = pytest.mark.parametrize("sheet", [INVOICE, NOTE], ids=["invoice", "credit note"])


class Ubl:
    """The document with short ways to what stands in it."""

    def __init__(self, sheet: InvoiceSheet) -> None:
        self.root = Xml.fromstring(render_ubl(sheet))

    def all(self, path: str) -> list[str]:
        """Every text at a path such as `cac:TaxTotal/cbc:TaxAmount`."""
        return [found.text or "" for found in self.root.findall(path, {"cac": CAC, "cbc": CBC})]

    def one(self, path: str) -> str:
        """The only text at a path."""
        [text] = self.all(path)
        return text

    def sum(self, path: str) -> Decimal:
        """The amounts at a path together."""
        return sum((Decimal(text) for text in self.all(path)), Decimal(0))


async def _text(sheet: InvoiceSheet) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(await render_invoice(sheet))).pages)


@BOTH
async def test_paper_and_ubl_say_the_same_to_the_cent(sheet: InvoiceSheet) -> None:
    """R-BIL-07: gross, net, VAT and every line."""
    paper, ubl = await _text(sheet), Ubl(sheet)
    assert ubl.one("cac:LegalMonetaryTotal/cbc:PayableAmount") == "147.86"
    assert money(sheet.net_cents + sheet.vat_cents, "nl") in paper
    assert money(sheet.net_cents, "nl") in paper
    assert money(sheet.vat_cents, "nl") in paper
    assert all(money(line.cents, "nl") in paper for line in sheet.lines)
    assert "Zoë’s <Opleidingen> & Zn." in paper
    assert sheet.number in paper


@BOTH
def test_the_document_says_who_what_and_when(sheet: InvoiceSheet) -> None:
    """R-BIL-07: BR-01 to BR-09, BR-11, BR-16; BR-NL-1 (KvK of the seller), BR-NL-3 and -4 (addresses)."""
    ubl = Ubl(sheet)
    kind = "CreditNote" if sheet.is_credit else "Invoice"
    assert ubl.one("cbc:CustomizationID").startswith("urn:cen.eu:en16931:2017#compliant#")
    assert ubl.one("cbc:ID") == sheet.number
    assert ubl.one("cbc:IssueDate") == "2026-11-01"
    assert ubl.one(f"cbc:{kind}TypeCode") == ("381" if sheet.is_credit else "380")
    assert ubl.one("cbc:DocumentCurrencyCode") == "EUR"
    for role in ("Supplier", "Customer"):
        party = f"cac:Accounting{role}Party/cac:Party"
        assert ubl.one(f"{party}/cac:PartyLegalEntity/cbc:RegistrationName")
        for tag in ("StreetName", "CityName", "PostalZone"):
            assert ubl.one(f"{party}/cac:PostalAddress/cbc:{tag}")
        assert ubl.one(f"{party}/cac:PostalAddress/cac:Country/cbc:IdentificationCode") == "NL"
    assert ubl.one("cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:CompanyID") == "12345678"
    assert len(ubl.all(f"cac:{kind}Line/cbc:ID")) == 3


@BOTH
def test_the_amounts_add_up(sheet: InvoiceSheet) -> None:
    """R-BIL-07: BR-CO-10, -13, -14, -15, -16, -17 and BR-S-08, -09."""
    ubl = Ubl(sheet)
    kind = "CreditNote" if sheet.is_credit else "Invoice"
    net = ubl.sum(f"cac:{kind}Line/cbc:LineExtensionAmount")
    total = "cac:LegalMonetaryTotal/cbc:"
    subtotal = "cac:TaxTotal/cac:TaxSubtotal/"
    assert ubl.sum(f"{total}LineExtensionAmount") == ubl.sum(f"{total}TaxExclusiveAmount") == net == Decimal("122.20")
    assert ubl.sum("cac:TaxTotal/cbc:TaxAmount") == ubl.sum(f"{subtotal}cbc:TaxAmount")
    percent = ubl.sum(f"{subtotal}cac:TaxCategory/cbc:Percent")
    assert ubl.sum(f"{subtotal}cbc:TaxAmount") == (net * percent / 100).quantize(Decimal("0.01"))
    assert ubl.sum(f"{total}TaxInclusiveAmount") == net + ubl.sum("cac:TaxTotal/cbc:TaxAmount")
    assert ubl.sum(f"{total}PayableAmount") == ubl.sum(f"{total}TaxInclusiveAmount")


@BOTH
def test_every_line_is_whole(sheet: InvoiceSheet) -> None:
    """R-BIL-07: BR-21 to BR-27, BR-CO-04: id, quantity with unit, net, name, price not negative, VAT category."""
    ubl = Ubl(sheet)
    kind = "CreditNote" if sheet.is_credit else "Invoice"
    line = f"cac:{kind}Line/"
    assert ubl.all(f"{line}cbc:ID") == ["1", "2", "3"]
    assert ubl.all(f"{line}cbc:{'CreditedQuantity' if sheet.is_credit else 'InvoicedQuantity'}") == ["1"] * 3
    assert all(Decimal(price) >= 0 for price in ubl.all(f"{line}cac:Price/cbc:PriceAmount"))
    assert all(ubl.all(f"{line}cac:Item/cbc:Name"))
    assert ubl.all(f"{line}cac:Item/cac:ClassifiedTaxCategory/cbc:ID") == ["S"] * 3


def test_who_is_to_be_paid_stands_in_an_invoice_and_not_in_a_credit_note() -> None:
    """R-BIL-07: BR-49, BR-50, BR-CO-25 (a due date when money is due), BR-NL-11."""
    ubl = Ubl(INVOICE)
    assert ubl.one("cac:PaymentMeans/cbc:PaymentMeansCode") == "30"
    assert ubl.one("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == "NL00BANK0123456789"
    assert ubl.one("cbc:DueDate") == "2026-11-15"
    note = Ubl(NOTE)
    assert note.all("cac:PaymentMeans/cbc:PaymentMeansCode") == []
    assert note.one("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == INVOICE.number


def test_vat_is_told_with_the_sellers_number() -> None:
    """R-BIL-07: BR-S-02, BR-CO-09 (the number begins with the country), BR-CO-26."""
    number = Ubl(INVOICE).one("cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID")
    assert number.startswith("NL")
    assert Ubl(INVOICE).one("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cac:TaxScheme/cbc:ID") == "VAT"


@BOTH
def test_the_elements_stand_in_the_order_of_the_schema(sheet: InvoiceSheet) -> None:
    """R-BIL-07: UBL is a sequence; the order is that of the Invoice and CreditNote schemas of UBL 2.1."""
    kind = "CreditNote" if sheet.is_credit else "Invoice"
    order = (
        f"CustomizationID ProfileID ID IssueDate DueDate {kind}TypeCode DocumentCurrencyCode BuyerReference InvoicePeriod "
        "BillingReference AccountingSupplierParty AccountingCustomerParty PaymentMeans TaxTotal LegalMonetaryTotal "
        f"{kind}Line"
    ).split()
    found = [order.index(child.tag.partition("}")[2]) for child in Ubl(sheet).root]
    assert found == sorted(found)


def test_the_file_is_named_after_what_it_is() -> None:
    """R-BIL-07."""
    assert invoice_name(INVOICE, "pdf") == "Factuur 2026-00042.pdf"
    assert invoice_name(replace(NOTE, language="en"), "xml") == "Credit note 2026-00043.xml"


async def test_the_same_invoice_gives_the_same_bytes() -> None:
    """R-BIL-07: made anew it is the same document."""
    assert await render_invoice(INVOICE) == await render_invoice(INVOICE)
