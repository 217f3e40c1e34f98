"""Customer reminders (klantherinneringen, R-EXP-03)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.concurrency import IfMatch
from api.deps import Scope, allow
from api.routing import Route, problems
from api.v1.reminders import desk
from api.v1.reminders.expiry import changes_of, expiry_view
from api.v1.reminders.schemas import ExpiryReminderChange, ExpiryReminderView, ReminderPlanView
from app.reminders.kinds import ReminderKind

router = APIRouter(route_class=Route, tags=["Reminders"])
KIND = ReminderKind.CUSTOMER_EXPIRY
ReadReminders = Annotated[Scope, Depends(allow("settings:read", module=KIND.module), scope="function")]
WriteReminders = Annotated[Scope, Depends(allow("settings:write", module=KIND.module), scope="function")]


@router.get("/customer-reminders", operation_id="customer_reminders_get", summary="How customer reminders are set")
async def customer_reminders_get(scope: ReadReminders, response: Response) -> ExpiryReminderView:
    """On or off, how many weeks before the month of expiry, and with which words."""
    return expiry_view(KIND, await desk.read(scope, response, KIND))


@router.patch(
    "/customer-reminders",
    operation_id="customer_reminders_change",
    summary="Set customer reminders",
    responses=problems(412, 428),
)
async def customer_reminders_change(
    scope: WriteReminders, response: Response, body: ExpiryReminderChange, if_match: IfMatch
) -> ExpiryReminderView:
    """Change what is sent, keep the rest; every fault in the words is told with its place."""
    return expiry_view(KIND, await desk.change(scope, response, KIND, changes_of(body), if_match))


@router.post(
    "/customer-reminders/plans", operation_id="customer_reminder_plans_create", summary="See what the next run sends"
)
async def customer_reminder_plans_create(scope: ReadReminders, body: ExpiryReminderChange) -> ReminderPlanView:
    """To whom it goes and who is skipped and why, as if this were saved and switched on; nothing is kept or sent."""
    return await desk.foresee(scope, KIND, changes_of(body))
