"""Code 95: hours of a course, what must be reported of it before when, and ticking that."""

import datetime
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from api.v1.courses.desk import desk_of
from api.v1.courses.schemas import CalendarDay, HoursByKind
from app.courses.code95.hours import Hours
from app.courses.code95.reporting import DayReport, DutyOnDay, next_duty, overview, report, take_back
from app.courses.code95.terms import Duty, DutyState

router = APIRouter(route_class=Route, tags=["Code 95"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]


class DutyView(ApiModel):
    """Something to report, until when, and whether somebody ticked it."""

    duty: Duty
    due_at: Instant
    state: DutyState
    report_id: UUID | None
    reported_at: Instant | None
    reported_by: str | None


class Code95Day(ApiModel):
    """A course day with its hours and duties."""

    date: datetime.date
    hours: HoursByKind
    duties: list[DutyView]


class NextDuty(ApiModel):
    """What must be reported first."""

    date: datetime.date
    duty: Duty
    due_at: Instant


class Code95View(ApiModel):
    """Code 95 of a course; without days when nothing of it is reported."""

    totals: HoursByKind
    days: list[Code95Day]
    next: NextDuty | None


class ReportInput(ApiModel):
    """What was reported, of which course day."""

    date: CalendarDay
    duty: Duty


@router.get("/courses/{course_id}/code95", operation_id="course_code95_get", summary="Code 95 of a course")
async def course_code95_get(scope: ReadCourses, course_id: UUID) -> Code95View:
    """Hours by kind, and until when day, trainees and result must be reported for them to count."""
    return await _show(scope, course_id)


@router.post(
    "/courses/{course_id}/code95/reports",
    operation_id="course_code95_report",
    summary="Tick that something was reported",
    status_code=201,
    responses=problems(409),
)
async def course_code95_report(
    scope: WriteCourses, response: Response, course_id: UUID, body: ReportInput
) -> Code95View:
    """Note who reported what, and when; 409 `code95_needs_trainee` as long as nobody is enrolled."""
    row = await report(scope.session, course_id, body.date, body.duty, desk_of(scope))
    response.headers["Location"] = f"/api/v1/courses/{course_id}/code95/reports/{row.id}"
    return await _show(scope, course_id)


@router.delete(
    "/courses/{course_id}/code95/reports/{report_id}",
    operation_id="course_code95_take_back",
    summary="Take a tick away",
    status_code=204,
    responses=problems(409),
)
async def course_code95_take_back(scope: WriteCourses, course_id: UUID, report_id: UUID) -> None:
    """It was not reported after all; the audit log keeps that it was ticked."""
    await take_back(scope.session, course_id, report_id, desk_of(scope))


async def _show(scope: Scope, course_id: UUID) -> Code95View:
    days = await overview(scope.session, course_id, scope.now, scope.provider.time_zone)
    return Code95View(
        totals=_hours(sum((day.hours for day in days), Hours())),
        days=[
            Code95Day(date=day.date, hours=_hours(day.hours), duties=[_duty(each) for each in day.duties])
            for day in days
        ],
        next=_next(days),
    )


def _next(days: Sequence[DayReport]) -> NextDuty | None:
    if not (found := next_duty(days)):
        return None
    day, deadline = found
    return NextDuty(date=day, duty=deadline.duty, due_at=deadline.due_at)


def _duty(found: DutyOnDay) -> DutyView:
    row = found.report
    return DutyView(
        duty=found.deadline.duty,
        due_at=found.deadline.due_at,
        state=found.state,
        report_id=row.id if row else None,
        reported_at=row.reported_at if row else None,
        reported_by=row.reporter_name if row else None,
    )


def _hours(hours: Hours) -> HoursByKind:
    return HoursByKind(theory=hours.theory / 60, practice=hours.practice / 60, e_learning=hours.e_learning / 60)
