"""An invoice as UBL 2.1, after EN 16931 and its Dutch rules (NLCIUS, the profile of Peppol BIS Billing 3), for bookkeeping
programs (R-BIL-07).

Source of the terms (BT-…, BG-…) and of the rules that the tests hold against it: EN 16931-1 and SI-UBL 2.0.
"""

from collections.abc import Mapping
from decimal import Decimal
from xml.etree import ElementTree as Xml

from app.documents.invoice import InvoiceSheet, line_text

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_ROOT = "urn:oasis:names:specification:ubl:schema:xsd:{kind}-2"
_KVK_SCHEME = "0106"
_VAT_SCHEME = "9944"
_TRANSFER = "30"
_STANDARD_RATE = "S"
_INVOICE, _CREDIT_NOTE = "380", "381"
_ONE = "C62"
"""The unit code for pieces."""


def render_ubl(sheet: InvoiceSheet) -> bytes:
    """The invoice or credit note as a UBL document. A credit note carries the amounts that it takes back as positive."""
    kind = "CreditNote" if sheet.is_credit else "Invoice"
    namespace = _ROOT.format(kind=kind)
    Xml.register_namespace("", namespace)
    Xml.register_namespace("cac", CAC)
    Xml.register_namespace("cbc", CBC)
    root = Xml.Element(f"{{{namespace}}}{kind}")
    _head(root, sheet, kind)
    _party(_add(root, "AccountingSupplierParty"), sheet.seller)
    _party(_add(root, "AccountingCustomerParty"), sheet.buyer)
    if not sheet.is_credit:
        means = _add(root, "PaymentMeans")
        _put(means, "PaymentMeansCode", _TRANSFER)
        _put(means, "PaymentID", sheet.number)
        _put(_add(means, "PayeeFinancialAccount"), "ID", sheet.seller["iban"].replace(" ", ""))
    _totals(root, sheet)
    for position, line in enumerate(sheet.lines, start=1):
        _line(root, sheet, kind, position, line.module, line.cents)
    text: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _head(root: Xml.Element, sheet: InvoiceSheet, kind: str) -> None:
    _put(root, "CustomizationID", CUSTOMIZATION)
    _put(root, "ProfileID", PROFILE)
    _put(root, "ID", sheet.number)
    _put(root, "IssueDate", sheet.issued_on.isoformat())
    if not sheet.is_credit:
        _put(root, "DueDate", sheet.due_on.isoformat())
    _put(root, f"{kind}TypeCode", _CREDIT_NOTE if sheet.is_credit else _INVOICE)
    _put(root, "DocumentCurrencyCode", "EUR")
    _put(root, "BuyerReference", sheet.buyer["reference"] or sheet.buyer["name"])
    period = _add(root, "InvoicePeriod")
    _put(period, "StartDate", sheet.period_first.isoformat())
    _put(period, "EndDate", sheet.period_last.isoformat())
    if sheet.credits_number:
        _put(_add(_add(root, "BillingReference"), "InvoiceDocumentReference"), "ID", sheet.credits_number)


def _party(parent: Xml.Element, who: Mapping[str, str]) -> None:
    party = _add(parent, "Party")
    endpoint, scheme = (who["kvk_number"], _KVK_SCHEME) if who["kvk_number"] else (who["vat_number"], _VAT_SCHEME)
    if endpoint:
        _put(party, "EndpointID", endpoint, schemeID=scheme)
    _put(_add(party, "PartyName"), "Name", who["name"])
    address = _add(party, "PostalAddress")
    for tag, key in (("StreetName", "address"), ("CityName", "city"), ("PostalZone", "postcode")):
        if who[key]:
            _put(address, tag, who[key])
    _put(_add(address, "Country"), "IdentificationCode", "NL")
    if who["vat_number"]:
        tax = _add(party, "PartyTaxScheme")
        _put(tax, "CompanyID", who["vat_number"])
        _put(_add(tax, "TaxScheme"), "ID", "VAT")
    legal = _add(party, "PartyLegalEntity")
    _put(legal, "RegistrationName", who["name"])
    if who["kvk_number"]:
        _put(legal, "CompanyID", who["kvk_number"], schemeID=_KVK_SCHEME)
    if who["email"]:
        _put(_add(party, "Contact"), "ElectronicMail", who["email"])


def _totals(root: Xml.Element, sheet: InvoiceSheet) -> None:
    net, vat = abs(sheet.net_cents), abs(sheet.vat_cents)
    tax = _add(root, "TaxTotal")
    _amount(tax, "TaxAmount", vat)
    part = _add(tax, "TaxSubtotal")
    _amount(part, "TaxableAmount", net)
    _amount(part, "TaxAmount", vat)
    _category(_add(part, "TaxCategory"), sheet.vat_percent)
    total = _add(root, "LegalMonetaryTotal")
    _amount(total, "LineExtensionAmount", net)
    _amount(total, "TaxExclusiveAmount", net)
    _amount(total, "TaxInclusiveAmount", net + vat)
    _amount(total, "PayableAmount", net + vat)


def _line(root: Xml.Element, sheet: InvoiceSheet, kind: str, position: int, module: str | None, cents: int) -> None:
    line = _add(root, f"{kind}Line")
    _put(line, "ID", str(position))
    _put(line, "CreditedQuantity" if sheet.is_credit else "InvoicedQuantity", "1", unitCode=_ONE)
    _amount(line, "LineExtensionAmount", abs(cents))
    item = _add(line, "Item")
    _put(item, "Name", line_text(sheet.language, module))
    _category(_add(item, "ClassifiedTaxCategory"), sheet.vat_percent)
    _amount(_add(line, "Price"), "PriceAmount", abs(cents))


def _category(category: Xml.Element, percent: int) -> None:
    _put(category, "ID", _STANDARD_RATE)
    _put(category, "Percent", str(percent))
    _put(_add(category, "TaxScheme"), "ID", "VAT")


def _amount(parent: Xml.Element, tag: str, cents: int) -> None:
    _put(parent, tag, str(Decimal(cents).scaleb(-2).quantize(Decimal("0.01"))), currencyID="EUR")


def _add(parent: Xml.Element, tag: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{CAC}}}{tag}")


def _put(parent: Xml.Element, tag: str, text: str, **attributes: str) -> None:
    Xml.SubElement(parent, f"{{{CBC}}}{tag}", attributes).text = text
