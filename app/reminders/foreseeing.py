"""What the next run will send, to whom, and who is skipped and why: by the very code of the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.mail.message import Message
from app.reminders.due_days import next_month
from app.reminders.kinds import ReminderKind
from app.reminders.planning import PlannedReminder, Post, Skipped
from app.reminders.running import next_round, plan_kind
from app.reminders.samples import draw_sample
from app.reminders.settings import check_setting, get_setting

FIRST_FEW = 100


@dataclass
class Foreseen:
    """The next run of one kind: when, how many, and the first few of them."""

    runs_at: datetime
    mail_count: int = 0
    mails: list[PlannedReminder] = field(default_factory=list)
    skipped_count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    next_month: tuple[date, date] | None = None
    """For expiry reminders the first month that is not due yet, and the day on which it will be."""
    example: Message | None = None
    """The first of the mails; while there is none, one to a made-up reader."""


async def foresee(
    session: AsyncSession, kind: ReminderKind, changes: Mapping[str, Any], post: Post, *, now: datetime
) -> Foreseen:
    """The next run as if these changes of the settings were saved and the reminders switched on; nothing is written.

    Raises what `check_setting` raises.
    """
    saved, _ = await get_setting(session, kind)
    draft = await check_setting(session, kind, replace(saved, **changes))
    # Switched on now, they count from now on.
    since = saved.enabled_at if saved.enabled and saved.enabled_at else now
    draft = replace(draft, enabled_at=since)
    scene, runs_at = await next_round(session, post, now=now, since=since)
    foreseen = Foreseen(runs_at)
    after = None
    while True:
        plan = await plan_kind(scene, kind, draft, after)
        foreseen.mail_count += len(plan.mails)
        foreseen.skipped_count += len(plan.skipped)
        foreseen.mails += plan.mails[: FIRST_FEW - len(foreseen.mails)]
        foreseen.skipped += plan.skipped[: FIRST_FEW - len(foreseen.skipped)]
        after = plan.after
        if after is None:
            break
    if kind is not ReminderKind.COURSE:
        foreseen.next_month = next_month(scene.day, draft.lead)
    foreseen.example = foreseen.mails[0].draw() if foreseen.mails else draw_sample(scene, kind, draft)
    return foreseen
