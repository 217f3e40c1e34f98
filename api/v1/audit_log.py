"""The log over HTTP: who did what when, to be read by administrators (R-ACC-03)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route
from api.schemas import ApiModel, Listing
from api.v1.log_lines import LogLineView, line_view
from app.dashboard.logbook import LogFilter, actors_of_log, read_log

router = APIRouter(route_class=Route, tags=["Log"])
ReadLog = Annotated[Scope, Depends(allow("audit-log:read"), scope="function")]


class LogActor(ApiModel):
    """Somebody by whom the log can be filtered."""

    id: UUID
    name: str


class LogActors(ApiModel):
    """Everybody who stands in the log."""

    items: list[LogActor]


@router.get("/audit-events", operation_id="audit_events_list", summary="Read the log")
async def audit_events_list(
    scope: ReadLog,
    request: Request,
    response: Response,
    page: PageQuery,
    actor: Annotated[UUID | None, Query(description="Only what this user or key did")] = None,
    subject_type: Annotated[
        str | None, Query(alias="subjectType", max_length=60, pattern="^[a-z_]+$", description="Such as `course`")
    ] = None,
    subject: Annotated[UUID | None, Query(description="Only what happened to this thing")] = None,
    from_: Annotated[date | None, Query(alias="from", description="The first day")] = None,
    until: Annotated[date | None, Query(description="The last day")] = None,
) -> Listing[LogLineView]:
    """Everything that was changed, the latest first: who, when, on which thing, and what became of what."""
    wanted = LogFilter(actor_id=actor, kind=subject_type, subject_id=subject, first_day=from_, last_day=until)
    rows, cursor = await read_log(scope.session, page, wanted, scope.provider.time_zone)
    link_next(request, response, cursor)
    return Listing(items=[line_view(row) for row in rows], next_cursor=cursor)


@router.get("/audit-actors", operation_id="audit_actors_list", summary="Who stands in the log")
async def audit_actors_list(scope: ReadLog) -> LogActors:
    """Users and keys, also those that are gone, by name."""
    return LogActors(items=[LogActor(id=row.id, name=row.name) for row in await actors_of_log(scope.session)])
