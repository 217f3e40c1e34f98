"""API keys of the provider: made by an administrator, shown once, revocable."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from api.deps import Scope, allow
from api.routing import Route
from api.schemas import ApiModel, Instant, Listing, RequiredLine
from app.accounts import api_keys
from app.core.clock import end_of_day

router = APIRouter(route_class=Route, tags=["API keys"])
ReadKeys = Annotated[Scope, Depends(allow("api-keys:read"), scope="function")]
WriteKeys = Annotated[Scope, Depends(allow("api-keys:write"), scope="function")]


class ApiKeyInput(ApiModel):
    """A key to be made; it may end at an instant, or with a calendar day of the provider."""

    name: RequiredLine
    scopes: list[str] = Field(max_length=50, examples=[["courses:read", "trainees:read"]])
    expires_at: Instant | None = None
    valid_through: date | None = Field(default=None, examples=["2027-12-31"])


class ApiKeyView(ApiModel):
    """A key as it can be seen later: never the key itself."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: Instant
    expires_at: Instant | None
    last_used_at: Instant | None
    revoked_at: Instant | None


class NewApiKey(ApiKeyView):
    """The answer to making a key: the only time that it is shown."""

    key: str


@router.get("/api-keys", operation_id="api_keys_list", summary="List the API keys")
async def api_keys_list(scope: ReadKeys) -> Listing[ApiKeyView]:
    """All keys of the provider, revoked ones included."""
    rows = await api_keys.list_keys(scope.session)
    return Listing(items=[ApiKeyView.model_validate(row) for row in rows])


@router.post("/api-keys", operation_id="api_keys_create", summary="Make an API key", status_code=201)
async def api_keys_create(scope: WriteKeys, request: Request, response: Response, body: ApiKeyInput) -> NewApiKey:
    """Make a key with the given scopes; the key is in this answer and nowhere else."""
    request.state.pending_answer = None  # an answer kept for repetition would keep the key readable
    row, key = await api_keys.create_key(
        scope.session,
        name=body.name,
        scopes=body.scopes,
        expires_at=_end(body, scope.provider.time_zone),
        actor=scope.actor,
        now=scope.now,
    )
    response.headers["Location"] = f"/api/v1/api-keys/{row.id}"
    view = ApiKeyView.model_validate(row)
    return NewApiKey(**view.model_dump(), key=key)


@router.delete("/api-keys/{key_id}", operation_id="api_keys_revoke", summary="Revoke an API key", status_code=204)
async def api_keys_revoke(scope: WriteKeys, key_id: UUID) -> None:
    """Make a key worthless from now on."""
    await api_keys.revoke_key(scope.session, key_id, actor=scope.actor, now=scope.now)


def _end(body: ApiKeyInput, time_zone: str) -> datetime | None:
    if body.valid_through is None:
        return body.expires_at
    return end_of_day(body.valid_through, time_zone)
