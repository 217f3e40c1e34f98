"""The address of an own domain that the provider's mails leave from."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import EmailStr, Field

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from app.accounts.sender_watch import Watch, watch_sender
from app.mail.domain_records import Problem, RecordKind, RecordState, relay_of
from app.mail.rendering import shared_renderer
from app.providers.models import OwnSender
from app.providers.own_sender import own_sender, remove_own_sender, set_own_sender
from app.providers.sender_records import records_of

router = APIRouter(route_class=Route, tags=["Provider"])
ReadSettings = Annotated[Scope, Depends(allow("settings:read"), scope="function")]
WriteSettings = Annotated[Scope, Depends(allow("settings:write"), scope="function")]


class SenderInput(ApiModel):
    """The address to send from."""

    address: EmailStr = Field(max_length=254, examples=["cursus@opleider.nl"])


class RecordView(ApiModel):
    """One record of the domain: what to publish, and how it was found."""

    kind: RecordKind
    type: Literal["TXT", "CNAME"]
    name: str = Field(description="Empty where the mail server's key is not known to the portal")
    value: str
    state: RecordState | Literal["unchecked"]
    problem: Problem = Field(description="What is wrong, or could be better; empty when nothing is")


class SenderView(ApiModel):
    """From which address mails leave, and why."""

    state: Literal["none", "pending", "active", "failing", "fallen_back"] = Field(
        description="`active` and `failing` send from the own address; the others from the portal's"
    )
    address: str | None
    portal_address: str
    records: list[RecordView]
    checked_at: Instant | None
    active_since: Instant | None
    failing_since: Instant | None
    fallen_back_at: Instant | None
    version: int = Field(description="0 while no address is set")


@router.get("/provider/sender", operation_id="provider_sender_get", summary="The address that mails leave from")
async def provider_sender_get(scope: ReadSettings, response: Response) -> SenderView:
    """The own address if one was set, what its domain has to publish, and how that was found (R-MAIL-03)."""
    return _view(scope, response, await own_sender(scope.session))


@router.put(
    "/provider/sender",
    operation_id="provider_sender_set",
    summary="Name an address of an own domain",
    responses=problems(412, 428),
)
async def provider_sender_set(
    scope: WriteSettings, response: Response, body: SenderInput, if_match: IfMatch
) -> SenderView:
    """Mails leave from it once its domain publishes what it has to; until then from the portal's address."""
    row = await set_own_sender(
        scope.session,
        body.address,
        version=if_match,
        portal_domain=scope.services.settings.mail_host,
        actor=scope.actor,
        now=scope.now,
    )
    return _view(scope, response, row)


@router.delete(
    "/provider/sender",
    operation_id="provider_sender_remove",
    summary="Send from the portal's address again",
    status_code=204,
    responses=problems(412, 428),
)
async def provider_sender_remove(scope: WriteSettings, if_match: IfMatch) -> None:
    """Forget the own address; mails that wait leave from the portal's."""
    await remove_own_sender(scope.session, version=if_match, actor=scope.actor, now=scope.now)


@router.post("/provider/sender/checks", operation_id="provider_sender_check", summary="Check the domain now")
async def provider_sender_check(scope: WriteSettings, response: Response) -> SenderView:
    """Ask the DNS for the records; takes some seconds at most. The worker does so daily."""
    hall, settings = scope.services, scope.services.settings
    watch = Watch(hall.ask_dns, relay_of(settings), shared_renderer(), settings.public_url, settings.mail_from)
    return _view(scope, response, await watch_sender(scope.session, watch, now=scope.now))


def _view(scope: Scope, response: Response, row: OwnSender | None) -> SenderView:
    settings = scope.services.settings
    version = row.version if row else 0
    set_etag(response, version)
    return SenderView(
        version=version,
        state=_state(row),
        address=row.address if row else None,
        portal_address=settings.mail_from,
        records=[RecordView.model_validate(each) for each in records_of(row, relay_of(settings))] if row else [],
        **{name: getattr(row, name, None) for name in _MOMENTS},
    )


_MOMENTS = ("checked_at", "active_since", "failing_since", "fallen_back_at")


def _state(row: OwnSender | None) -> Literal["none", "pending", "active", "failing", "fallen_back"]:
    if row is None:
        return "none"
    if row.active_since is not None:
        return "failing" if row.failing_since else "active"
    return "fallen_back" if row.fallen_back_at else "pending"
