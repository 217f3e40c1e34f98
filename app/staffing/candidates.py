"""Instructeurs beheren (R-STF-02): who could teach the course, who is busy, and where each request stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, cut
from app.core.places import distances_from
from app.core.words import search_patterns
from app.courses.busy import BusyRule, Clash, find_clashes
from app.courses.states import Action, allowed_actions
from app.courses.teachers import POSITIONS, Position, Teacher
from app.instructors.people import InstructorRef
from app.staffing.course import StaffedCourse, load_course
from app.staffing.models import StaffingCall, StaffingRequest
from app.staffing.statements import CHOSEN, EVERYBODY, PAGES, Order
from app.staffing.states import Act, State, allows

_KEYS: dict[Order, tuple[Any, ...]] = {"name": (str, UUID), "distance": (int, str, UUID)}
_MARKS: dict[Order, tuple[str, ...]] = {
    "name": ("after_name", "after_id"),
    "distance": ("after_far", "after_name", "after_id"),
}
_CURSORS: dict[Order, Any] = {
    "name": lambda row: (row.name_sort, row.id),
    "distance": lambda row: (row.far, row.name_sort, row.id),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One instructor of the list, with what was asked and answered, and what can be done now."""

    ref: InstructorRef
    name: str
    city: str
    languages: tuple[str, ...]
    distance_km: int | None
    """Roughly, from his postcode or town to the place of the course; None where one of the two is not known."""
    last_taught_on: date | None
    """The last day of the latest course that he taught at this provider."""
    request_id: UUID | None
    state: State
    position: Position | None
    invited_at: datetime | None
    answered_at: datetime | None
    decided_at: datetime | None
    reply_by: date | None
    note: str
    answered_by: str | None
    """Who entered the answer on his behalf; None when he gave it himself, or gave none."""
    answer_count: int
    contradicted: bool
    """The last two answers came at once and contradict each other: neither counts, and somebody has to look."""
    for_old_date: bool
    """The course was moved since the question, so that an answer was for other days (R-CRS-10)."""
    busy: tuple[Clash, ...]
    allowed_actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Eligible:
    """Somebody who may teach the course, with the request that there is already."""

    ref: InstructorRef
    name: str
    request: StaffingRequest | None


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A page of candidates, and what can be done for the course as a whole."""

    items: list[Candidate]
    next_cursor: str | None
    declinable: int
    near: bool
    """Whether distances are known, so that the list can be sorted by them."""
    call: StaffingCall | None
    """The call in rings that is running for the course."""
    allowed_actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """Which candidates are wanted, in which order."""

    words: str
    page: Page
    order: Order = "name"


async def list_candidates(
    session: AsyncSession, course_id: UUID, query: CandidateQuery, *, now: datetime, today: date
) -> CandidateList:
    """Who may teach the course on all of its days, with their state and clashes; raises CourseNotFound."""
    course = await load_course(session, course_id)
    position = query.page.position(*_KEYS[query.order])
    values = _values(course) | {"words": search_patterns(query.words), "limit": query.page.limit + 1, "today": today}
    if position is not None:
        values |= dict(zip(_MARKS[query.order], position, strict=True))
    statement = PAGES[candidate_source(course), query.order, position is not None]
    found = (await session.execute(statement, values)).all()
    rows, cursor = cut(found, query.page.limit, _CURSORS[query.order])
    clashes = await clashes_of(session, course, [Teacher(InstructorRef(row.kind, row.id), row.name) for row in rows])
    is_open = Action.STAFF in allowed_actions(course, today) and now < course.over_at
    items = [_candidate(row, course, clashes, is_open=is_open) for row in rows]
    actions = _course_actions(course) if is_open else ()
    return CandidateList(items, cursor, course.declinable, course.region is not None, course.call, actions)


async def eligible(
    session: AsyncSession, course: StaffedCourse, refs: Sequence[InstructorRef] | None
) -> dict[InstructorRef, Eligible]:
    """Of these instructors (None: of all) those who may teach the course on all of its days."""
    values = _values(course) | {"words": []}
    if refs is None:
        rows = await session.execute(EVERYBODY[candidate_source(course)], values)
    else:
        rows = await session.execute(CHOSEN[candidate_source(course)], values | {"ids": [ref.id for ref in refs]})
    found = {(ref := InstructorRef(row.kind, row.id)): Eligible(ref, row.name, row.StaffingRequest) for row in rows}
    return found if refs is None else {ref: found[ref] for ref in refs if ref in found}


async def clashes_of(
    session: AsyncSession, course: StaffedCourse, teachers: Sequence[Teacher]
) -> dict[InstructorRef, tuple[Clash, ...]]:
    """What stands in the way of these instructors on the days of the course."""
    rule = BusyRule(
        "overlap" if course.provider.busy_rule == "overlap" else "day", course.provider.travel_margin_minutes
    )
    found: dict[InstructorRef, tuple[Clash, ...]] = {}
    for clash in await find_clashes(session, teachers, course.days, rule, except_course=course.id):
        found[clash.teacher.person] = (*found.get(clash.teacher.person, ()), clash)
    return found


def candidate_source(course: StaffedCourse) -> str:
    """Certified courses need the qualification; external ones may have anybody, the provider's own people too."""
    return "qualified" if course.kind == "certified" else "all"


