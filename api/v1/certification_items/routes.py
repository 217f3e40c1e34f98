"""Certification items (module 6)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.answers import write_page
from api.concurrency import IfMatch
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.uploads import read_upload, upload_body
from api.v1.certification_items.schemas import (
    ItemChange,
    ItemFileView,
    ItemInput,
    ItemRenewal,
    ItemRow,
    ItemView,
    KindKey,
)
from api.v1.certification_items.views import desk_of, item_values, item_view
from app.certification_items import filing, keeping, repository
from app.certification_items.drafts import DueDateDraft
from app.certification_items.kinds import OWN
from app.certification_items.own_kinds import get_own_kind
from app.certification_items.renewing import Renewal, renew_item
from app.certification_items.repository import ItemFilter
from app.core.errors import Invalid
from app.customers.repository import get_customer
from app.files.acceptance import accept_document
from app.files.keeping import keep_file
from app.files.limits import DOCUMENT_LIMIT

router = APIRouter(route_class=Route, tags=["Certification items"])
MODULE = "certification_items"
ReadItems = Annotated[Scope, Depends(allow("certification-items:read", MODULE), scope="function")]
WriteItems = Annotated[Scope, Depends(allow("certification-items:write", MODULE), scope="function")]


@dataclass(frozen=True)
class ItemQuery:
    """The filters of a list of items; `due` counts from the day on which it is asked."""

    wanted: ItemFilter
    due: bool

    def on(self, today: date) -> ItemFilter:
        """What is wanted on a day."""
        return replace(self.wanted, due_by=today) if self.due else self.wanted


async def _filters(
    kind: KindKey | None = None,
    own_kind_id: Annotated[UUID | None, Query(alias="ownKindId")] = None,
    customer_id: Annotated[UUID | None, Query(alias="customerId")] = None,
    from_day: Annotated[date | None, Query(alias="from", description="Expires on or after")] = None,
    until_day: Annotated[date | None, Query(alias="until", description="Expires on or before")] = None,
    q: Annotated[str, Query(max_length=200, description="Words of description, identification or location")] = "",
    archived: Annotated[bool, Query(description="Those archived in place of those in use")] = False,
    due: Annotated[bool, Query(description="Only those whose reminder date has come (R-CIT-02)")] = False,
) -> ItemQuery:
    return ItemQuery(ItemFilter(kind, own_kind_id, customer_id, from_day, until_day, None, q, archived), due)


Filters = Annotated[ItemQuery, Depends(_filters)]


@router.get(
    "/certification-items",
    operation_id="certification_items_list",
    summary="List certification items",
    response_model=Listing[ItemRow],
)
async def certification_items_list(
    scope: ReadItems,
    request: Request,
    page: PageQuery,
    filters: Filters,
) -> Response:
    """The items by their earliest expiry date (R-CIT-03)."""
    wanted = filters.on(scope.today)
    await known_filter(scope, wanted)
    rows, cursor = await repository.list_items(scope.session, wanted, page)
    return write_page(request, [item_values(row, scope.today) for row in rows], cursor)


@router.post("/certification-items", operation_id="certification_items_create", summary="Add an item", status_code=201)
async def certification_items_create(scope: WriteItems, response: Response, body: ItemInput) -> ItemView:
    """Add an item with its due dates (R-CIT-01)."""
    values = body.model_dump(exclude={"due_dates"})
    if (body.kind == OWN) != (body.own_kind_id is not None):
        raise Invalid.at("/ownKindId", "required", "Say which of the own kinds, and only for `own`.")
    item = await keeping.create_item(scope.session, values, _drafts(body) or [], desk_of(scope))
    response.headers["Location"] = f"/api/v1/certification-items/{item.id}"
    return await item_view(scope, response, item)


@router.get("/certification-items/{item_id}", operation_id="certification_items_get", summary="An item")
async def certification_items_get(scope: ReadItems, response: Response, item_id: UUID) -> ItemView:
    """One item with its history and files, archived ones included."""
    return await item_view(scope, response, await repository.get_item(scope.session, item_id))


@router.patch(
    "/certification-items/{item_id}",
    operation_id="certification_items_change",
    summary="Correct an item",
    responses=problems(412, 428),
)
async def certification_items_change(
    scope: WriteItems, response: Response, item_id: UUID, body: ItemChange, if_match: IfMatch
) -> ItemView:
    """Change what is sent, keep the rest. A correction leaves no history; renewing does."""
    values = body.model_dump(exclude={"due_dates"}, exclude_unset=True)
    for required in ("kind", "description", "pieces"):
        if required in values and values[required] is None:
            values.pop(required)
    values |= {name: "" for name in ("identification", "location", "remarks") if values.get(name, "") is None}
    if "kind" in values:
        values.setdefault("own_kind_id", None)
        if (values["kind"] == OWN) != (values["own_kind_id"] is not None):
            raise Invalid.at("/ownKindId", "required", "Say which of the own kinds, and only for `own`.")
    else:
        values.pop("own_kind_id", None)
    item = await keeping.change_item(scope.session, item_id, values, _drafts(body), desk_of(scope), version=if_match)
    return await item_view(scope, response, item)


@router.post(
    "/certification-items/{item_id}/renewals",
    operation_id="certification_items_renew",
    summary="Renew due dates of an item",
    status_code=201,
    responses=problems(409, 412, 428),
)
async def certification_items_renew(
    scope: WriteItems, response: Response, item_id: UUID, body: ItemRenewal, if_match: IfMatch
) -> ItemView:
    """New dates after an inspection or a replacement; the former lines stay as history (R-CIT-02)."""
    item = await renew_item(
        scope.session,
        item_id,
        [Renewal(each.id, each.expires_on, each.remind_on) for each in body.due_dates],
        body.inspected_on,
        desk_of(scope),
        version=if_match,
        remarks=body.remarks,
    )
    return await item_view(scope, response, item)


@router.post(
    "/certification-items/{item_id}/archiving",
    operation_id="certification_items_archive",
    summary="Take an item out of use",
)
async def certification_items_archive(scope: WriteItems, response: Response, item_id: UUID) -> ItemView:
    """Take an item out of the list and the dashboard; its history stays."""
    item = await keeping.set_archived(scope.session, item_id, True, desk_of(scope))
    return await item_view(scope, response, item)


@router.delete(
    "/certification-items/{item_id}/archiving",
    operation_id="certification_items_restore",
    summary="Bring an item back",
)
async def certification_items_restore(scope: WriteItems, response: Response, item_id: UUID) -> ItemView:
    """Undo the archiving."""
    item = await keeping.set_archived(scope.session, item_id, False, desk_of(scope))
    return await item_view(scope, response, item)


@router.post(
    "/certification-items/{item_id}/files",
    operation_id="certification_item_files_create",
    summary="Add a photo or file to an item",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=upload_body(),
)
async def certification_item_files_create(scope: WriteItems, request: Request, item_id: UUID) -> ItemFileView:
    """Keep a photo, a report or another file with an item; at most 10 MiB."""
    upload = await read_upload(request, DOCUMENT_LIMIT)
    await repository.get_item(scope.session, item_id)
    desk = desk_of(scope)
    by = desk.actor.id if desk.actor.kind == "user" else None
    accepted = accept_document(upload.content, upload.name)
    stored = await keep_file(scope.session, scope.services.storage, accepted, created_by=by, now=scope.now)
    row = await filing.add_file(scope.session, item_id, stored, desk)
    return ItemFileView(
        id=stored.id, name=stored.name, size=stored.size, content_type=stored.content_type, added_at=row.added_at
    )


@router.delete(
    "/certification-items/{item_id}/files/{file_id}",
    operation_id="certification_item_files_delete",
    summary="Take a file away from an item",
    status_code=204,
)
async def certification_item_files_delete(scope: WriteItems, item_id: UUID, file_id: UUID) -> None:
    """Take a file away."""
    await filing.remove_file(scope.session, item_id, file_id, desk_of(scope))


def _drafts(body: ItemInput | ItemChange) -> list[DueDateDraft] | None:
    if body.due_dates is None:
        return None
    return [DueDateDraft(each.part, each.expires_on, each.remind_on, each.id) for each in body.due_dates]


async def known_filter(scope: Scope, wanted: ItemFilter) -> None:
    """Foreign ids in a filter are unknown, not an empty list."""
    if wanted.customer_id is not None:
        await get_customer(scope.session, wanted.customer_id)
    if wanted.own_kind_id is not None:
        await get_own_kind(scope.session, wanted.own_kind_id)
