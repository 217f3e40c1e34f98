"""An invoice as a file, for the provider that got it and for the operator."""

from typing import Literal
from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.downloads import file_response
from app.billing.books import read_invoice
from app.billing.documents import sheet_of
from app.documents.invoice import invoice_name, render_invoice
from app.documents.ubl import render_ubl


async def invoice_response(session: AsyncSession, invoice_id: UUID, kind: Literal["pdf", "xml"]) -> Response:
    """The invoice on paper, or as UBL; raises what `read_invoice` raises."""
    kept, _ = await read_invoice(session, invoice_id)
    sheet = await sheet_of(session, kept.invoice)
    content = await render_invoice(sheet) if kind == "pdf" else render_ubl(sheet)
    return file_response(content, invoice_name(sheet, kind), f"application/{kind}")
