"""The operator at one provider: whether it may work, and how much it uses the portal."""

from fastapi import APIRouter
from pydantic import Field

from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from api.v1.operator.desk import AtProvider, Reason
from app.dashboard.usage import usage_of
from app.providers.standing import Standing, set_standing

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/providers/{provider_id}"


class StandingInput(ApiModel):
    """What becomes of the provider, from now on, and why."""

    state: Standing
    reason: Reason


class UsageView(ApiModel):
    """Figures; mails and courses are those of the last thirty days."""

    last_login_at: Instant | None
    file_bytes: int = Field(description="What its stored files take")
    trainees: int
    courses: int
    sent: int
    failed: int
    came_back: int


@router.put(
    _HERE + "/state",
    operation_id="operator_state_set",
    summary="Suspend, end or reopen a provider (operator)",
    status_code=204,
    responses=problems(409),
)
async def operator_state_set(here: AtProvider, body: StandingInput) -> None:
    """Keep everybody of the provider out, or let them in again; nothing is deleted. Ending switches its modules off."""
    await set_standing(
        here.session, here.provider, body.state, body.reason, today=here.today, actor=here.actor, now=here.now
    )


@router.get(_HERE + "/usage", operation_id="operator_usage_get", summary="How much a provider does (operator)")
async def operator_usage_get(here: AtProvider) -> UsageView:
    """Mail volume, storage and the last login; nothing of what the provider keeps."""
    return UsageView.model_validate(await usage_of(here.session, here.now))
