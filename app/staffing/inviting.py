"""Asking instructors for a course: one, several, or everybody who is free (R-STF-03), and asking again (R-STF-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.errors import ChoiceNotFound, InstructorBusy
from app.courses.loading import course_lock
from app.courses.states import Action, require
from app.courses.teachers import Teacher
from app.events.audit import record
from app.events.changes import announce
from app.instructors.people import InstructorRef
from app.instructors.repository import InstructorRepository
from app.mail.outbox import SINGLE, queue_many
from app.staffing.candidates import Eligible, clashes_of, eligible, present_state
from app.staffing.course import StaffedCourse, load_course
from app.staffing.errors import InstructorNotEligible
from app.staffing.mails import Post, question
from app.staffing.models import StaffingRequest
from app.staffing.repository import StaffingRepository, request_ref
from app.staffing.states import Act, State, allows, check


@dataclass(frozen=True, slots=True)
class Invited:
    """One question that went out."""

    ref: InstructorRef
    request: StaffingRequest


async def invite(
    session: AsyncSession,
    course_id: UUID,
    refs: Sequence[InstructorRef],
    desk: Desk,
    post: Post,
    *,
    reply_by: date | None = None,
) -> list[Invited]:
    """Ask these instructors; all of them or, when one cannot be asked, none.

    Raises CourseNotFound, Invalid for a day to reply by that is past or after the course has begun, ActionNotAllowed,
    ChoiceNotFound for an unknown instructor, InstructorNotEligible, StaffingStateForbids for one who was asked
    already, and InstructorBusy (R-STF-02).
    """
    course = await open_course(session, course_id, desk)
    _check_reply_by(reply_by, course, desk)
    wanted = list(dict.fromkeys(refs))
    people = await eligible(session, course, wanted)
    await _refuse_strangers(session, wanted, people)
    for person in people.values():
        check(Act.INVITE, present_state(person.request, course.position_of(person.ref)))
    await _refuse_busy(session, course, [Teacher(person.ref, person.name) for person in people.values()])
    return await ask_all(session, course, list(people.values()), desk, post, reply_by=reply_by)


async def invite_all_free(
    session: AsyncSession, course_id: UUID, desk: Desk, post: Post, *, reply_by: date | None = None
) -> list[Invited]:
    """Ask everybody who may teach the course, is free on its days and was not asked yet.

    Raises CourseNotFound, Invalid and ActionNotAllowed; nobody left to ask is an empty answer.
    """
    course = await open_course(session, course_id, desk)
    _check_reply_by(reply_by, course, desk)
    return await ask_all(session, course, await free_to_ask(session, course), desk, post, reply_by=reply_by)


async def free_to_ask(session: AsyncSession, course: StaffedCourse) -> list[Eligible]:
    """Who may teach the course, is free on its days and was not asked yet; the nearest first."""
    people = (await eligible(session, course, None)).values()
    new = [each for each in people if allows(Act.INVITE, present_state(each.request, course.position_of(each.ref)))]
    busy = await clashes_of(session, course, [Teacher(each.ref, each.name) for each in new])
    return [each for each in new if each.ref not in busy]


async def invite_again(
    session: AsyncSession,
    course_id: UUID,
    request_id: UUID,
    desk: Desk,
    post: Post,
    *,
    reply_by: date | None = None,
) -> StaffingRequest:
    """Reset the answer and mail again; the next generation makes every earlier link void (R-STF-06).

    Raises what `invite` raises, and StaffingRequestUnknown.
    """
    course = await open_course(session, course_id, desk)
    _check_reply_by(reply_by, course, desk)
    request = await StaffingRepository(session).one(request_id, course_id=course_id)
    ref = request_ref(request)
    check(Act.INVITE_AGAIN, present_state(request, course.position_of(ref)))
    people = await eligible(session, course, [ref])
    await _refuse_strangers(session, [ref], people)
    await _refuse_busy(session, course, [Teacher(ref, people[ref].name)])
    await ask_all(session, course, [Eligible(ref, people[ref].name, request)], desk, post, reply_by=reply_by)
    return request


async def open_course(session: AsyncSession, course_id: UUID, desk: Desk) -> StaffedCourse:
    """The course, locked, where people can still be asked for it; raises CourseNotFound and ActionNotAllowed."""
    await lock(session, [course_lock(course_id)])
    course = await load_course(session, course_id)
    require(course, Action.STAFF, desk.today)
    return course


async def _refuse_strangers(
    session: AsyncSession, wanted: Sequence[InstructorRef], people: dict[InstructorRef, Eligible]
) -> None:
    missing = [ref for ref in wanted if ref not in people]
    if not missing:
        return
    known = await InstructorRepository(session).people(missing)
    if len(known) < len(missing):
        raise ChoiceNotFound("instructor")
    names = [contact.name for contact in known.values()]
    raise InstructorNotEligible("The instructor may not teach this course on all of its days.", names=names)


async def _refuse_busy(session: AsyncSession, course: StaffedCourse, teachers: Sequence[Teacher]) -> None:
    clashes = await clashes_of(session, course, teachers)
    if clashes:
        raise InstructorBusy([clash.told() for found in clashes.values() for clash in found])


def _check_reply_by(reply_by: date | None, course: StaffedCourse, desk: Desk) -> None:
    if reply_by is not None and not desk.today <= reply_by <= course.first_day:
        raise Invalid.at("/replyBy", "reply_by_out_of_range", "Choose a day from today until the course begins.")


async def ask_all(
    session: AsyncSession,
    course: StaffedCourse,
    people: Sequence[Eligible],
    desk: Desk,
    post: Post,
    *,
    reply_by: date | None = None,
) -> list[Invited]:
    """Mail the question to people who were found to be eligible; the caller holds the lock of the course."""
    if not people:
        return []
    contacts = await InstructorRepository(session).people([person.ref for person in people])
    invited = []
    for person in people:
        request = person.request or _new_request(course, person.ref)
        _reset(request, course, desk)
        request.reply_by = reply_by
        session.add(request)
        invited.append(Invited(person.ref, request))
    await session.flush()
    dispatches = [question(post, course, each.request, contacts[each.ref]) for each in invited]
    await queue_many(session, dispatches, now=desk.now, priority=SINGLE)
    for each in invited:
        changes = {
            "instructor": contacts[each.ref].name,
            "generation": each.request.generation,
            "request": each.request.id,
        }
        await record(session, desk.actor, "staffing.invited", "course", course.id, now=desk.now, changes=changes)
    await announce(session, "staffing", course.id)
    return invited


def _new_request(course: StaffedCourse, ref: InstructorRef) -> StaffingRequest:
    return StaffingRequest(
        provider_id=course.provider.id, id=new_id(), course_id=course.id, generation=0, answer_count=0, **ref.columns
    )


def _reset(request: StaffingRequest, course: StaffedCourse, desk: Desk) -> None:
    request.state = State.INVITED
    request.generation += 1
    request.for_days = course.asked_days
    request.position = None
    request.invited_at, request.answered_at, request.decided_at = desk.now, None, None
