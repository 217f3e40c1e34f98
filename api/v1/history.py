"""The history of a course, a trainee or a customer: who changed what when, for whoever works with it (R-ACC-03)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import Listing
from api.v1.log_lines import LogLineView, line_view
from app.courses.loading import get_course
from app.customers.repository import get_customer
from app.dashboard.history import Kind, read_history
from app.trainees.repository import get_trainee_or_rest

router = APIRouter(route_class=Route, tags=["Log"])
ReadHistory = Annotated[Scope, Depends(allow("history:read"), scope="function")]
ReadCustomerHistory = Annotated[Scope, Depends(allow("history:read", "customers"), scope="function")]


@router.get("/courses/{course_id}/history", operation_id="course_history_list", summary="What happened to a course")
async def course_history_list(
    scope: ReadHistory, request: Request, response: Response, page: PageQuery, course_id: UUID
) -> Listing[LogLineView]:
    """Its changes, enrolments, invitations and certificates, the latest first (R-ACC-03)."""
    await get_course(scope.session, course_id)
    return await _page(scope, request, response, page, "course", course_id)


@router.get("/trainees/{trainee_id}/history", operation_id="trainee_history_list", summary="What happened to a trainee")
async def trainee_history_list(
    scope: ReadHistory, request: Request, response: Response, page: PageQuery, trainee_id: UUID
) -> Listing[LogLineView]:
    """What was changed of a trainee, and what became of his courses and certificates, the latest first (R-ACC-03)."""
    await get_trainee_or_rest(scope.session, trainee_id)
    return await _page(scope, request, response, page, "trainee", trainee_id)


@router.get(
    "/customers/{customer_id}/history", operation_id="customer_history_list", summary="What happened to a customer"
)
async def customer_history_list(
    scope: ReadCustomerHistory, request: Request, response: Response, page: PageQuery, customer_id: UUID
) -> Listing[LogLineView]:
    """What was changed of a customer, its contact persons and files, the latest first (R-ACC-03)."""
    await get_customer(scope.session, customer_id)
    return await _page(scope, request, response, page, "customer", customer_id)


async def _page(
    scope: Scope, request: Request, response: Response, page: PageQuery, kind: Kind, thing_id: UUID
) -> Listing[LogLineView]:
    rows, cursor = await read_history(scope.session, page, kind, thing_id)
    link_next(request, response, cursor)
    return Listing(items=[line_view(row) for row in rows], next_cursor=cursor)
