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

_GATES = {
    "answer": ("staffing", "staffing:read"),
    "invitation": ("invitations", "courses:read"),
    "items": ("certification_items", "certification-items:read"),
    "expiring": ("core", "certificates:read"),
    "failed_mails": ("core", "mails:read"),
    "deferred_mails": ("core", "mails:read"),
}
"""The module and the permission that a group needs, where it is not every reader's."""


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


class DeferredMails(ApiModel):
    """Mails that wait for another day, since so many left today as the operator allows."""

    count: int
    daily_maximum: int | None


class ExpiringMonth(ApiModel):
    """How many valid certificates expire in what is left of a month: as many as the list shows with these filters."""

    starts: date
    ends: date
    count: int


class DueItem(ApiModel):
    """A certification item whose reminder date has come."""

    id: UUID
    description: str
    expires_on: date


class DueItems(ApiModel):
    """How many certification items are due until they are renewed (R-CIT-02), and the first few of them."""

    count: int
    items: list[DueItem]


class DashboardView(ApiModel):
    """What needs a hand today (R-DSH-01), and this week's courses with places taken.

    Groups of a module that is off, and those whose list the caller may not open, are empty.
    """

    to_process: WorkGroup
    without_instructor: WorkGroup
    answers: WorkGroup
    never_invited: WorkGroup
    waiting_lists: WorkGroup
    failed_mails: CountView
    deferred_mails: DeferredMails
    expiring: list[ExpiringMonth] = Field(description="This month and the next eleven, as far as something expires")
    certification_items: DueItems
    code95: DueReports
    this_week: list[CourseRow]


@router.get("/dashboard", operation_id="dashboard_get", summary="What needs a hand today")
async def dashboard_get(scope: ReadCourses) -> DashboardView:
    """The work of today, each group as it stands in its own list."""
    today = await look_at_today(scope.session, scope.today, scope.now)
    due = await due_reports(scope.session, scope.now, scope.provider.time_zone)
    seen = {name: group for name, group in today.groups.items() if _may_see(scope, name)}
    items = seen.get("items", Group())
    return DashboardView(
        to_process=_group(seen.get("processing")),
        without_instructor=_group(seen.get("instructor")),
        answers=_group(seen.get("answer")),
        never_invited=_group(seen.get("invitation")),
        waiting_lists=_group(seen.get("place")),
        failed_mails=CountView(count=seen.get("failed_mails", Group()).count),
        deferred_mails=_deferred(seen.get("deferred_mails")),
        expiring=[
            ExpiringMonth(starts=month["starts"], ends=month["ends"], count=month["number"])
            for month in seen.get("expiring", Group()).courses
        ],
        certification_items=DueItems(count=items.count, items=[DueItem.model_validate(each) for each in items.courses]),
        code95=DueReports.model_validate(due),
        this_week=[course_row(row, scope.today) for row in today.this_week],
    )


def _may_see(scope: Scope, group: str) -> bool:
    """Whether the module of a group is on, and the caller may open the list behind it."""
    module, permission = _GATES.get(group, ("core", "courses:read"))
    return module in scope.caller.modules and permission in scope.caller.permissions


def _deferred(group: Group | None) -> DeferredMails:
    """The statement puts the maximum where other groups have their courses."""
    maximum = group.courses if group else None
    return DeferredMails(count=group.count if group else 0, daily_maximum=maximum if isinstance(maximum, int) else None)


def _group(group: Group | None) -> WorkGroup:
    found = group or Group()
    return WorkGroup(count=found.count, courses=[WaitingCourse.model_validate(each) for each in found.courses])
