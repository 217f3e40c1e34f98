"""The operator at one provider: its modules, its CIBOT status, and the wishes that wait (R-MOD-01)."""

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter

from api.deps import OperatorScope
from api.routing import Route
from api.schemas import ApiModel, Instant, Listing
from api.v1.modules import Sold
from api.v1.operator.desk import AsOperator, AtProvider
from app.billing.subscribing import every_open_request, set_status, settle_request, statuses
from app.providers.modules import Module
from app.providers.switching import spans, switch

router = APIRouter(route_class=Route, tags=["Operator"])
_HERE = "/operator/providers/{provider_id}"


class Switch(ApiModel):
    """A module that goes on or off from a day on."""

    module: Sold
    on: bool
    day: date


class ModuleSpan(ApiModel):
    """A stretch in which a module is on; `activeUntil` is the first day on which it is off."""

    module: Module
    active_from: date
    active_until: date | None


class StatusChange(ApiModel):
    """From a day on the provider is a CIBOT institute, or is none any more."""

    is_institute: bool
    day: date


class StatusView(ApiModel):
    """What the provider is from a day on."""

    first_day: date
    is_institute: bool


class ProviderModules(ApiModel):
    """How a provider is set up: every stretch of its modules, and its status through time."""

    spans: list[ModuleSpan]
    statuses: list[StatusView]


class OpenWish(ApiModel):
    """A provider's wish for a module, or to be rid of one."""

    id: UUID
    provider_id: UUID
    provider_name: str
    module: Module
    wish: Literal["on", "off"]
    requested_at: Instant


class Settlement(ApiModel):
    """What becomes of a wish; a granted one holds from `day` on."""

    granted: bool
    day: date


@router.get(
    "/operator/module-requests", operation_id="operator_module_requests_list", summary="List the wishes (operator)"
)
async def operator_module_requests_list(here: AsOperator) -> Listing[OpenWish]:
    """The wishes of all providers that wait, longest waiting first."""
    return Listing(items=[OpenWish.model_validate(row) for row in await every_open_request(here.session)])


@router.post(
    _HERE + "/module-requests/{request_id}/settlement",
    operation_id="operator_module_requests_settle",
    summary="Grant or refuse a wish (operator)",
)
async def operator_module_requests_settle(here: AtProvider, request_id: UUID, body: Settlement) -> ProviderModules:
    """Settle a wish; granted, the module goes on or off from the given day."""
    await settle_request(here.session, request_id, granted=body.granted, day=body.day, actor=here.actor, now=here.now)
    return await _modules(here)


@router.get(
    _HERE + "/modules", operation_id="operator_modules_list", summary="A provider's modules and status (operator)"
)
async def operator_modules_list(here: AtProvider) -> ProviderModules:
    """Every stretch in which a module was, is or will be on, and the provider's status through time."""
    return await _modules(here)


@router.post(_HERE + "/modules", operation_id="operator_modules_switch", summary="Switch a module (operator)")
async def operator_modules_switch(here: AtProvider, body: Switch) -> ProviderModules:
    """Have a module on or off from a day on. What it holds stays, and is there again when it goes on again."""
    await switch(here.session, Module(body.module), on=body.on, day=body.day, actor=here.actor, now=here.now)
    return await _modules(here)


@router.post(_HERE + "/institute-status", operation_id="operator_status_set", summary="Set the CIBOT status (operator)")
async def operator_status_set(here: AtProvider, body: StatusChange) -> ProviderModules:
    """Note that the provider is a CIBOT institute from a day on, or is none any more; months before keep their price."""
    await set_status(
        here.session,
        here.provider,
        is_institute=body.is_institute,
        day=body.day,
        today=here.today,
        actor=here.actor,
        now=here.now,
    )
    return await _modules(here)


async def _modules(here: OperatorScope) -> ProviderModules:
    found = [span for module in Module for span in await spans(here.session, module)]
    return ProviderModules(
        spans=[ModuleSpan.model_validate(span) for span in found],
        statuses=[StatusView.model_validate(status) for status in await statuses(here.session)],
    )
