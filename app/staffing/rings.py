"""Calls in rings: a group of the nearest free instructors is asked, and after so many hours without a yes the next one.

The worker moves calls on by the clock. Everything is read anew under the course's lock, so that doing it twice, late, or by
two workers at once asks nobody twice.
"""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.loading import course_lock
from app.courses.states import Action, allowed_actions
from app.events.audit import record
from app.events.changes import announce
from app.staffing.course import StaffedCourse, load_course
from app.staffing.errors import CallRunning, CallUnknown
from app.staffing.inviting import ask_all, free_to_ask, open_course
from app.staffing.mails import Post
from app.staffing.models import StaffingCall
from app.staffing.repository import StaffingRepository

MAX_GROUP, MAX_HOURS = 50, 336
_MORNING, _EVENING = time(8), time(20)
_ONE = (
    select(StaffingCall)
    .where(StaffingCall.provider_id == bindparam("provider_id"), StaffingCall.id == bindparam("id"))
    .execution_options(populate_existing=True)
)


async def start_call(
    session: AsyncSession, course_id: UUID, group_size: int, every_hours: int, desk: Desk, post: Post
) -> StaffingCall:
    """Ask the first group at once, and plan the next one.

    Raises Invalid, CourseNotFound, ActionNotAllowed, and CallRunning while another call of the course goes on.
    """
    _check(group_size, every_hours)
    course = await open_course(session, course_id, desk)
    if course.call is not None:
        raise CallRunning("A call for this course goes on already.")
    call = StaffingCall(
        provider_id=course.provider.id,
        id=new_id(),
        course_id=course.id,
        state="running",
        group_size=group_size,
        every_hours=every_hours,
        ring=0,
        next_at=desk.now,
        started_at=desk.now,
        started_by=desk.actor.name,
    )
    session.add(call)
    await record(
        session,
        desk.actor,
        "staffing.call-started",
        "course",
        course.id,
        now=desk.now,
        changes={"group_size": group_size, "every_hours": every_hours},
    )
    await _ask_next_group(session, call, course, desk, post)
    return call


async def stop_call(session: AsyncSession, course_id: UUID, call_id: UUID, desk: Desk) -> None:
    """Ask no further groups; who was asked stays asked. Raises CallUnknown, also for one that has ended."""
    await lock(session, [course_lock(course_id)])
    call = await _one(session, call_id)
    if call is None or call.course_id != course_id or call.state != "running":
        raise CallUnknown("There is no such call going on.")
    await _end(session, call, "stopped", desk)


async def advance_call(session: AsyncSession, call_id: UUID, desk: Desk, post: Post) -> int:
    """Ask the next group when its time has come and nobody said yes; how many were asked. Safe to do again."""
    call = await _one(session, call_id)
    if call is None:
        return 0
    await lock(session, [course_lock(call.course_id)])
    call = await _one(session, call_id)
    if call is None or call.state != "running" or call.next_at > desk.now:
        return 0
    course = await load_course(session, call.course_id)
    if Action.STAFF not in allowed_actions(course, desk.today) or desk.now >= course.over_at:
        await _end(session, call, "stopped", desk)
        return 0
    if "main" in course.places or await StaffingRepository(session).somebody_available(course.id):
        await _end(session, call, "answered", desk)
        return 0
    return await _ask_next_group(session, call, course, desk, post)


async def _ask_next_group(
    session: AsyncSession, call: StaffingCall, course: StaffedCourse, desk: Desk, post: Post
) -> int:
    group = (await free_to_ask(session, course))[: call.group_size]
    if not group:
        await _end(session, call, "exhausted", desk)
        return 0
    call.ring += 1
    call.next_at = waking_hour(desk.now + timedelta(hours=call.every_hours), course.provider.time_zone)
    asked = await ask_all(session, course, group, desk, post)
    await session.flush()
    return len(asked)


async def _end(session: AsyncSession, call: StaffingCall, state: str, desk: Desk) -> None:
    call.state, call.ended_at = state, desk.now
    await session.flush()
    changes = {"rings": call.ring, "outcome": state}
    await record(session, desk.actor, "staffing.call-ended", "course", call.course_id, now=desk.now, changes=changes)
    await announce(session, "staffing", call.course_id)


async def _one(session: AsyncSession, call_id: UUID) -> StaffingCall | None:
    return await session.scalar(_ONE, {"provider_id": bound_provider(session), "id": call_id})


def waking_hour(moment: datetime, time_zone: str) -> datetime:
    """The moment itself, or the next 08:00 when it falls between 20:00 and 08:00 at the provider's."""
    local = moment.astimezone(ZoneInfo(time_zone))
    if _MORNING <= local.time() < _EVENING:
        return moment
    day = local.date() + timedelta(days=int(local.time() >= _EVENING))
    return datetime.combine(day, _MORNING, ZoneInfo(time_zone)).astimezone(moment.tzinfo)


def _check(group_size: int, every_hours: int) -> None:
    errors = FieldErrors()
    if not 1 <= group_size <= MAX_GROUP:
        errors.add("/groupSize", "out_of_range", f"A group has 1 to {MAX_GROUP} instructors.")
    if not 1 <= every_hours <= MAX_HOURS:
        errors.add("/everyHours", "out_of_range", f"Wait 1 to {MAX_HOURS} hours.")
    errors.raise_if_any()
