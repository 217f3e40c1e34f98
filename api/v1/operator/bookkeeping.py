"""The operator's books of a year, for a bookkeeping program: one list, or the invoices themselves (R-BIL-07)."""

import csv
import io
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.downloads import download, file_response
from api.routing import Route
from api.v1.operator.desk import AsOperator
from app.billing.books import OperatorInvoice, every_invoice, read_invoice
from app.billing.documents import sheet_of
from app.core.database.session import bind_tenant
from app.core.pagination import Page
from app.documents.invoice import invoice_name
from app.documents.ubl import render_ubl
from app.files.bundling import Bundle

router = APIRouter(route_class=Route, tags=["Operator"])
Year = Annotated[int, Query(ge=2020, le=2100, examples=[2026])]


@router.get(
    "/operator/invoices/export",
    operation_id="operator_invoices_export",
    summary="The invoices of a year for bookkeeping (operator)",
    responses=download("text/csv"),
    response_class=Response,
)
async def operator_invoices_export(here: AsOperator, year: Year) -> Response:
    """One line per invoice or credit note of the year, amounts in euros with a comma, separated by semicolons."""
    return file_response(_csv(await _of_year(here.session, year)), f"facturen-{year}.csv", "text/csv")


@router.get(
    "/operator/invoices/ubl-archive",
    operation_id="operator_invoices_ubl_archive_get",
    summary="The invoices of a year as UBL (operator)",
    responses=download("application/zip"),
    response_class=Response,
)
async def operator_invoices_ubl_archive_get(here: AsOperator, year: Year) -> Response:
    """A zip with every invoice and credit note of the year as UBL, each read under its own provider's row security."""
    numbers: dict[UUID, list[UUID]] = {}
    for row in await _of_year(here.session, year):
        numbers.setdefault(row.provider_id, []).append(row.id)
    bundle = Bundle(here.now)
    for provider_id, invoices in numbers.items():
        async with here.services.database.session() as session:
            bind_tenant(session, provider_id)
            for invoice_id in invoices:
                kept, _ = await read_invoice(session, invoice_id)
                sheet = await sheet_of(session, kept.invoice)
                bundle.add(invoice_name(sheet, "xml").removesuffix(".xml"), "xml", render_ubl(sheet))
    made = bundle.close(f"facturen-{year}-ubl")
    return file_response(made.content, made.name, "application/zip")


async def _of_year(session: AsyncSession, year: int) -> list[OperatorInvoice]:
    """All providers' invoices and credit notes of a year, newest number first."""
    rows: list[OperatorInvoice] = []
    page = Page(limit=200)
    while True:
        found, cursor = await every_invoice(session, page)
        rows += [row for row in found if row.number.startswith(f"{year}-")]
        if cursor is None or found[-1].number < f"{year}-":
            return rows
        page = Page(limit=200, cursor=cursor)


def _csv(rows: list[OperatorInvoice]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(
        ["nummer", "soort", "opleider", "datum", "vervaldatum", "exclusief btw", "btw", "inclusief btw", "betaald"]
    )
    for row in rows:
        amounts = (row.net_cents, row.vat_cents, row.net_cents + row.vat_cents, row.paid_cents)
        name = f"'{row.provider_name}" if row.provider_name[:1] in "=+-@\t\r" else row.provider_name
        facts = [row.number, row.kind, name, row.issued_on.isoformat(), row.due_on.isoformat()]
        writer.writerow([*facts, *(f"{cents / 100:.2f}".replace(".", ",") for cents in amounts)])
    return text.getvalue().encode("utf-8-sig")
