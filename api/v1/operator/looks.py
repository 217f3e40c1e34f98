"""The operator looks along in a provider's portal: reading only, with a reason, for a limited time."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.deps import OperatorScope
from api.routing import Route
from api.schemas import ApiModel
from api.v1.looks import LookView
from api.v1.operator.desk import AtProvider, Reason
from app.accounts.looking import look_along, stop_looking
from app.core.errors import NotAllowed

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/providers/{provider_id}/look"


class LookInput(ApiModel):
    """Why, and for how long."""

    reason: Reason
    minutes: int = Field(default=30, ge=5, le=120)


@router.post(_HERE, operation_id="operator_looks_start", summary="Look along (operator)", status_code=201)
async def operator_looks_start(here: AtProvider, body: LookInput) -> LookView:
    """See the provider's portal as its users do, by this login; the provider sees that, and why. Nothing can be changed."""
    look = await look_along(
        here.session, _login(here), body.reason, timedelta(minutes=body.minutes), actor=here.actor, now=here.now
    )
    return LookView.model_validate(look)


@router.delete(_HERE, operation_id="operator_looks_end", summary="Stop looking along (operator)", status_code=204)
async def operator_looks_end(here: AtProvider) -> None:
    """Go back to the operator's desk."""
    await stop_looking(here.session, _login(here), actor=here.actor, now=here.now)


def _login(here: OperatorScope) -> UUID:
    if here.caller.session_id is None:
        raise NotAllowed("Looking along takes a login.")
    return here.caller.session_id
