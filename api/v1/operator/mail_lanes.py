"""The operator at one provider's outgoing mail: pausing it, and its pace."""

from fastapi import APIRouter
from pydantic import Field

from api.routing import Route
from api.schemas import ApiModel, Instant
from api.v1.operator.desk import AtProvider
from app.mail.models import MailLane
from app.mail.outbox import USUAL_PACE
from app.providers.mail_lane import lane_of, set_lane

router = APIRouter(route_class=Route, tags=["Operator"])
_LANE = "/operator/providers/{provider_id}/mail-lane"


class LaneInput(ApiModel):
    """How the provider's mails leave."""

    paused: bool = Field(description="Hold them back; nothing is lost")
    per_second: float = Field(default=USUAL_PACE, gt=0, le=1000, description="Their pace among the mails of others")


class LaneView(ApiModel):
    """The lane as it is."""

    paused_at: Instant | None
    per_second: float


@router.get(_LANE, operation_id="operator_mail_lane_get", summary="A provider's outgoing mail (operator)")
async def operator_mail_lane_get(scope: AtProvider) -> LaneView:
    """Whether the provider's mails are held back, and their pace."""
    return _view(await lane_of(scope.session))


@router.put(_LANE, operation_id="operator_mail_lane_set", summary="Pause a provider's mail (operator)")
async def operator_mail_lane_set(scope: AtProvider, body: LaneInput) -> LaneView:
    """Hold back or let go; mails of other providers are not concerned (R-MAIL-02)."""
    lane = await set_lane(
        scope.session, paused=body.paused, per_second=body.per_second, actor=scope.actor, now=scope.now
    )
    return _view(lane)


def _view(lane: MailLane) -> LaneView:
    return LaneView(paused_at=lane.paused_at, per_second=lane.per_second)
