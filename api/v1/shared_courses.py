"""Courses that other providers share (Cursussen van anderen, R-CRS-09)."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import ApiModel, Listing
from api.v1.courses.schemas import DayView, Kind
from app.courses.shared import SharedFilter, list_shared

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]


class SharingProvider(ApiModel):
    """Who gives the course, and how to reach them."""

    name: str
    email: str
    phone: str
    city: str


class SharedCourseView(ApiModel):
    """A course of another provider; nothing else of it is told."""

    key: UUID = Field(description="Tells rows apart; leads nowhere")
    kind: Kind
    type_name: str
    first_day: date
    last_day: date
    days: list[DayView]
    place: str
    free_places: int
    provider: SharingProvider


@router.get("/shared-courses", operation_id="shared_courses_list", summary="List courses that others share")
async def shared_courses_list(
    scope: ReadCourses,
    request: Request,
    response: Response,
    page: PageQuery,
    from_: Annotated[date | None, Query(alias="from", description="Left out or past: from today")] = None,
    until: Annotated[date | None, Query(description="Courses that begin on or before it")] = None,
    kind: Kind | None = None,
    with_free_places: Annotated[bool, Query(alias="withFreePlaces")] = False,
    q: Annotated[str, Query(max_length=200, description="Words of type, place or provider")] = "",
) -> Listing[SharedCourseView]:
    """Upcoming courses of other providers, the soonest first: no trainee, no customer, no instructor."""
    wanted = SharedFilter(max(from_ or scope.today, scope.today), until, kind, q, with_free_places)
    rows, cursor = await list_shared(scope.session, wanted, page, scope.now)
    link_next(request, response, cursor)
    return Listing(items=[_view(row) for row in rows], next_cursor=cursor)


def _view(row: Any) -> SharedCourseView:
    found = dict(row._mapping)
    provider = {name: found.pop(f"provider_{name}") for name in ("name", "email", "phone", "city")}
    return SharedCourseView.model_validate(found | {"provider": provider})
