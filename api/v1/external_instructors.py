"""External instructors: a provider's own people for external courses (R-EXT-02)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import ApiModel, Line, Listing, RequiredLine
from app.instructors import external
from app.instructors.external import ExternalInstructorDetails
from app.instructors.models import ExternalInstructor

router = APIRouter(route_class=Route, tags=["External instructors"])
ReadExternal = Annotated[Scope, Depends(allow("instructors:read", module="external_courses"), scope="function")]
WriteExternal = Annotated[Scope, Depends(allow("instructors:write", module="external_courses"), scope="function")]
Locale = Literal["nl", "en"]


class ExternalInstructorInput(ApiModel):
    """An external instructor as he is typed."""

    name: RequiredLine
    email: RequiredLine
    phone: Line = ""
    locale: Locale = "nl"


class ExternalInstructorChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    email: RequiredLine | None = None
    phone: Line | None = None
    locale: Locale | None = None


class ExternalInstructorView(ApiModel):
    """An external instructor with id and version."""

    id: UUID
    name: str
    email: str
    phone: str
    locale: Locale
    version: int


@router.get("/external-instructors", operation_id="external_instructors_list", summary="List the external instructors")
async def external_instructors_list(
    scope: ReadExternal, request: Request, response: Response, page: PageQuery
) -> Listing[ExternalInstructorView]:
    """The provider's external instructors, by name."""
    rows, cursor = await external.list_external(scope.session, page)
    link_next(request, response, cursor)
    return Listing(items=[_view(row) for row in rows], next_cursor=cursor)


@router.post(
    "/external-instructors",
    operation_id="external_instructors_create",
    summary="Add an external instructor",
    status_code=201,
    responses=problems(409),
)
async def external_instructors_create(
    scope: WriteExternal, response: Response, body: ExternalInstructorInput
) -> ExternalInstructorView:
    """Add an external instructor; an e-mail address that another one has is refused with 409 `external_instructor_exists`."""
    details = ExternalInstructorDetails(**body.model_dump())
    row = await external.add_external(scope.session, details, actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/external-instructors/{row.id}"
    set_etag(response, row.version)
    return _view(row)


@router.get(
    "/external-instructors/{instructor_id}", operation_id="external_instructors_get", summary="An external instructor"
)
async def external_instructors_get(
    scope: ReadExternal, response: Response, instructor_id: UUID
) -> ExternalInstructorView:
    """One external instructor."""
    row = await external.get_external(scope.session, instructor_id)
    set_etag(response, row.version)
    return _view(row)


@router.patch(
    "/external-instructors/{instructor_id}",
    operation_id="external_instructors_change",
    summary="Change an external instructor",
    responses=problems(409, 412, 428),
)
async def external_instructors_change(
    scope: WriteExternal, response: Response, instructor_id: UUID, body: ExternalInstructorChange, if_match: IfMatch
) -> ExternalInstructorView:
    """Change the fields that are given; courses keep the name under which he was booked."""
    row = await external.get_external(scope.session, instructor_id)
    known = {"name": row.name, "email": row.email, "phone": row.phone, "locale": row.locale}
    details = ExternalInstructorDetails(**known | body.model_dump(exclude_none=True))
    row = await external.change_external(
        scope.session, instructor_id, details, version=if_match, actor=scope.actor, now=scope.now
    )
    set_etag(response, row.version)
    return _view(row)


@router.delete(
    "/external-instructors/{instructor_id}",
    operation_id="external_instructors_archive",
    summary="Archive an external instructor",
    status_code=204,
)
async def external_instructors_archive(scope: WriteExternal, instructor_id: UUID) -> None:
    """Take an external instructor out of the choices; courses that he gave keep his name."""
    await external.archive_external(scope.session, instructor_id, actor=scope.actor, now=scope.now)


def _view(row: ExternalInstructor) -> ExternalInstructorView:
    return ExternalInstructorView.model_validate(row, extra="ignore")
