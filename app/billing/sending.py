"""Mailing an invoice to the billing address, with the PDF (R-BIL-07), in the transaction that issues it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.documents import sheet_of
from app.billing.models import Invoice
from app.core.errors import Invalid
from app.documents.invoice import invoice_name, money, render_invoice
from app.files.acceptance import accept_document
from app.files.keeping import keep_file
from app.files.storage import FileStore
from app.mail.addresses import MailAddress, check_address
from app.mail.brand import Brand
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import InvoiceMail
from app.providers.models import Provider


@dataclass(frozen=True)
class Post:
    """What it takes to mail an invoice: the pen, the storage, the portal's address, and whether it can be paid there."""

    renderer: MailRenderer
    storage: FileStore
    base_url: str
    pays_online: bool = False


async def mail_invoice(session: AsyncSession, invoice: Invoice, provider: Provider, post: Post) -> bool:
    """Queue the invoice's mail, once; False when the billing address is no address, and the invoice waits in the portal."""
    try:
        to = check_address(invoice.buyer["email"], name=invoice.buyer["name"])
    except Invalid:
        return False
    sheet = await sheet_of(session, invoice)
    pdf = accept_document(await render_invoice(sheet), invoice_name(sheet, "pdf"))
    stored = await keep_file(session, post.storage, pdf, created_by=None, now=invoice.created_at)
    mail = InvoiceMail(
        is_credit=sheet.is_credit,
        number=invoice.number,
        seller=invoice.seller["name"],
        provider=provider.name,
        period=f"{invoice.period_first:%d-%m-%Y} - {invoice.period_last:%d-%m-%Y}",
        total=money(invoice.net_cents + invoice.vat_cents, invoice.language),
        due_on=invoice.due_on,
        invoice_url=f"{post.base_url}/settings/invoices/{invoice.id}",
        pays_online=post.pays_online and not sheet.is_credit,
    )
    seller = invoice.seller["email"]
    message = compose(
        post.renderer,
        mail,
        to=to,
        brand=Brand(name=invoice.seller["name"], answerable=bool(seller)),
        language=as_language(invoice.language),
        reply_to=MailAddress(seller) if seller else None,
        attachments=[stored.id],
    )
    cause = Cause("invoice", invoice.id)
    await queue(session, message, dedupe_key=f"invoice:{invoice.id}", cause=cause, now=invoice.created_at)
    return True
