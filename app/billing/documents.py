"""An invoice as PDF and as UBL, from what stands in the books."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.invoicing import find_invoice
from app.billing.models import Invoice
from app.documents.invoice import InvoiceLine, InvoiceSheet


async def sheet_of(session: AsyncSession, invoice: Invoice) -> InvoiceSheet:
    """Everything that stands on the invoice."""
    credits_number = (await find_invoice(session, invoice.credits_id)).number if invoice.credits_id else ""
    return InvoiceSheet(
        language=invoice.language,
        is_credit=invoice.kind == "credit_note",
        number=invoice.number,
        credits_number=credits_number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        period_first=invoice.period_first,
        period_last=invoice.period_last,
        seller=invoice.seller,
        buyer=invoice.buyer,
        lines=[InvoiceLine(line["module"], line["cents"]) for line in invoice.lines],
        net_cents=invoice.net_cents,
        vat_percent=invoice.vat_percent,
        vat_cents=invoice.vat_cents,
    )
