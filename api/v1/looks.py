"""Who of the operator looked along in the provider's portal, for the provider to see."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import ApiModel, Instant, Listing
from app.accounts.looking import list_looks

router = APIRouter(route_class=Route, tags=["Users"])
ReadUsers = Annotated[Scope, Depends(allow("users:read"), scope="function")]


class LookView(ApiModel):
    """A look of the operator: reading only, and over at `endsAt` at the latest."""

    id: UUID
    operator_name: str
    reason: str
    starts_at: Instant
    ends_at: Instant
    ended_at: Instant | None


@router.get("/looks", operation_id="looks_list", summary="List who looked along")
async def looks_list(scope: ReadUsers, request: Request, response: Response, page: PageQuery) -> Listing[LookView]:
    """When the operator looked along, and why, newest first."""
    rows, cursor = await list_looks(scope.session, page)
    link_next(request, response, cursor)
    return Listing(items=[LookView.model_validate(row) for row in rows], next_cursor=cursor)
