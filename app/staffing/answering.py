"""The instructor's answer: looked at and given by signed link, or entered by the provider on his behalf (R-STF-04)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.errors import Invalid, TooManyRequests
from app.core.identifiers import new_id
from app.core.signing import LinkExpired
from app.courses.busy import BusyRule, Clash, find_clashes
from app.courses.desk import Desk
from app.courses.loading import course_lock
from app.courses.states import Action, require
from app.courses.teachers import POSITIONS, Teacher
from app.events.audit import Actor, record
from app.events.changes import announce
from app.instructors.people import InstructorContact
from app.instructors.repository import InstructorRepository
from app.mail.outbox import SINGLE, queue_many
from app.staffing.candidates import present_state
from app.staffing.course import StaffedCourse, load_course
from app.staffing.errors import AnswerClosed, LinkSuperseded, PageOutdated, StaffingRequestUnknown
from app.staffing.links import RequestLink
from app.staffing.mails import Post, answer_notice
from app.staffing.models import StaffingAnswer, StaffingRequest
from app.staffing.repository import StaffingRepository, request_ref
from app.staffing.states import LINK_SHOWS, Act, Answer, Outcome, State, check

MAX_NOTE = 500
_ANSWERS_PER_MINUTE = 10
_AT_ONCE = timedelta(seconds=5)
VOID = "void"


@dataclass(frozen=True, slots=True)
class Question:
    """What stands behind a link: the course, who is asked, the answer so far, and whether it may change."""

    course: StaffedCourse
    request: StaffingRequest
    instructor: InstructorContact
    given: Answer | None
    outcome: Outcome | None
    contradicted: bool = False
    """The last two answers came at once and contradict each other, so that neither counts."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it comes in, with what the person saw when answering: the days, and how many answers there were."""

    answer: Answer
    note: str = ""
    agent: str = ""
    seen_days: str | None = None
    seen_answers: int = 0


async def open_question(session: AsyncSession, link: RequestLink, *, now: datetime) -> Question:
    """What the link shows now; changes nothing. The session is bound to the provider of the link.

    Raises StaffingRequestUnknown, LinkSuperseded after a later invitation, LinkExpired once the course is over.
    """
    repository = StaffingRepository(session)
    request = await repository.one(link.request_id)
    if request.generation != link.generation:
        raise LinkSuperseded("There is a later invitation with a link of its own.")
    course = await load_course(session, request.course_id)
    ref = request_ref(request)
    contact = (await InstructorRepository(session).people([ref])).get(ref)
    if contact is None:
        raise StaffingRequestUnknown("The instructor is not known any more.")
    state = present_state(request, course.position_of(ref))
    outcome = await _outcome(repository, course, request, state)
    if outcome is None and now >= course.over_at:
        raise LinkExpired("The course is over.")
    given: Answer | None = "available" if state == "available" else "unavailable" if state == "unavailable" else None
    latest = await repository.latest_answer(request) if state is State.INVITED and request.answer_count else None
    contradicted = latest is not None and latest.answer == VOID
    return Question(course, request, contact, given, outcome, contradicted)


async def own_clashes(session: AsyncSession, question: Question) -> list[Clash]:
    """Where the instructor is booked or away on the days of the course: times only, whoever booked him."""
    teachers = [Teacher(question.instructor.ref, question.instructor.name)]
    return await find_clashes(
        session, teachers, question.course.days, BusyRule("day"), except_course=question.course.id
    )


async def answer_by_link(
    session: AsyncSession, link: RequestLink, given: GivenAnswer, post: Post, *, now: datetime
) -> Question:
    """Record the answer of the person behind the link; the same answer once more changes and tells nothing.

    Two buttons of one page pressed within seconds are no person's doing, but a mail scanner's: both answers are void
    then, and the page asks again (R-STF-04).

    Raises what `open_question` raises, AnswerClosed once somebody was chosen, PageOutdated when the course was moved
    since the page was opened, Invalid for a note that is too long, TooManyRequests.
    """
    request = await StaffingRepository(session).one(link.request_id)
    await lock(session, [course_lock(request.course_id)])
    question = await open_question(session, link, now=now)
    if question.outcome is not None:
        raise AnswerClosed("The choice has been made.", outcome=str(question.outcome))
    if given.seen_days is not None and given.seen_days != question.course.asked_days:
        raise PageOutdated("The course was moved since the page was opened.", reason="days_changed")
    actor = Actor("instructor", question.request.instructor_id, question.instructor.name)
    await _record(session, question, given, post, actor, now=now)
    return await open_question(session, link, now=now)


