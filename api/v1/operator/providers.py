"""The operator's desk: the providers of the platform, from the outside."""

from uuid import UUID

from fastapi import APIRouter

from api.routing import Route
from api.schemas import ApiModel, Instant, Listing
from api.v1.operator.desk import AsOperator
from app.providers.overview import list_providers

router = APIRouter(route_class=Route, tags=["Operator"])


class OperatorProvider(ApiModel):
    """A provider with its modules and sizes."""

    id: UUID
    name: str
    email: str
    state: str
    is_cibot_institute: bool
    modules: list[str]
    users: int
    courses: int
    created_at: Instant
    last_login_at: Instant | None


@router.get("/operator/providers", operation_id="operator_providers_list", summary="List all providers (operator)")
async def operator_providers_list(here: AsOperator) -> Listing[OperatorProvider]:
    """Every provider: what is on, how many users and courses. Nothing of their trainees or customers."""
    rows = await list_providers(here.session, here.now)
    return Listing(items=[OperatorProvider.model_validate(row) for row in rows])
