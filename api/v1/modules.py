"""The modules of the portal, and which are on."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends

from api.deps import Scope, allow
from api.routing import Route
from api.schemas import ApiModel, Listing, Money
from app.providers.modules import Module
from app.providers.prices import from_price

router = APIRouter(route_class=Route, tags=["Modules"])
Sold = Literal["external_courses", "expiry_reminders", "invitations", "staffing", "customers", "certification_items"]
"""The modules that can be had beside the basis."""
ReadModules = Annotated[Scope, Depends(allow("settings:read"), scope="function")]


class ModuleView(ApiModel):
    """A module, whether it is on, and from what price a month it can be had."""

    key: Module
    active: bool
    monthly_price_from: Money


@router.get("/modules", operation_id="modules_list", summary="List the modules")
async def modules_list(scope: ReadModules) -> Listing[ModuleView]:
    """Every module except the basis, which everybody has."""
    price = Money(amount=from_price(is_cibot_institute=scope.provider.is_cibot_institute))
    modules = [module for module in Module if module is not Module.CORE]
    return Listing(
        items=[ModuleView(key=m, active=m in scope.caller.modules, monthly_price_from=price) for m in modules]
    )
