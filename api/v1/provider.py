"""The provider's own details and settings."""

from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, EmailStr, Field

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Line, RequiredLine
from api.uploads import read_upload, upload_body
from app.files.acceptance import accept_logo
from app.files.keeping import keep_file
from app.files.limits import ATTACHMENT_LIMIT
from app.mail.language import FormOfAddress
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
    form_of_address: FormOfAddress = Field(
        default="je", description="How mails in Dutch address their reader, unless a template says otherwise"
    )
    brand_color: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] = "#1D4E89"
    busy_rule: Literal["day", "overlap"] = Field(default="day", description="What makes an instructor busy (R-CRS-05)")
    travel_margin_minutes: int = Field(default=0, ge=0, le=480)
    notify_available: bool = True
    notify_unavailable: bool = True
    mails_kept_months: int | None = Field(
        default=None, ge=6, le=120, description="How long sent mails are kept (R-MAIL-04); null keeps them for ever"
    )
    trainees_kept_years: int | None = Field(
        default=None,
        ge=1,
        le=50,
        description="Years after their last course or certificate at which trainees are erased (R-ACC-04); null never",
    )


class ProviderChange(ProviderFields):
    """The settings to change; what is absent stays as it is."""

    name: RequiredLine = ""
    email: EmailStr = ""


class ProviderView(ProviderFields):
    """The provider with its version; `logo_file_id` is a file to read at `/files/{file_id}`."""

    id: UUID
    is_cibot_institute: bool
    logo_file_id: UUID | None
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


@router.put(
    "/provider/logo",
    operation_id="provider_set_logo",
    summary="Upload the provider's logo",
    responses=problems(413, 415),
    openapi_extra=upload_body(),
)
async def provider_set_logo(scope: WriteSettings, request: Request, response: Response) -> ProviderView:
    """Keep a PNG or JPEG of at most 2,097,152 bytes as the logo, in place of the former one (R-ACC-01)."""
    upload = await read_upload(request, ATTACHMENT_LIMIT)
    accepted = accept_logo(upload.content, upload.name)
    user_id = scope.caller.id if scope.caller.kind == "user" else None
    stored = await keep_file(scope.session, scope.services.storage, accepted, created_by=user_id, now=scope.now)
    row = await settings.set_logo(scope.session, stored.id, actor=scope.actor, now=scope.now)
    set_etag(response, row.version)
    return ProviderView.model_validate(row)


@router.delete("/provider/logo", operation_id="provider_remove_logo", summary="Take the logo away", status_code=204)
async def provider_remove_logo(scope: WriteSettings) -> None:
    """Go on without a logo; lists and mails then carry the name alone."""
    await settings.set_logo(scope.session, None, actor=scope.actor, now=scope.now)
