"""Training locations of the provider."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Line, Listing, Remarks, RequiredLine
from app.providers import locations
from app.providers.models import Location

router = APIRouter(route_class=Route, tags=["Locations"])
ReadLocations = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteLocations = Annotated[Scope, Depends(allow("settings:write"), scope="function")]


class LocationInput(ApiModel):
    """A location as it is typed."""

    name: RequiredLine
    address: Line = ""
    postcode: Line = ""
    city: Line = ""
    directions: Remarks = ""
    capacity: int | None = Field(default=None, ge=1, le=10_000)


class LocationView(LocationInput):
    """A location with its id and version."""

    id: UUID
    version: int


@router.get("/locations", operation_id="locations_list", summary="List the training locations")
async def locations_list(scope: ReadLocations) -> Listing[LocationView]:
    """The locations in use, by name."""
    rows = await locations.list_locations(scope.session)
    return Listing(items=[_view(row) for row in rows])


@router.post("/locations", operation_id="locations_create", summary="Add a training location", status_code=201)
async def locations_create(scope: WriteLocations, response: Response, body: LocationInput) -> LocationView:
    """Add a location to choose from."""
    row = await locations.create_location(scope.session, body.model_dump(), actor=scope.actor, now=scope.now)
    response.headers["Location"] = f"/api/v1/locations/{row.id}"
    set_etag(response, row.version)
    return _view(row)


@router.get("/locations/{location_id}", operation_id="locations_get", summary="A training location")
async def locations_get(scope: ReadLocations, response: Response, location_id: UUID) -> LocationView:
    """One location."""
    row = await locations.get_location(scope.session, location_id)
    set_etag(response, row.version)
    return _view(row)


@router.put(
    "/locations/{location_id}",
    operation_id="locations_change",
    summary="Change a training location",
    responses=problems(412, 428),
)
async def locations_change(
    scope: WriteLocations, response: Response, location_id: UUID, body: LocationInput, if_match: IfMatch
) -> LocationView:
    """Replace what is known of a location."""
    row = await locations.change_location(
        scope.session, location_id, body.model_dump(), version=if_match, actor=scope.actor, now=scope.now
    )
    set_etag(response, row.version)
    return _view(row)


@router.delete(
    "/locations/{location_id}", operation_id="locations_archive", summary="Archive a location", status_code=204
)
async def locations_archive(scope: WriteLocations, location_id: UUID) -> None:
    """Take a location out of the choices; courses keep it."""
    await locations.archive_location(scope.session, location_id, actor=scope.actor, now=scope.now)


def _view(row: Location) -> LocationView:
    return LocationView.model_validate(row)
