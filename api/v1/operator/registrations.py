"""The operator and the training companies that signed up: letting them in, or not (SPEC 1)."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.deps import OperatorScope
from api.routing import Route, problems
from api.schemas import ApiModel, Instant, Listing
from api.v1.modules import Sold
from api.v1.operator.desk import AsOperator, AtProvider, Reason
from app.accounts.inviting import Post
from app.accounts.links import AccountLinks
from app.core.signing import LinkSigner
from app.mail.rendering import shared_renderer
from app.providers.modules import Module
from app.registrations.deciding import Admission, approve, refuse, waiting_registrations, welcome_again

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/providers/{provider_id}/registration"


class RegistrationView(ApiModel):
    """A company that signed up and confirmed its address."""

    provider_id: UUID
    name: str
    kvk_number: str
    address: str
    postcode: str
    city: str
    contact_name: str
    email: str
    is_institute: bool = Field(description="What the company says of itself")
    modules: list[Sold]
    requested_at: Instant


class ApprovalInput(ApiModel):
    """How the company is let in."""

    starts_on: date = Field(description="The first day of the subscription, whose first month is free")
    is_institute: bool
    modules: list[Sold] = Field(max_length=6)


class RefusalInput(ApiModel):
    """Why the company is not let in; the mail says so."""

    reason: Reason


@router.get(
    "/operator/registrations",
    operation_id="operator_registrations_list",
    summary="List the companies that signed up (operator)",
)
async def operator_registrations_list(here: AsOperator) -> Listing[RegistrationView]:
    """Those on which nobody has decided, longest waiting first."""
    return Listing(items=[RegistrationView.model_validate(row) for row in await waiting_registrations(here.session)])


@router.post(
    _HERE + "/approval",
    operation_id="operator_registrations_approve",
    summary="Let a company in (operator)",
    status_code=204,
    responses=problems(409),
)
async def operator_registrations_approve(here: AtProvider, body: ApprovalInput) -> None:
    """Make it a provider, and mail its administrator the link by which he comes in."""
    admission = Admission(body.starts_on, body.is_institute, tuple(Module(key) for key in dict.fromkeys(body.modules)))
    await approve(here.session, here.provider, admission, _post(here), today=here.today, actor=here.actor, now=here.now)


@router.post(
    _HERE + "/refusal",
    operation_id="operator_registrations_refuse",
    summary="Refuse a company (operator)",
    status_code=204,
    responses=problems(409),
)
async def operator_registrations_refuse(here: AtProvider, body: RefusalInput) -> None:
    """Mail it the reason; what it told is forgotten after three months."""
    await refuse(here.session, here.provider, body.reason, shared_renderer(), actor=here.actor, now=here.now)


@router.post(
    _HERE + "/welcome",
    operation_id="operator_registrations_welcome",
    summary="Mail the welcome link again (operator)",
    status_code=204,
    responses=problems(409),
)
async def operator_registrations_welcome(here: AtProvider) -> None:
    """A new link for the administrator, as long as nobody has come in; the former one is void."""
    await welcome_again(here.session, _post(here), actor=here.actor, now=here.now)


def _post(here: OperatorScope) -> Post:
    links = AccountLinks(LinkSigner(here.services.keys), here.services.settings.public_url)
    return Post(shared_renderer(), links)
