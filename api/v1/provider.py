"""The provider's own details and settings."""

from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends, Response
from pydantic import AfterValidator, EmailStr, Field

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Line, RequiredLine
from app.providers import settings

router = APIRouter(route_class=Route, tags=["Provider"])
ReadSettings = Annotated[Scope, Depends(allow("settings:read"), scope="function")]
WriteSettings = Annotated[Scope, Depends(allow("settings:write"), scope="function")]


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("not a time zone of the IANA list")
    return value


class ProviderFields(ApiModel):
    """What a provider keeps about itself."""

    name: RequiredLine
    email: EmailStr
    phone: Line = ""
    address: Line = ""
    postcode: Line = ""
    city: Line = ""
    time_zone: Annotated[str, AfterValidator(_known_zone), Field(examples=["Europe/Amsterdam"])] = "Europe/Amsterdam"
    locale: Literal["nl", "en"] = "nl"
    brand_color: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#1D4E89"
    busy_rule: Literal["day", "overlap"] = Field(default="day", description="What makes an instructor busy (R-CRS-05)")
    travel_margin_minutes: int = Field(default=0, ge=0, le=480)
    notify_available: bool = True
    notify_unavailable: bool = True


class ProviderChange(ProviderFields):
    """The settings to change; what is absent stays as it is."""

    name: RequiredLine = ""
    email: EmailStr = ""


class ProviderView(ProviderFields):
    """The provider with its version."""

    id: UUID
    is_cibot_institute: bool
    version: int


@router.get("/provider", operation_id="provider_get", summary="The provider's details and settings")
async def provider_get(scope: ReadSettings, response: Response) -> ProviderView:
    """Details and settings of the provider for which the caller works."""
    row = await settings.get_provider(scope.session)
    set_etag(response, row.version)
    return ProviderView.model_validate(row)


@router.patch(
    "/provider", operation_id="provider_change", summary="Change details or settings", responses=problems(412, 428)
)
async def provider_change(
    scope: WriteSettings, response: Response, body: ProviderChange, if_match: IfMatch
) -> ProviderView:
    """Change what is named in the body."""
    changes = body.model_dump(exclude_unset=True)
    row = await settings.change_provider(scope.session, changes, version=if_match, actor=scope.actor, now=scope.now)
    set_etag(response, row.version)
    return ProviderView.model_validate(row)
