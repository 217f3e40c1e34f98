"""Course types to choose from."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import ApiModel, ClockTime, Listing
from app.catalog.repository import list_types
from app.catalog.types import CourseType

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]


class CourseTypeView(ApiModel):
    """A type with what it proposes for a new course; external types propose a validity at most."""

    id: UUID
    kind: Literal["certified", "external"]
    name: str
    code: str | None
    validity_months: int | None
    starts: ClockTime | None
    ends: ClockTime | None
    max_trainees: int | None
    is_code95: bool
    required_documents: list[str]


@router.get("/course-types", operation_id="course_types_list", summary="List the course types")
async def course_types_list(
    scope: ReadCourses,
    request: Request,
    response: Response,
    page: PageQuery,
    kind: Literal["certified", "external"] | None = None,
    q: Annotated[str, Query(max_length=200, description="Part of the name")] = "",
) -> Listing[CourseTypeView]:
    """The certified types (CIBOT institutes only, R-CRT-01) and the provider's own external ones, by name."""
    institute = scope.provider.is_cibot_institute
    types, cursor = await list_types(scope.session, page, is_institute=institute, kind=kind, query=q)
    link_next(request, response, cursor)
    return Listing(items=[_view(each) for each in types], next_cursor=cursor)


def _view(course_type: CourseType) -> CourseTypeView:
    return CourseTypeView.model_validate(course_type)
