"""What needs a hand today."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from api.deps import Scope, allow
from api.routing import Route
from api.schemas import ApiModel, Instant
from api.v1.courses.schemas import CourseRow
from api.v1.courses.views import course_row
from app.courses.code95.terms import Duty
from app.dashboard.code95 import due_reports
from app.dashboard.today import Group, look_at_today

router = APIRouter(route_class=Route, tags=["Dashboard"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]


class WaitingCourse(ApiModel):
    """A course that waits for something; `waits` says how many of it (trainees, answers) wait there."""

    id: UUID
    number: int
    type_name: str
    first_day: date
    waits: int


class WorkGroup(ApiModel):
    """How many courses wait for the same thing, and the first few of them."""

    count: int
    courses: list[WaitingCourse]


class DueReport(ApiModel):
    """A code 95 course with what must be reported first, and until when."""

    id: UUID
    number: int
    type_name: str
    first_day: date
    duty: Duty
    due_at: Instant


class DueReports(ApiModel):
    """How many courses have something to report within a week, overdue ones included, and the first few of them."""

    count: int
    courses: list[DueReport]


class CountView(ApiModel):
    """A number with a list behind it."""

    count: int


class ExpiringMonth(ApiModel):
    """How many valid certificates expire in what is left of a month: as many as the list shows with these filters."""

    starts: date
    ends: date
    count: int


class DashboardView(ApiModel):
    """What needs a hand today (R-DSH-01), and this week's courses with places taken.

    Groups of a module that is off are empty.
    """

    to_process: WorkGroup
    without_instructor: WorkGroup
    answers: WorkGroup
    never_invited: WorkGroup
    waiting_lists: WorkGroup
    failed_mails: CountView
    expiring: list[ExpiringMonth] = Field(description="This month and the next two, as far as something expires")
    code95: DueReports
    this_week: list[CourseRow]


@router.get("/dashboard", operation_id="dashboard_get", summary="What needs a hand today")
async def dashboard_get(scope: ReadCourses) -> DashboardView:
    """The work of today, each group as it stands in its own list."""
    today = await look_at_today(scope.session, scope.today, scope.now)
    due = await due_reports(scope.session, scope.now, scope.provider.time_zone)
    modules, groups = scope.caller.modules, today.groups
    return DashboardView(
        to_process=_group(groups["to_process"]),
        without_instructor=_group(groups["without_instructor"]),
        answers=_group(groups["answers"] if "staffing" in modules else Group()),
        never_invited=_group(groups["never_invited"] if "invitations" in modules else Group()),
        waiting_lists=_group(groups["waiting_lists"]),
        failed_mails=CountView(count=groups["failed_mails"].count),
        expiring=[
            ExpiringMonth(starts=month["starts"], ends=month["ends"], count=month["number"])
            for month in groups["expiring"].courses
        ],
        code95=DueReports.model_validate(due),
        this_week=[course_row(row, scope.today) for row in today.this_week],
    )


def _group(group: Group) -> WorkGroup:
    return WorkGroup(count=group.count, courses=[WaitingCourse.model_validate(each) for each in group.courses])
