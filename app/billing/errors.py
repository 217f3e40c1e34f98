"""Refusals of billing."""

from app.core.errors import Conflict, NotFound


class InvoiceNotFound(NotFound):
    """There is no such invoice at this provider."""

    code = "invoice_not_found"


class AlreadyCredited(Conflict):
    """The invoice has its credit note already, or is one itself."""

    code = "already_credited"


class PricesInThePast(Conflict):
    """A price list would hold from a day that has begun: what was charged would no longer follow from the prices."""

    code = "prices_in_the_past"


class ModuleRequestNotFound(NotFound):
    """There is no such wish that waits for the operator."""

    code = "module_request_not_found"


class SellerUnknown(Conflict):
    """The settings do not name who invoices, with VAT number and IBAN."""

    code = "seller_unknown"


class PaymentsOff(Conflict):
    """No payment service is set up: invoices are paid by bank transfer."""

    code = "payments_off"


class NotPayable(Conflict):
    """Nothing is to be paid on the invoice: it is paid, credited, or a credit note itself."""

    code = "invoice_not_payable"


class PaymentUnderway(Conflict):
    """The invoice's payment was begun and the bank has not answered yet; paying again would pay twice."""

    code = "payment_underway"
