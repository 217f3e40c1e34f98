"""What the provider pays and why (R-BIL-07, R-BIL-08), and asking for modules (R-MOD-01)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.downloads import download
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing, Money
from api.v1.billing.documents import invoice_response
from api.v1.billing.schemas import (
    BillingAddressFields,
    BillingAddressView,
    CheckoutView,
    ForecastView,
    InvoiceRow,
    InvoiceView,
    ModuleRequestView,
    ModuleWish,
    QuoteView,
)
from api.v1.billing.views import forecast_view, invoice_row, show_invoice
from app.billing.books import list_invoices
from app.billing.forecast import forecast, quote
from app.billing.paying.starting import Till, catch_up, start_payment
from app.billing.repository import subscription_row
from app.billing.subscribing import address_invoices, open_requests, request_module
from app.core.signing import LinkSigner
from app.providers.modules import Module
from app.providers.settings import get_provider

router = APIRouter(route_class=Route, tags=["Billing"])
ReadBilling = Annotated[Scope, Depends(allow("billing:read"), scope="function")]
PayInvoices = Annotated[Scope, Depends(allow("billing:write", people=True), scope="function")]
WriteBilling = Annotated[Scope, Depends(allow("billing:write"), scope="function")]


@router.get("/billing/forecast", operation_id="billing_forecast_get", summary="Tier, prices and the next invoice")
async def billing_forecast_get(scope: ReadBilling) -> ForecastView:
    """The running month: the tier and the courses that it follows from, what each module costs, the next invoice."""
    return forecast_view(await forecast(scope.session, scope.today))


@router.get("/billing/quote", operation_id="billing_quote_get", summary="Reckon what modules would cost")
async def billing_quote_get(
    scope: ReadBilling,
    courses: Annotated[int, Query(ge=0, le=100_000, description="Courses a year", examples=[60])],
    modules: Annotated[int, Query(ge=0, le=6, description="How many modules", examples=[3])],
) -> QuoteView:
    """The tier of so many courses a year, with today's prices, and what so many modules then cost a month."""
    reckoned, net = await quote(scope.session, scope.today, courses, modules)
    return QuoteView(
        tier=reckoned.band.tier, price=Money(amount=net // modules if modules else 0), net=Money(amount=net)
    )


@router.get("/billing/address", operation_id="billing_address_get", summary="Where the invoices go")
async def billing_address_get(scope: ReadBilling, response: Response) -> BillingAddressView:
    """The billing address; empty fields are taken from the organisation's own details."""
    row = await subscription_row(scope.session)
    view = BillingAddressView.model_validate(row) if row else BillingAddressView(version=0)
    set_etag(response, view.version)
    return view


@router.put(
    "/billing/address",
    operation_id="billing_address_set",
    summary="Say where the invoices go",
    responses=problems(412, 428),
)
async def billing_address_set(
    scope: WriteBilling, response: Response, body: BillingAddressFields, if_match: IfMatch
) -> BillingAddressView:
    """Keep the billing address as it is given; invoices that exist do not change."""
    provider = await get_provider(scope.session)
    row = await address_invoices(
        scope.session, provider, body.model_dump(), version=if_match, actor=scope.actor, now=scope.now
    )
    set_etag(response, row.version)
    return BillingAddressView.model_validate(row)


@router.get("/invoices", operation_id="invoices_list", summary="List the invoices")
async def invoices_list(
    scope: ReadBilling, request: Request, response: Response, page: PageQuery
) -> Listing[InvoiceRow]:
    """Invoices and credit notes, newest first."""
    rows, cursor = await list_invoices(scope.session, page)
    link_next(request, response, cursor)
    return Listing(items=[invoice_row(row, scope.today) for row in rows], next_cursor=cursor)


@router.get("/invoices/{invoice_id}", operation_id="invoices_get", summary="An invoice")
async def invoices_get(scope: ReadBilling, invoice_id: UUID) -> InvoiceView:
    """An invoice with every amount and the reckoning that it follows from."""
    return await show_invoice(scope.session, invoice_id, scope.today, online=scope.services.payments is not None)


@router.post(
    "/invoices/{invoice_id}/payments",
    operation_id="invoices_pay",
    summary="Begin to pay an invoice online",
    status_code=201,
    responses=problems(409, 503),
)
async def invoices_pay(scope: PayInvoices, invoice_id: UUID) -> CheckoutView:
    """Where to pay what is open; begun twice it is one payment. It is paid once the payment service says so."""
    hall = scope.services
    till = Till(hall.payments, LinkSigner(hall.keys), hall.settings.public_url)
    async with hall.database.tenant(scope.provider_id) as own:
        await catch_up(own, invoice_id, till, scope.now)
    begun = await start_payment(scope.session, invoice_id, till, today=scope.today, actor=scope.actor, now=scope.now)
    return CheckoutView(checkout_url=begun.checkout_url)


@router.get(
    "/invoices/{invoice_id}/pdf",
    operation_id="invoices_pdf_get",
    summary="An invoice as PDF",
    responses=download("application/pdf"),
    response_class=Response,
)
async def invoices_pdf_get(scope: ReadBilling, invoice_id: UUID) -> Response:
    """The invoice on paper."""
    return await invoice_response(scope.session, invoice_id, "pdf")


@router.get(
    "/invoices/{invoice_id}/ubl",
    operation_id="invoices_ubl_get",
    summary="An invoice as UBL",
    responses=download("application/xml"),
    response_class=Response,
)
async def invoices_ubl_get(scope: ReadBilling, invoice_id: UUID) -> Response:
    """The invoice for a bookkeeping program: UBL 2.1 after EN 16931."""
    return await invoice_response(scope.session, invoice_id, "xml")


@router.get("/module-requests", operation_id="module_requests_list", summary="List the wishes for modules")
async def module_requests_list(scope: ReadBilling) -> Listing[ModuleRequestView]:
    """The wishes of the provider that wait for the operator."""
    return Listing(items=[ModuleRequestView.model_validate(row) for row in await open_requests(scope.session)])


@router.post("/module-requests", operation_id="module_requests_create", summary="Ask for a module", status_code=201)
async def module_requests_create(scope: WriteBilling, body: ModuleWish) -> Listing[ModuleRequestView]:
    """Ask the operator to switch a module on or off; asking twice is one wish. Answers the wishes that wait."""
    rows = await request_module(scope.session, Module(body.module), wish=body.wish, actor=scope.actor, now=scope.now)
    return Listing(items=[ModuleRequestView.model_validate(row) for row in rows])
