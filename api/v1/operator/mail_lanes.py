"""The operator at one provider's outgoing mail: pausing it, its pace, and how many leave on a day."""

from fastapi import APIRouter
from pydantic import Field

from api.deps import OperatorScope
from api.routing import Route
from api.schemas import ApiModel, Instant
from api.v1.operator.desk import AtProvider
from app.core.clock import local_date
from app.mail.models import MailLane
from app.mail.outbox import USUAL_PACE
from app.providers.mail_lane import counted_today, lane_of, set_lane

router = APIRouter(route_class=Route, tags=["Operator"])
_LANE = "/operator/providers/{provider_id}/mail-lane"


class LaneInput(ApiModel):
    """How the provider's mails leave; what is absent stays as it is."""

    paused: bool = Field(default=False, description="Hold them back; nothing is lost")
    per_second: float = Field(default=USUAL_PACE, gt=0, le=1000, description="Their pace among the mails of others")
    daily_cap: int | None = Field(
        default=None,
        ge=1,
        le=1_000_000,
        description="So many leave on a day of the provider's at most; null: no maximum",
    )


class LaneView(ApiModel):
    """The lane as it is."""

    paused_at: Instant | None
    per_second: float
    daily_cap: int | None
    counted_today: int = Field(description="How many of them left or are about to; 0 without a maximum")


@router.get(_LANE, operation_id="operator_mail_lane_get", summary="A provider's outgoing mail (operator)")
async def operator_mail_lane_get(scope: AtProvider) -> LaneView:
    """Whether the provider's mails are held back, and their pace."""
    return await _view(scope, await lane_of(scope.session))


@router.put(_LANE, operation_id="operator_mail_lane_set", summary="Pause a provider's mail (operator)")
async def operator_mail_lane_set(scope: AtProvider, body: LaneInput) -> LaneView:
    """Hold back, let go, or set how many leave on a day; mails of other providers are not concerned (R-MAIL-02).

    Mails that somebody waits for, such as new passwords and invoices, are neither counted nor held by the maximum.
    """
    values = body.model_dump(exclude_unset=True)
    return await _view(scope, await set_lane(scope.session, values, actor=scope.actor, now=scope.now))


async def _view(scope: OperatorScope, lane: MailLane) -> LaneView:
    return LaneView(
        paused_at=lane.paused_at,
        per_second=lane.per_second,
        daily_cap=lane.daily_cap,
        counted_today=counted_today(lane, local_date(scope.now, scope.provider.time_zone)),
    )
