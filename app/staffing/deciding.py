"""The provider's choice: confirming an instructor (R-STF-06) and declining the others (R-STF-07)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.courses.booking import book_instructor
from app.courses.desk import Desk
from app.courses.loading import course_lock
from app.courses.states import Action, require
from app.courses.teachers import Position
from app.events.audit import record
from app.events.changes import announce
from app.instructors.errors import InstructorUnknown
from app.instructors.repository import InstructorRepository
from app.mail.outbox import SINGLE, queue_many
from app.staffing.candidates import present_state
from app.staffing.course import StaffedCourse, load_course
from app.staffing.errors import NobodyConfirmed, PositionTaken
from app.staffing.mails import Post, confirmation, decline_notice
from app.staffing.models import StaffingRequest
from app.staffing.repository import StaffingRepository, request_ref
from app.staffing.states import Act, State, check


async def confirm(
    session: AsyncSession,
    course_id: UUID,
    request_id: UUID,
    position: Position,
    desk: Desk,
    post: Post,
    *,
    accept_double_booking: bool = False,
) -> StaffingRequest:
    """Book the instructor who said yes as main or second one, and tell him with an .ics file.

    Raises CourseNotFound, ActionNotAllowed, StaffingRequestUnknown, StaffingStateForbids, PositionTaken, and
    InstructorBusy unless double booking is accepted (R-CRS-05).
    """
    await lock(session, [course_lock(course_id)])
    course = await load_course(session, course_id)
    require(course, Action.STAFF, desk.today)
    request = await StaffingRepository(session).one(request_id, course_id=course_id)
    ref = request_ref(request)
    check(Act.CONFIRM, present_state(request, course.position_of(ref)))
    if position in course.places:
        raise PositionTaken("Somebody stands in this position of the course already.", position=position)
    await book_instructor(session, course_id, position, ref, desk, accept_double_booking=accept_double_booking)
    request.state, request.position, request.decided_at = State.CONFIRMED, position, desk.now
    await _announce_choice(session, course, request, desk, post)
    return request


async def _announce_choice(
    session: AsyncSession, course: StaffedCourse, request: StaffingRequest, desk: Desk, post: Post
) -> None:
    ref = request_ref(request)
    contact = (await InstructorRepository(session).people([ref])).get(ref)
    if contact is None:
        raise InstructorUnknown("This instructor cannot be booked any more.")
    await session.flush()
    await queue_many(session, [confirmation(post, course, request, contact, desk.now)], now=desk.now, priority=SINGLE)
    changes = {"instructor": contact.name, "position": request.position, "request": request.id}
    await record(session, desk.actor, "staffing.confirmed", "course", course.id, now=desk.now, changes=changes)
    await announce(session, "staffing", course.id)


async def decline_others(session: AsyncSession, course_id: UUID, desk: Desk, post: Post) -> int:
    """Tell everybody who is available or has not answered that the provider is served; how many were told.

    Once each: who was told is not told again until invited again. Who said not available gets nothing.
    Raises CourseNotFound, ActionNotAllowed, and NobodyConfirmed while nobody stands on the course.
    """
    await lock(session, [course_lock(course_id)])
    course = await load_course(session, course_id)
    require(course, Action.STAFF, desk.today)
    if not course.places:
        raise NobodyConfirmed("Confirm an instructor first.")
    requests = await StaffingRepository(session).declinable(course_id)
    waiting = [each for each in requests if course.position_of(request_ref(each)) is None]
    contacts = await InstructorRepository(session).people([request_ref(each) for each in waiting])
    for request in waiting:
        request.state, request.decided_at = State.DECLINED, desk.now
    told = [(each, contact) for each in waiting if (contact := contacts.get(request_ref(each)))]
    notices = [decline_notice(post, course, request, contact) for request, contact in told]
    await queue_many(session, notices, now=desk.now, priority=SINGLE)
    if waiting:
        changes = {"instructors": sorted(contact.name for contact in contacts.values())}
        await record(
            session, desk.actor, "staffing.declined-others", "course", course.id, now=desk.now, changes=changes
        )
        await announce(session, "staffing", course.id)
    return len(waiting)
