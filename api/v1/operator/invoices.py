"""The operator's books: price lists, the invoices of all providers, payments, and credit notes (R-BIL-06, R-BIL-07)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from api.downloads import download
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import ApiModel, Line, Listing, Money
from api.v1.billing.documents import invoice_response
from api.v1.billing.schemas import InvoiceView
from api.v1.billing.views import show_invoice
from api.v1.operator.desk import TIME_ZONE, AsOperator, AtProvider
from app.billing.books import OperatorInvoice, every_invoice
from app.billing.errors import SellerUnknown
from app.billing.invoicing import Issue, credit
from app.billing.payments import Received, note_payment
from app.billing.price_lists import add_price_list, list_price_lists
from app.billing.prices import Band, PriceTable, Tier
from app.billing.seller import seller_of
from app.billing.sending import Post, mail_invoice
from app.core.clock import local_date
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Operator"])
_INVOICE = "/operator/providers/{provider_id}/invoices/{invoice_id}"
_CENTS = Field(ge=0, le=10_000_000)


class PriceBand(ApiModel):
    """A tier, and from how many courses a year it holds."""

    tier: Tier
    from_courses: int = Field(ge=0, le=100_000)
    module_cents: Annotated[int, _CENTS]


class PriceListInput(ApiModel):
    """Prices from a day to come, in cents exclusive of VAT."""

    valid_from: date
    bands: list[PriceBand] = Field(min_length=1, max_length=4)
    institute_discount_cents: Annotated[int, _CENTS]
    one_off_fee_cents: Annotated[int, _CENTS]
    vat_percent: int = Field(ge=0, le=100)


class PriceListView(PriceListInput):
    """A price list."""

    id: UUID


class OperatorInvoiceRow(ApiModel):
    """An invoice of any provider."""

    id: UUID
    provider_id: UUID
    provider_name: str
    number: str
    kind: Literal["invoice", "credit_note"]
    issued_on: date
    due_on: date
    net: Money
    vat: Money
    gross: Money
    paid: Money
    outstanding: Money = Field(description="What is still to be paid")
    state: Literal["open", "paid", "overdue", "credited", "credit_note"]


class PaymentInput(ApiModel):
    """Money that came in; a negative amount takes a mistake back."""

    paid_on: date
    cents: int = Field(ge=-10_000_000, le=10_000_000, description="Not 0", examples=[2904])
    remark: Line = ""


@router.get("/operator/price-lists", operation_id="operator_price_lists_list", summary="List the prices (operator)")
async def operator_price_lists_list(here: AsOperator) -> Listing[PriceListView]:
    """Every price list, newest first; of those that have begun the newest holds."""
    return Listing(items=[PriceListView.model_validate(row) for row in await list_price_lists(here.session)])


@router.post(
    "/operator/price-lists",
    operation_id="operator_price_lists_create",
    summary="Add prices (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_price_lists_create(here: AsOperator, body: PriceListInput) -> PriceListView:
    """Add prices from a day to come; months that begin before it keep theirs."""
    table = PriceTable(
        valid_from=body.valid_from,
        bands=tuple(Band(band.tier, band.from_courses, band.module_cents) for band in body.bands),
        institute_discount_cents=body.institute_discount_cents,
        one_off_fee_cents=body.one_off_fee_cents,
        vat_percent=body.vat_percent,
    )
    row = await add_price_list(here.session, table, local_date(here.now, TIME_ZONE))
    return PriceListView.model_validate(row)


@router.get("/operator/invoices", operation_id="operator_invoices_list", summary="List all invoices (operator)")
async def operator_invoices_list(
    here: AsOperator, request: Request, response: Response, page: PageQuery
) -> Listing[OperatorInvoiceRow]:
    """Invoices and credit notes of all providers, newest number first."""
    rows, cursor = await every_invoice(here.session, page)
    link_next(request, response, cursor)
    today = local_date(here.now, TIME_ZONE)
    return Listing(items=[_row(row, today) for row in rows], next_cursor=cursor)


@router.get(_INVOICE, operation_id="operator_invoices_get", summary="An invoice (operator)")
async def operator_invoices_get(here: AtProvider, invoice_id: UUID) -> InvoiceView:
    """An invoice of the provider, with the reckoning that it follows from."""
    return await show_invoice(here.session, invoice_id, here.today, online=False, remarks=True)


@router.get(
    _INVOICE + "/pdf",
    operation_id="operator_invoices_pdf_get",
    summary="An invoice as PDF (operator)",
    responses=download("application/pdf"),
    response_class=Response,
)
async def operator_invoices_pdf_get(here: AtProvider, invoice_id: UUID) -> Response:
    """The invoice on paper."""
    return await invoice_response(here.session, invoice_id, "pdf")


@router.get(
    _INVOICE + "/ubl",
    operation_id="operator_invoices_ubl_get",
    summary="An invoice as UBL (operator)",
    responses=download("application/xml"),
    response_class=Response,
)
async def operator_invoices_ubl_get(here: AtProvider, invoice_id: UUID) -> Response:
    """The invoice for a bookkeeping program."""
    return await invoice_response(here.session, invoice_id, "xml")


@router.post(
    _INVOICE + "/credit-note",
    operation_id="operator_invoices_credit",
    summary="Credit an invoice (operator)",
    status_code=201,
    responses=problems(409),
)
async def operator_invoices_credit(here: AtProvider, invoice_id: UUID) -> InvoiceView:
    """Take an invoice back whole, by a credit note that is mailed; once per invoice."""
    seller = seller_of(here.services.settings)
    if seller is None:
        raise SellerUnknown("Nothing is invoiced before the settings name the seller.")
    note = await credit(here.session, invoice_id, Issue(seller, here.today, here.now), here.actor)
    post = Post(shared_renderer(), here.services.storage, here.services.settings.public_url)
    await mail_invoice(here.session, note, here.provider, post)
    return await show_invoice(here.session, note.id, here.today, online=False, remarks=True)


@router.post(
    _INVOICE + "/payments",
    operation_id="operator_payments_create",
    summary="Note a payment (operator)",
    status_code=201,
)
async def operator_payments_create(here: AtProvider, invoice_id: UUID, body: PaymentInput) -> InvoiceView:
    """Note money that came in for an invoice; its state follows."""
    money = Received(body.cents, body.paid_on, body.remark)
    await note_payment(here.session, invoice_id, money, actor=here.actor, now=here.now)
    return await show_invoice(here.session, invoice_id, here.today, online=False, remarks=True)


def _row(row: OperatorInvoice, today: date) -> OperatorInvoiceRow:
    return OperatorInvoiceRow(
        id=row.id,
        provider_id=row.provider_id,
        provider_name=row.provider_name,
        number=row.number,
        kind=row.kind,  # type: ignore[arg-type]  # a check constraint keeps it
        issued_on=row.issued_on,
        due_on=row.due_on,
        net=Money(amount=row.net_cents),
        vat=Money(amount=row.vat_cents),
        gross=Money(amount=row.gross_cents),
        paid=Money(amount=row.paid_cents),
        outstanding=Money(amount=row.open_cents),
        state=row.state(today),  # type: ignore[arg-type]  # one of these words
    )
