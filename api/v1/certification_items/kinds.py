"""Kinds of certification items: those that everybody has, and the provider's own."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.concurrency import IfMatch, set_etag
from api.routing import Route, problems
from api.schemas import Listing
from api.titles import preferred_language
from api.v1.certification_items.routes import ReadItems, WriteItems
from api.v1.certification_items.schemas import ItemKindChange, ItemKindInput, ItemKindView, UsualDateView
from api.v1.certification_items.views import built_in_kind, desk_of, own_kind_view
from app.certification_items import own_kinds
from app.certification_items.kinds import BUILT_IN, UsualDate

router = APIRouter(route_class=Route, tags=["Certification items"])
Inspected = Annotated[date | None, Query(alias="inspectedOn", ge=date(1990, 1, 1), le=date(2200, 1, 1))]


@router.get("/certification-item-kinds", operation_id="certification_item_kinds_list", summary="The kinds of items")
async def certification_item_kinds_list(
    scope: ReadItems, request: Request, inspected_on: Inspected = None
) -> Listing[ItemKindView]:
    """Every kind, with the dates that follow from an inspection on `inspectedOn` (today, unless given)."""
    language = preferred_language(request.headers.get("accept-language"))
    day = inspected_on or scope.today
    built_in = [built_in_kind(key, usual, day, language) for key, usual in BUILT_IN.items()]
    own = [own_kind_view(kind, day) for kind in await own_kinds.list_own_kinds(scope.session)]
    return Listing(items=built_in + own)


@router.post(
    "/certification-item-kinds",
    operation_id="certification_item_kinds_create",
    summary="Add a kind of one's own",
    status_code=201,
    responses=problems(409),
)
async def certification_item_kinds_create(scope: WriteItems, response: Response, body: ItemKindInput) -> ItemKindView:
    """Add a kind with its usual intervals (R-CIT-01)."""
    kind = await own_kinds.create_own_kind(scope.session, body.name, _usual(body.due_dates), desk_of(scope))
    set_etag(response, kind.version)
    return own_kind_view(kind, scope.today)


@router.get(
    "/certification-item-kinds/{kind_id}", operation_id="certification_item_kinds_get", summary="A kind of one's own"
)
async def certification_item_kinds_get(scope: ReadItems, response: Response, kind_id: UUID) -> ItemKindView:
    """One of the provider's own kinds."""
    kind = await own_kinds.get_own_kind(scope.session, kind_id)
    set_etag(response, kind.version)
    return own_kind_view(kind, scope.today)


@router.patch(
    "/certification-item-kinds/{kind_id}",
    operation_id="certification_item_kinds_change",
    summary="Change a kind of one's own",
    responses=problems(409, 412, 428),
)
async def certification_item_kinds_change(
    scope: WriteItems, response: Response, kind_id: UUID, body: ItemKindChange, if_match: IfMatch
) -> ItemKindView:
    """Rename it or give it other intervals; items keep their dates."""
    usual = None if body.due_dates is None else _usual(body.due_dates)
    kind = await own_kinds.change_own_kind(
        scope.session, kind_id, desk_of(scope), version=if_match, name=body.name, due_dates=usual
    )
    set_etag(response, kind.version)
    return own_kind_view(kind, scope.today)


def _usual(due_dates: list[UsualDateView]) -> list[UsualDate]:
    return [UsualDate(each.part, each.months) for each in due_dates]
