"""External instructors: a provider's own people for external courses (R-EXT-02)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import ApiModel, Line, Listing, RequiredLine
from api.v1.courses.desk import desk_of
from app.instructors import external
from app.instructors.external import ExternalInstructorDetails
from app.instructors.external_types import Surroundings, surroundings
from app.instructors.models import ExternalInstructor
from app.staffing.merging import merge_with_registered

router = APIRouter(route_class=Route, tags=["External instructors"])
ReadExternal = Annotated[Scope, Depends(allow("instructors:read", module="external_courses"), scope="function")]
WriteExternal = Annotated[Scope, Depends(allow("instructors:write", module="external_courses"), scope="function")]
Locale = Literal["nl", "en"]
Types = Annotated[list[UUID], Field(max_length=100)]


class ExternalInstructorInput(ApiModel):
    """An external instructor as he is typed."""

    name: RequiredLine
    email: RequiredLine
    phone: Line = ""
    locale: Locale = "nl"
    course_type_ids: Types = Field(default=[], description="The own course types that he may teach; empty: all of them")


class ExternalInstructorChange(ApiModel):
    """What is to change; what is left out stays."""

    name: RequiredLine | None = None
    email: RequiredLine | None = None
    phone: Line | None = None
    locale: Locale | None = None
    course_type_ids: Types | None = None


class TwinView(ApiModel):
    """The registered instructor with the same address."""

    id: UUID
    name: str


class ExternalInstructorView(ApiModel):
    """An external instructor with id and version."""

    id: UUID
    name: str
    email: str
    phone: str
    locale: Locale
    course_type_ids: list[UUID] = Field(description="The own course types that he may teach; empty: all of them")
    twin: TwinView | None = Field(description="The CIBOT instructor with the same address, with whom he can be merged")
    version: int


@router.get("/external-instructors", operation_id="external_instructors_list", summary="List the external instructors")
async def external_instructors_list(
    scope: ReadExternal, request: Request, response: Response, page: PageQuery
) -> Listing[ExternalInstructorView]:
    """The provider's external instructors, by name."""
    rows, cursor = await external.list_external(scope.session, page)
    link_next(request, response, cursor)
    known = await surroundings(scope.session, rows)
    return Listing(items=[_view(row, known[row.id]) for row in rows], next_cursor=cursor)


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
    details = ExternalInstructorDetails(**body.model_dump() | {"course_type_ids": tuple(body.course_type_ids)})
    row = await external.add_external(scope.session, details, actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/external-instructors/{row.id}"
    set_etag(response, row.version)
    return await _one(scope, row)


@router.get(
    "/external-instructors/{instructor_id}", operation_id="external_instructors_get", summary="An external instructor"
)
async def external_instructors_get(
    scope: ReadExternal, response: Response, instructor_id: UUID
) -> ExternalInstructorView:
    """One external instructor."""
    row = await external.get_external(scope.session, instructor_id)
    set_etag(response, row.version)
    return await _one(scope, row)


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
    types = (await surroundings(scope.session, [row]))[row.id].course_type_ids
    known = {"name": row.name, "email": row.email, "phone": row.phone, "locale": row.locale, "course_type_ids": types}
    details = ExternalInstructorDetails(**known | body.model_dump(exclude_none=True))
    row = await external.change_external(
        scope.session, instructor_id, details, version=if_match, actor=scope.actor, now=scope.now
    )
    set_etag(response, row.version)
    return await _one(scope, row)


@router.delete(
    "/external-instructors/{instructor_id}",
    operation_id="external_instructors_archive",
    summary="Archive an external instructor",
    status_code=204,
)
async def external_instructors_archive(scope: WriteExternal, instructor_id: UUID) -> None:
    """Take an external instructor out of the choices; courses that he gave keep his name."""
    await external.archive_external(scope.session, instructor_id, actor=scope.actor, now=scope.now)


@router.post(
    "/external-instructors/{instructor_id}/merger",
    operation_id="external_instructors_merge",
    summary="Merge with the CIBOT instructor who has the same address",
    responses=problems(409),
)
async def external_instructors_merge(scope: WriteExternal, instructor_id: UUID) -> TwinView:
    """Hand bookings, questions and answers to the registered one; 409 `no_registered_twin` where there is none."""
    return TwinView.model_validate(await merge_with_registered(scope.session, instructor_id, desk_of(scope)))


async def _one(scope: Scope, row: ExternalInstructor) -> ExternalInstructorView:
    return _view(row, (await surroundings(scope.session, [row]))[row.id])


def _view(row: ExternalInstructor, known: Surroundings) -> ExternalInstructorView:
    own = {name: getattr(row, name) for name in ("id", "name", "email", "phone", "locale", "version")}
    twin = TwinView.model_validate(known.twin) if known.twin else None
    return ExternalInstructorView.model_validate(own | {"course_type_ids": list(known.course_type_ids), "twin": twin})
