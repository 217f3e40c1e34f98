"""Course reminders (cursusherinneringen, R-INV-08)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from api.concurrency import IfMatch
from api.deps import Scope, allow
from api.routing import Route, problems
from api.v1.reminders import desk
from api.v1.reminders.schemas import CourseReminderChange, CourseReminderView, ReminderPlanView
from app.reminders.kinds import ReminderKind

router = APIRouter(route_class=Route, tags=["Reminders"])
KIND = ReminderKind.COURSE
ReadReminders = Annotated[Scope, Depends(allow("settings:read", module=KIND.module), scope="function")]
WriteReminders = Annotated[Scope, Depends(allow("settings:write", module=KIND.module), scope="function")]


@router.get("/course-reminders", operation_id="course_reminders_get", summary="How course reminders are set")
async def course_reminders_get(scope: ReadReminders, response: Response) -> CourseReminderView:
    """On or off, how many days before the course, and with which template."""
    return _view(await desk.read(scope, response, KIND))


@router.patch(
    "/course-reminders",
    operation_id="course_reminders_change",
    summary="Set course reminders",
    responses=problems(409, 412, 428),
)
async def course_reminders_change(
    scope: WriteReminders, response: Response, body: CourseReminderChange, if_match: IfMatch
) -> CourseReminderView:
    """Change what is sent, keep the rest; `reminder_needs_template` when they would be on without a template."""
    return _view(await desk.change(scope, response, KIND, _changes(body), if_match))


@router.post(
    "/course-reminders/plans",
    operation_id="course_reminder_plans_create",
    summary="See what the next run sends",
    responses=problems(409),
)
async def course_reminder_plans_create(scope: ReadReminders, body: CourseReminderChange) -> ReminderPlanView:
    """To whom it goes and who is skipped and why, as if this were saved and switched on; nothing is kept or sent."""
    return await desk.foresee(scope, KIND, _changes(body))


def _changes(body: CourseReminderChange) -> dict[str, Any]:
    sent = body.model_dump(exclude_unset=True)
    return {name: value for name, value in sent.items() if value is not None or name.endswith("template_id")}


def _view(found: desk.Set) -> CourseReminderView:
    draft, version = found
    return CourseReminderView(
        enabled=draft.enabled,
        lead=draft.lead,
        template_id=draft.template_id,
        bulk_template_id=draft.bulk_template_id,
        version=version,
    )
