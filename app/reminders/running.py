"""The day's run: what is due goes into the outbox, in parts, each a transaction of its own (DESIGN 5).

Nothing is stored ahead. A run takes what is due on its day less what was reminded of before, so that it may be
repeated, done by several workers at once, or missed for a few nights: every reminder goes once.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import Database, bound_provider
from app.core.errors import DomainError
from app.events.changes import announce
from app.invitations.repository import MailingRepository
from app.mail.message import Message
from app.mail.outbox import MASS, Dispatch, queue_many
from app.providers.active import modules_on
from app.reminders.courses import plan_course_reminders
from app.reminders.digests import plan_digests
from app.reminders.due_days import moment_of, next_run
from app.reminders.kinds import ReminderKind
from app.reminders.models import Reminder, ReminderRun
from app.reminders.planning import PlannedReminder, Post, ReminderPlan, Round
from app.reminders.settings import SettingDraft, get_settings
from app.reminders.trainees import PART, plan_trainee_reminders

log = structlog.get_logger()
Position = tuple[date, UUID] | None
_WANTED = text("select * from reminders_wanted(:now)")
_ONLY_ONE = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
_LAST_RUN = select(func.max(ReminderRun.ran_on)).where(ReminderRun.provider_id == bindparam("provider"))
_INSERT_REMINDERS = insert_or_skip(Reminder).on_conflict_do_nothing()
_INSERT_RUN = insert_or_skip(ReminderRun).on_conflict_do_nothing()


@dataclass
class _Progress:
    """How far a run is: the kinds that are left, where the first of them goes on, and how many mails it made."""

    kinds: list[ReminderKind] = field(default_factory=lambda: list(ReminderKind))
    after: Position = None
    mails: int = 0

    def step(self, plan: ReminderPlan, mails: int) -> None:
        """Note what a part came to."""
        self.mails += mails
        self.after = plan.after
        if plan.after is None:
            self.kinds.pop(0)


async def providers_due(session: AsyncSession, now: datetime) -> list[UUID]:
    """The providers whose reminders of today have not gone out yet, though it is past 08:00 with them."""
    return list(await session.scalars(_WANTED, {"now": now}))


async def run_reminders(
    database: Database, provider_id: UUID, post: Post, *, now: datetime, at_once: bool = False
) -> int | None:
    """Send a provider's reminders of today; how many mails that are. `at_once` waits for no clock, and may be repeated.

    None when there is nothing to do: it is not 08:00 yet, they have gone out, or another worker is at it.
    """
    progress = _Progress()
    while progress.kinds:
        async with database.tenant(provider_id) as session:
            if not await session.scalar(_ONLY_ONE, {"name": f"reminders:{provider_id}"}):
                return None
            scene = await _todays_round(session, post, now, at_once=at_once)
            if scene is None:
                return None
            await _go_on(scene, progress)
    return progress.mails


async def plan_kind(scene: Round, kind: ReminderKind, draft: SettingDraft, after: Position = None) -> ReminderPlan:
    """What is due of one kind under these settings, or the next part of it. The run and the preview both come here."""
    if kind is ReminderKind.COURSE:
        return await plan_course_reminders(scene, draft)
    if kind is ReminderKind.CUSTOMER_EXPIRY:
        return await plan_digests(scene, draft)
    return await plan_trainee_reminders(scene, draft, after)


async def next_round(session: AsyncSession, post: Post, *, now: datetime, since: datetime) -> tuple[Round, datetime]:
    """The round that comes next for reminders that were switched on at `since`, and when it does."""
    sender = await MailingRepository(session).sender()
    when = next_run(now, sender.time_zone, await last_run(session), since)
    return Round(session, sender, post, when.astimezone(ZoneInfo(sender.time_zone)).date(), now), when


async def last_run(session: AsyncSession) -> date | None:
    """The last day of which the reminders have gone out."""
    found: date | None = await session.scalar(_LAST_RUN, {"provider": bound_provider(session)})
    return found


async def _todays_round(session: AsyncSession, post: Post, now: datetime, *, at_once: bool) -> Round | None:
    sender = await MailingRepository(session).sender()
    today = now.astimezone(ZoneInfo(sender.time_zone)).date()
    last = await last_run(session)
    if at_once:
        return Round(session, sender, post, today, now, at_once=True)
    if now < moment_of(today, sender.time_zone) or (last is not None and last >= today):
        return None
    return Round(session, sender, post, today, now)


async def _go_on(scene: Round, progress: _Progress) -> None:
    """Send the next part; on a usual day that is all there is, and the run is noted with it."""
    settings, on = await get_settings(scene.session), await modules_on(scene.session, scene.day)
    most = progress.mails + PART
    while progress.kinds and progress.mails < most:
        kind = progress.kinds[0]
        draft = settings[kind][0]
        off = not _counts(scene, draft) or kind.module not in on
        plan = ReminderPlan(kind) if off else await _plan_or_none(scene, kind, draft, progress.after)
        progress.step(plan, await _send(scene, plan))
    if not progress.kinds:
        await _finish(scene, progress.mails)


def _counts(scene: Round, draft: SettingDraft) -> bool:
    """Switched on, and not after the time at which the day's reminders go out: then they begin the day after."""
    begins = scene.now if scene.at_once else moment_of(scene.day, scene.sender.time_zone)
    return draft.enabled and draft.enabled_at is not None and draft.enabled_at <= begins


async def _plan_or_none(scene: Round, kind: ReminderKind, draft: SettingDraft, after: Position) -> ReminderPlan:
    try:
        return await plan_kind(scene, kind, draft, after)
    except DomainError as error:
        # Words that are no longer allowed keep back this kind only, and are told on its screen.
        log.error("reminders_not_planned", kind=kind, code=error.code)
        return ReminderPlan(kind)


async def _send(scene: Round, plan: ReminderPlan) -> int:
    if not plan.mails:
        return 0
    # Drawing is work for the processor alone: in a thread it keeps nobody waiting.
    drawn = await asyncio.to_thread(_draw_all, plan.mails)
    dispatches = [Dispatch(message, mail.dedupe_key, mail.cause, expires_at=mail.expires_at) for mail, message in drawn]
    ids = await queue_many(scene.session, dispatches, now=scene.now, priority=MASS)
    rows = [
        {
            "provider_id": bound_provider(scene.session),
            "kind": plan.kind.value,
            "subject_id": subject.id,
            "occasion": subject.occasion,
            "mail_id": mail_id,
            "created_at": scene.now,
        }
        for (mail, _), mail_id in zip(drawn, ids, strict=True)
        if mail_id is not None
        for subject in mail.subjects
    ]
    if rows:
        await scene.session.execute(_INSERT_REMINDERS, rows)
        await announce(scene.session, "mails")
    return sum(mail_id is not None for mail_id in ids)


def _draw_all(mails: tuple[PlannedReminder, ...]) -> list[tuple[PlannedReminder, Message]]:
    drawn = []
    for mail in mails:
        try:
            drawn.append((mail, mail.draw()))
        except DomainError as error:
            log.error("reminder_not_drawn", dedupe_key=mail.dedupe_key, code=error.code)
    return drawn


async def _finish(scene: Round, mails: int) -> None:
    values = {
        "provider_id": bound_provider(scene.session),
        "ran_on": scene.day,
        "finished_at": scene.now,
        "mails": mails,
    }
    await scene.session.execute(_INSERT_RUN, values)
    await announce(scene.session, "reminders")
