"""Customers as lists, in and out (R-CUS-01)."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.downloads import download, list_response
from api.routing import Route, problems
from api.titles import preferred_language
from api.v1.customers.routes import ReadCustomers, WriteCustomers
from api.v1.list_imports import LIST_UPLOAD, ListOutcome, ListPreview, preview_of, read_list_upload
from app.core.spreadsheets import Format
from app.customers import listing
from app.customers.listing import JudgedCustomer
from app.files.kinds import CSV, XLSX
from app.files.lists.records import read_records

router = APIRouter(route_class=Route, tags=["Customers"])


@router.get(
    "/customer-exports",
    operation_id="customer_exports_get",
    summary="The list of customers as a file",
    responses=download(XLSX.content_type, CSV.content_type),
    response_class=Response,
)
async def customer_exports_get(
    scope: ReadCustomers,
    request: Request,
    format_: Annotated[
        Format, Query(alias="format", description="`xlsx`, or `csv` as Dutch spreadsheets read it")
    ] = "xlsx",
    archived: Annotated[bool, Query(description="Those archived in place of those in use")] = False,
) -> Response:
    """Every customer, a row per contact person; text is never a formula. The list can be taken in again."""
    language = preferred_language(request.headers.get("accept-language"))
    rows = await listing.all_customers(scope.session, archived=archived)
    title = "Klanten" if language == "nl" else "Customers"
    return list_response(format_, title, listing.HEADERS[language], listing.export_rows(rows, language))


@router.post(
    "/customer-import-previews",
    operation_id="customer_import_previews_create",
    summary="What would become of a list of customers",
    responses=problems(413, 415),
    openapi_extra=LIST_UPLOAD,
)
async def customer_import_previews_create(scope: WriteCustomers, request: Request) -> ListPreview:
    """Which rows of an .xlsx or .csv would be taken over, and which not and why; nothing is written."""
    return preview_of(await _judge(scope, request))


@router.post(
    "/customer-imports",
    operation_id="customer_imports_create",
    summary="Take over a list of customers",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=LIST_UPLOAD,
)
async def customer_imports_create(scope: WriteCustomers, request: Request) -> ListOutcome:
    """Add the customers of every row that is not refused; a refused row loses no other."""
    judged = await _judge(scope, request)
    created = await listing.import_customers(scope.session, judged, actor=scope.actor, now=scope.now)
    return ListOutcome(created=created, **preview_of(judged).model_dump())


async def _judge(scope: WriteCustomers, request: Request) -> list[JudgedCustomer]:
    upload = await read_list_upload(request)
    records = read_records(upload.content, upload.name, listing.WORDS, listing.NEEDED)
    return await listing.judge_customers(scope.session, records)
