"""The leave-me-out list (R-EXP-02)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Row

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import Listing, Reference
from api.v1.opt_outs.schemas import OptOutInput, OptOutView
from app.reminders import opt_outs

router = APIRouter(route_class=Route, tags=["Reminders"])
ReadMails = Annotated[Scope, Depends(allow("mails:read"), scope="function")]
WriteMails = Annotated[Scope, Depends(allow("mails:write"), scope="function")]


@router.get("/opt-outs", operation_id="opt_outs_list", summary="List who is left out")
async def opt_outs_list(
    scope: ReadMails,
    request: Request,
    response: Response,
    page: PageQuery,
    trainee_id: Annotated[UUID | None, Query(alias="traineeId", description="Of this trainee only")] = None,
    customer_id: Annotated[UUID | None, Query(alias="customerId", description="Of this customer only")] = None,
    ended: Annotated[bool, Query(description="Those that were ended as well")] = False,
) -> Listing[OptOutView]:
    """Trainees and customers who get no reminders, the latest first (R-EXP-02)."""
    rows, cursor = await opt_outs.list_opt_outs(
        scope.session, page, trainee_id=trainee_id, customer_id=customer_id, ended_too=ended
    )
    link_next(request, response, cursor)
    return Listing(items=[_view(row) for row in rows], next_cursor=cursor)


@router.post("/opt-outs", operation_id="opt_outs_create", summary="Leave somebody out", status_code=201)
async def opt_outs_create(scope: WriteMails, response: Response, body: OptOutInput) -> OptOutView:
    """Leave a trainee or a customer out from now on; asked for twice, it is the same line. No address is deleted."""
    spared = opt_outs.Spared(body.trainee_id, body.customer_id, body.kind)
    made = await opt_outs.leave_out(
        scope.session, spared, reason=body.reason, source="user", actor=scope.actor, now=scope.now
    )
    row = await opt_outs.get_opt_out(scope.session, made or await opt_outs.open_line(scope.session, spared))
    response.headers["Location"] = f"/api/v1/opt-outs/{row.id}"
    return _view(row)


@router.get("/opt-outs/{opt_out_id}", operation_id="opt_outs_get", summary="A line of the list")
async def opt_outs_get(scope: ReadMails, opt_out_id: UUID) -> OptOutView:
    """One line, ended or not."""
    return _view(await opt_outs.get_opt_out(scope.session, opt_out_id))


@router.delete("/opt-outs/{opt_out_id}", operation_id="opt_outs_end", summary="Take somebody in again")
async def opt_outs_end(scope: WriteMails, opt_out_id: UUID) -> OptOutView:
    """End the line; it stays as history, and the reminders that are due go out again."""
    await opt_outs.take_in_again(scope.session, opt_out_id, actor=scope.actor, now=scope.now)
    return _view(await opt_outs.get_opt_out(scope.session, opt_out_id))


def _view(row: Row[*tuple[Any, ...]]) -> OptOutView:
    return OptOutView(
        id=row.id,
        trainee=Reference(id=row.trainee_id, name=row.trainee_name) if row.trainee_id else None,
        customer=Reference(id=row.customer_id, name=row.customer_name) if row.customer_id else None,
        kind=row.kind,
        reason=row.reason,
        source=row.source,
        created_by=row.created_by,
        created_at=row.created_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
