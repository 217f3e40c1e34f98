"""Customers that are there twice."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import Reference
from api.v1.merging.schemas import (
    CustomerMergeInput,
    CustomerPair,
    CustomerPairs,
    CustomerSide,
    LookalikesView,
    MergesView,
    MergeView,
    TwoIds,
)
from app.customers.errors import CustomerNotFound
from app.merging import duplicates, merging
from app.merging.duplicates import Pair
from app.merging.sides import better_keeper, customer_sides

router = APIRouter(route_class=Route, tags=["Duplicates"])
ReadCustomers = Annotated[Scope, Depends(allow("customers:read", module="customers"), scope="function")]
WriteCustomers = Annotated[Scope, Depends(allow("customers:write", module="customers"), scope="function")]


@router.get(
    "/customer-duplicates", operation_id="customer_duplicates_list", summary="Customers that are probably there twice"
)
async def customer_duplicates_list(scope: ReadCustomers) -> CustomerPairs:
    """The same name or contact address, or nearly the same name."""
    pairs = await duplicates.customer_pairs(scope.session)
    sides = await customer_sides(scope.session, {each for pair in pairs for each in (pair.one, pair.two)})
    return CustomerPairs(items=[_pair([sides[pair.one], sides[pair.two]], pair) for pair in pairs])


@router.get("/customer-comparison", operation_id="customer_comparison_get", summary="Two customers side by side")
async def customer_comparison_get(
    scope: ReadCustomers, one_id: Annotated[UUID, Query(alias="oneId")], two_id: Annotated[UUID, Query(alias="twoId")]
) -> CustomerPair:
    """Any two customers, also when they do not look alike."""
    return _pair(await _both(scope, one_id, two_id), None)


@router.get(
    "/customer-lookalikes", operation_id="customer_lookalikes_list", summary="Customers that look like a new one"
)
async def customer_lookalikes_list(
    scope: ReadCustomers,
    name: Annotated[str, Query(max_length=200)] = "",
    contact_email: Annotated[str, Query(alias="contactEmail", max_length=254)] = "",
) -> LookalikesView:
    """Which customers have this name, nearly, or this contact address: to be shown before another one is made."""
    rows = await duplicates.customer_lookalikes(scope.session, name, contact_email)
    return LookalikesView(items=[Reference(id=row.id, name=row.name) for row in rows])


@router.post(
    "/customer-duplicates/dismissals",
    operation_id="customer_duplicates_dismiss",
    summary="Say that two customers are two",
    status_code=204,
    responses=problems(409),
)
async def customer_duplicates_dismiss(scope: WriteCustomers, body: TwoIds) -> None:
    """They are not shown as duplicates any more."""
    await _both(scope, body.one_id, body.two_id)
    await duplicates.deny(scope.session, "customer", body.one_id, body.two_id, actor=scope.actor, now=scope.now)


@router.post(
    "/customers/{customer_id}/merges",
    operation_id="customers_merge",
    summary="Merge another customer into this one",
    status_code=201,
    responses=problems(409),
)
async def customers_merge(
    scope: WriteCustomers, response: Response, customer_id: UUID, body: CustomerMergeInput
) -> MergeView:
    """Trainees, courses, certificates and remarks all go to this customer; for thirty days it can be undone whole."""
    made = await merging.merge_customers(scope.session, customer_id, body.other_id, body.take, _desk(scope))
    response.headers["Location"] = f"/api/v1/customer-merges/{made.id}"
    return MergeView.model_validate(made)


@router.get("/customer-merges", operation_id="customer_merges_list", summary="Recent merges of customers")
async def customer_merges_list(scope: ReadCustomers) -> MergesView:
    """The merges of the last thirty days."""
    rows = await merging.recent_merges(scope.session, "customer", scope.now)
    return MergesView(items=[MergeView.model_validate(row) for row in rows])


@router.post(
    "/customer-merges/{merge_id}/reversal",
    operation_id="customer_merges_undo",
    summary="Undo a merge of customers",
    responses=problems(409),
)
async def customer_merges_undo(scope: WriteCustomers, merge_id: UUID) -> MergeView:
    """Make them two again, as they were; what was added since stays with the one that is there."""
    return MergeView.model_validate(await merging.undo_merge(scope.session, "customer", merge_id, _desk(scope)))


def _desk(scope: Scope) -> merging.MergingDesk:
    return merging.MergingDesk(scope.actor, scope.now, scope.today)


async def _both(scope: Scope, one_id: UUID, two_id: UUID) -> list[Any]:
    found = await customer_sides(scope.session, {one_id, two_id})
    if not {one_id, two_id} <= found.keys():
        raise CustomerNotFound("There is no such customer.")
    return [found[one_id], found[two_id]]


def _pair(sides: Sequence[Any], pair: Pair | None) -> CustomerPair:
    one, two = [CustomerSide.model_validate(row) for row in sides]
    because = pair.because if pair else None
    return CustomerPair(one=one, two=two, because=because, proposed_keeper_id=better_keeper(sides))
