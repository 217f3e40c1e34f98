"""Trainees that are there twice."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import Reference
from api.v1.merging.schemas import (
    MergesView,
    MergeView,
    TraineeMergeInput,
    TraineePair,
    TraineePairs,
    TraineeSide,
    TwoIds,
)
from app.merging import duplicates, merging
from app.merging.duplicates import Pair, full_name
from app.merging.sides import better_keeper, trainee_sides
from app.trainees.errors import TraineeNotFound

router = APIRouter(route_class=Route, tags=["Duplicates"])
ReadTrainees = Annotated[Scope, Depends(allow("trainees:read"), scope="function")]
WriteTrainees = Annotated[Scope, Depends(allow("trainees:write"), scope="function")]


@router.get(
    "/trainee-duplicates", operation_id="trainee_duplicates_list", summary="Trainees that are probably there twice"
)
async def trainee_duplicates_list(scope: ReadTrainees) -> TraineePairs:
    """The same address, the same name and birth date, or nearly the same name with the same customer."""
    pairs = await duplicates.trainee_pairs(scope.session)
    sides = await trainee_sides(scope.session, {each for pair in pairs for each in (pair.one, pair.two)})
    return TraineePairs(items=[_pair([sides[pair.one], sides[pair.two]], pair) for pair in pairs])


@router.get("/trainee-comparison", operation_id="trainee_comparison_get", summary="Two trainees side by side")
async def trainee_comparison_get(
    scope: ReadTrainees, one_id: Annotated[UUID, Query(alias="oneId")], two_id: Annotated[UUID, Query(alias="twoId")]
) -> TraineePair:
    """Any two trainees, also when they do not look alike."""
    return _pair(await _both(scope, one_id, two_id), None)


@router.post(
    "/trainee-duplicates/dismissals",
    operation_id="trainee_duplicates_dismiss",
    summary="Say that two trainees are two people",
    status_code=204,
    responses=problems(409),
)
async def trainee_duplicates_dismiss(scope: WriteTrainees, body: TwoIds) -> None:
    """They are not shown as duplicates any more."""
    await _both(scope, body.one_id, body.two_id)
    await duplicates.deny(scope.session, "trainee", body.one_id, body.two_id, actor=scope.actor, now=scope.now)


@router.post(
    "/trainees/{trainee_id}/merges",
    operation_id="trainees_merge",
    summary="Merge another trainee into this one",
    status_code=201,
    responses=problems(409),
)
async def trainees_merge(
    scope: WriteTrainees, response: Response, trainee_id: UUID, body: TraineeMergeInput
) -> MergeView:
    """Courses, certificates, mails and remarks all go to this trainee; for thirty days it can be undone whole."""
    made = await merging.merge_trainees(scope.session, trainee_id, body.other_id, body.take, _desk(scope))
    response.headers["Location"] = f"/api/v1/trainee-merges/{made.id}"
    return MergeView.model_validate(made)


@router.get("/trainee-merges", operation_id="trainee_merges_list", summary="Recent merges of trainees")
async def trainee_merges_list(scope: ReadTrainees) -> MergesView:
    """The merges of the last thirty days."""
    rows = await merging.recent_merges(scope.session, "trainee", scope.now)
    return MergesView(items=[MergeView.model_validate(row) for row in rows])


@router.post(
    "/trainee-merges/{merge_id}/reversal",
    operation_id="trainee_merges_undo",
    summary="Undo a merge of trainees",
    responses=problems(409),
)
async def trainee_merges_undo(scope: WriteTrainees, merge_id: UUID) -> MergeView:
    """Make them two again, as they were; what was added since stays with the one that is there."""
    return MergeView.model_validate(await merging.undo_merge(scope.session, "trainee", merge_id, _desk(scope)))


def _desk(scope: Scope) -> merging.MergingDesk:
    return merging.MergingDesk(scope.actor, scope.now, scope.today)


async def _both(scope: Scope, one_id: UUID, two_id: UUID) -> list[Any]:
    found = await trainee_sides(scope.session, {one_id, two_id})
    if not {one_id, two_id} <= found.keys():
        raise TraineeNotFound("There is no such trainee.")
    return [found[one_id], found[two_id]]


def _pair(sides: Sequence[Any], pair: Pair | None) -> TraineePair:
    one, two = [_side(row) for row in sides]
    because = pair.because if pair else None
    return TraineePair(one=one, two=two, because=because, proposed_keeper_id=better_keeper(sides))


def _side(row: Any) -> TraineeSide:
    own = {name: getattr(row, name) for name in TraineeSide.model_fields if name not in ("name", "customer")}
    customer = Reference(id=row.customer_id, name=row.customer_name) if row.customer_id else None
    return TraineeSide(**own, name=full_name(row), customer=customer)
