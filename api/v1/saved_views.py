"""Saved views: filters of a list under a name, kept per user and shareable within the provider (R-CRS-07)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field, StringConstraints

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Listing, RequiredLine
from app.accounts import saved_views
from app.accounts.models import SavedView
from app.accounts.saved_views import Owner

router = APIRouter(route_class=Route, tags=["Saved views"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write", people=True), scope="function")]
ListName = Literal["courses"]
FilterName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{1,40}$")]
FilterValue = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Filters = Annotated[dict[FilterName, FilterValue], Field(max_length=20, examples=[{"state": "held"}])]


class SavedViewInput(ApiModel):
    """A view to keep."""

    list: ListName = "courses"
    name: RequiredLine
    filters: Filters
    shared: bool = Field(default=False, description="Shown to everybody at the provider")


class SavedViewChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    filters: Filters | None = None
    shared: bool | None = None


class SavedViewView(ApiModel):
    """A saved view; `own` is false for one that a colleague shares."""

    id: UUID
    list: ListName
    name: str
    filters: dict[str, str]
    shared: bool
    own: bool
    version: int


@router.get("/saved-views", operation_id="saved_views_list", summary="List saved views")
async def saved_views_list(
    scope: ReadCourses, of_list: Annotated[ListName, Query(alias="list")] = "courses"
) -> Listing[SavedViewView]:
    """The caller's own views and those that colleagues share."""
    rows = await saved_views.list_views(scope.session, of_list, _user_id(scope))
    return Listing(items=[_view(scope, row) for row in rows])


@router.post("/saved-views", operation_id="saved_views_create", summary="Save a view", status_code=201)
async def saved_views_create(scope: WriteCourses, response: Response, body: SavedViewInput) -> SavedViewView:
    """Keep the filters of a list under a name."""
    row = await saved_views.save_view(
        scope.session, _owner(scope), of_list=body.list, name=body.name, filters=body.filters, shared=body.shared
    )
    response.headers["Location"] = f"/api/v1/saved-views/{row.id}"
    set_etag(response, row.version)
    return _view(scope, row)


@router.get("/saved-views/{view_id}", operation_id="saved_views_get", summary="A saved view")
async def saved_views_get(scope: ReadCourses, response: Response, view_id: UUID) -> SavedViewView:
    """One view that the caller may see."""
    row = await saved_views.get_view(scope.session, view_id, _user_id(scope))
    set_etag(response, row.version)
    return _view(scope, row)


@router.patch(
    "/saved-views/{view_id}",
    operation_id="saved_views_change",
    summary="Change a saved view",
    responses=problems(412, 428),
)
async def saved_views_change(
    scope: WriteCourses, response: Response, view_id: UUID, body: SavedViewChange, if_match: IfMatch
) -> SavedViewView:
    """Rename, share or replace a view of one's own."""
    changes = {name: value for name in body.model_fields_set if (value := getattr(body, name)) is not None}
    row = await saved_views.change_view(scope.session, view_id, changes, _owner(scope), version=if_match)
    set_etag(response, row.version)
    return _view(scope, row)


@router.delete(
    "/saved-views/{view_id}", operation_id="saved_views_delete", summary="Remove a saved view", status_code=204
)
async def saved_views_delete(scope: WriteCourses, view_id: UUID) -> None:
    """Remove a view of one's own."""
    await saved_views.remove_view(scope.session, view_id, _owner(scope))


def _user_id(scope: Scope) -> UUID | None:
    return scope.caller.id if scope.caller.kind == "user" else None


def _owner(scope: Scope) -> Owner:
    return Owner(scope.caller.id, scope.actor, scope.now)


def _view(scope: Scope, row: SavedView) -> SavedViewView:
    return SavedViewView(
        id=row.id,
        list="courses",
        name=row.name,
        filters=row.filters,
        shared=row.shared,
        own=row.user_id == _user_id(scope),
        version=row.version,
    )