def present_state(request: StaffingRequest | None, position: Position | None) -> State:
    """The state as people see it: who stands on the course is confirmed, who was taken off it is withdrawn."""
    if position is not None:
        return State.CONFIRMED
    if request is None:
        return State.NOT_INVITED
    return State.WITHDRAWN if request.state == State.CONFIRMED else State(request.state)


def _course_actions(course: StaffedCourse) -> tuple[str, ...]:
    """What can be done for the course as a whole while it is open."""
    actions = ["declineOthers"] if course.declinable > 0 and course.places else []
    return (*actions, "startCall" if course.call is None else "stopCall")


def _values(course: StaffedCourse) -> dict[str, Any]:
    values: dict[str, Any] = {"provider_id": course.provider.id, "course_id": course.id}
    values["near"] = distances_from(course.region)
    if candidate_source(course) == "qualified":
        values |= {"course_type_id": course.certified_type_id, "days": [day.date for day in course.days]}
    else:
        values["external_type_id"] = course.external_type_id
    return values


def _candidate(
    row: Row[*tuple[Any, ...]], course: StaffedCourse, clashes: dict[InstructorRef, tuple[Clash, ...]], *, is_open: bool
) -> Candidate:
    ref = InstructorRef(row.kind, row.id)
    request: StaffingRequest | None = row.StaffingRequest
    position = course.position_of(ref)
    state = present_state(request, position)
    busy = clashes.get(ref, ())
    return Candidate(
        ref=ref,
        name=row.name,
        city=row.city,
        languages=tuple(row.languages),
        distance_km=row.km,
        last_taught_on=row.last_taught_on,
        request_id=request.id if request else None,
        state=state,
        position=position,
        invited_at=request.invited_at if request else None,
        answered_at=request.answered_at if request else None,
        decided_at=request.decided_at if request else None,
        reply_by=request.reply_by if request else None,
        note=row.note,
        answered_by=None if row.given_by == "instructor" else row.given_by,
        answer_count=request.answer_count if request else 0,
        contradicted=state is State.INVITED and row.latest == "void",
        for_old_date=request is not None and request.for_days != course.asked_days,
        busy=busy,
        allowed_actions=tuple(_actions(state, course, is_busy=bool(busy))) if is_open else (),
    )


def _actions(state: State, course: StaffedCourse, *, is_busy: bool) -> list[str]:
    """What the table allows now; who is busy cannot be invited, but confirmed by a deliberate second step."""
    actions = [str(act) for act in (Act.INVITE, Act.INVITE_AGAIN) if allows(act, state) and not is_busy]
    if allows(Act.CONFIRM, state):
        names = {"main": "confirmMain", "second": "confirmSecond"}
        actions += [names[position] for position in POSITIONS if position not in course.places]
    if allows(Act.ENTER_ANSWER, state):
        actions.append(str(Act.ENTER_ANSWER))
    return actions
