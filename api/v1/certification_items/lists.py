"""Certification items as files: lists in and out (R-CIT-03), and the label that leads back to an item."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.downloads import download, file_response, list_response
from api.routing import Route, problems
from api.titles import preferred_language
from api.v1.certification_items.routes import Filters, ReadItems, WriteItems, known_filter
from api.v1.certification_items.views import desk_of
from api.v1.list_imports import (
    LIST_UPLOAD,
    ListOutcome,
    ListPreview,
    preview_of,
    read_list_upload,
)
from app.certification_items import listing
from app.certification_items.listing import JudgedItem
from app.certification_items.repository import get_item
from app.core.spreadsheets import Format
from app.customers.repository import get_customer
from app.documents.item_label import ItemLabel, item_label_name, render_item_label
from app.files.kinds import CSV, XLSX
from app.files.lists.records import read_records

router = APIRouter(route_class=Route, tags=["Certification items"])
_MOST = 10_000


@router.get(
    "/certification-item-exports",
    operation_id="certification_item_exports_get",
    summary="The list of items as a file",
    responses=download(XLSX.content_type, CSV.content_type),
    response_class=Response,
)
async def certification_item_exports_get(
    scope: ReadItems,
    request: Request,
    filters: Filters,
    format_: Annotated[
        Format, Query(alias="format", description="`xlsx`, or `csv` as Dutch spreadsheets read it")
    ] = "xlsx",
) -> Response:
    """What the filters find, one row per due date; text is never a formula. At most 10,000 items."""
    wanted = filters.on(scope.today)
    await known_filter(scope, wanted)
    language = preferred_language(request.headers.get("accept-language"))
    rows = await listing.all_items(scope.session, wanted, _MOST)
    title = "Certificatiedata" if language == "nl" else "Certification items"
    return list_response(format_, title, listing.HEADERS[language], listing.export_rows(rows, language))


@router.post(
    "/certification-item-import-previews",
    operation_id="certification_item_import_previews_create",
    summary="What would become of a list of items",
    responses=problems(413, 415),
    openapi_extra=LIST_UPLOAD,
)
async def certification_item_import_previews_create(scope: WriteItems, request: Request) -> ListPreview:
    """Which rows of an .xlsx or .csv would be taken over, and which not and why; nothing is written."""
    return preview_of(await _judge(scope, request))


@router.post(
    "/certification-item-imports",
    operation_id="certification_item_imports_create",
    summary="Take over a list of items",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=LIST_UPLOAD,
)
async def certification_item_imports_create(scope: WriteItems, request: Request) -> ListOutcome:
    """Add the items of every row that is not refused; a refused row loses no other."""
    judged = await _judge(scope, request)
    created = await listing.import_items(scope.session, judged, desk_of(scope))
    return ListOutcome(created=created, **preview_of(judged).model_dump())


@router.get(
    "/certification-items/{item_id}/label",
    operation_id="certification_items_label",
    summary="The label of an item",
    responses=download("application/pdf"),
    response_class=Response,
)
async def certification_items_label(scope: ReadItems, request: Request, item_id: UUID) -> Response:
    """A label to stick on the item, with a QR code that leads back to it in the portal."""
    item = await get_item(scope.session, item_id)
    customer = await get_customer(scope.session, item.customer_id) if item.customer_id else None
    label = ItemLabel(
        language=preferred_language(request.headers.get("accept-language")),
        provider_name=scope.provider.name,
        description=item.description,
        identification=item.identification,
        place=", ".join(part for part in (customer.name if customer else "", item.location) if part),
        url=f"{scope.services.settings.public_url}/certification-items/{item.id}",
        made_on=item.created_at.date(),
    )
    return file_response(await render_item_label(label), item_label_name(label), "application/pdf")


async def _judge(scope: WriteItems, request: Request) -> list[JudgedItem]:
    upload = await read_list_upload(request)
    records = read_records(upload.content, upload.name, listing.WORDS, listing.NEEDED)
    return await listing.judge_items(scope.session, records, scope.today)