async def enter_answer(
    session: AsyncSession, course_id: UUID, request_id: UUID, given: GivenAnswer, desk: Desk, post: Post
) -> StaffingRequest:
    """Enter on the instructor's behalf what he said by telephone; kept under the name of who entered it.

    Raises CourseNotFound, ActionNotAllowed, StaffingRequestUnknown, StaffingStateForbids.
    """
    await lock(session, [course_lock(course_id)])
    course = await load_course(session, course_id)
    require(course, Action.STAFF, desk.today)
    request = await StaffingRepository(session).one(request_id, course_id=course_id)
    ref = request_ref(request)
    check(Act.ENTER_ANSWER, present_state(request, course.position_of(ref)))
    contact = (await InstructorRepository(session).people([ref])).get(ref)
    if contact is None:
        raise StaffingRequestUnknown("The instructor is not known any more.")
    question = Question(course, request, contact, None, None)
    await _record(session, question, given, post, desk.actor, now=desk.now)
    return request


async def _outcome(
    repository: StaffingRepository, course: StaffedCourse, request: StaffingRequest, state: State
) -> Outcome | None:
    """A given answer is fixed once somebody was confirmed; who has not answered can while a place is left (R-STF-04)."""
    if course.state == "cancelled":
        return Outcome.CANCELLED
    if LINK_SHOWS[state] is not None:
        return LINK_SHOWS[state]
    if state is State.INVITED and len(course.places) < len(POSITIONS):
        return None
    return Outcome.DECIDED if await repository.somebody_chosen_since(request) else None


async def _record(
    session: AsyncSession, question: Question, given: GivenAnswer, post: Post, actor: Actor, *, now: datetime
) -> None:
    """Append the answer, unless it repeats the present one, and tell the provider of a change (R-STF-05)."""
    request, repository = question.request, StaffingRepository(session)
    note = _checked_note(given.note)
    latest = await repository.latest_answer(request)
    same = latest is not None and request.state == given.answer
    if same and latest is not None and note in ("", latest.note):
        return
    if await repository.answers_since(request, now - timedelta(minutes=1)) >= _ANSWERS_PER_MINUTE:
        raise TooManyRequests("Too many answers within a minute.")
    session.add(_append(request, given.answer, note, given.agent, actor, now))
    request.state, request.answered_at = given.answer, now
    request.for_days = question.course.asked_days
    void = actor.kind == "instructor" and _contradicts(latest, given, request, now)
    if void:
        session.add(_append(request, VOID, "", given.agent, actor, now))
        request.state, request.answered_at = State.INVITED, None
    await session.flush()
    if not same and not void and actor.kind == "instructor":
        notice = answer_notice(post, question.course, request, question.instructor, request.answer_count)
        await queue_many(session, [notice] if notice else [], now=now, priority=SINGLE)
    said = VOID if void else given.answer
    changes = {"instructor": question.instructor.name, "answer": said, "request": request.id}
    await record(session, actor, "staffing.answered", "course", request.course_id, now=now, changes=changes)
    await announce(session, "staffing", request.course_id)


def _contradicts(latest: StaffingAnswer | None, given: GivenAnswer, request: StaffingRequest, now: datetime) -> bool:
    """Whether the other answer was given a moment ago, unseen by whoever gives this one."""
    if latest is None or latest.answer in (given.answer, VOID) or latest.given_by != "instructor":
        return False
    unseen = given.seen_answers < request.answer_count - 1
    return unseen and now - latest.given_at < _AT_ONCE


def _append(
    request: StaffingRequest, answer: str, note: str, agent: str, actor: Actor, now: datetime
) -> StaffingAnswer:
    request.answer_count += 1
    return StaffingAnswer(
        provider_id=request.provider_id,
        id=new_id(),
        request_id=request.id,
        generation=request.generation,
        sequence=request.answer_count,
        answer=answer,
        note=note,
        given_at=now,
        given_by="instructor" if actor.kind == "instructor" else actor.name,
        agent=agent[:200],
    )


def _checked_note(note: str) -> str:
    text = "\n".join(line.rstrip() for line in note.replace("\r\n", "\n").replace("\x00", "").strip().splitlines())
    if len(text) > MAX_NOTE:
        raise Invalid.at("/note", "too_long", f"A note has at most {MAX_NOTE} characters.")
    return text
