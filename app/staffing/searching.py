"""Searching instructors before there is a course: by words, course type and days, with who is busy (R-INS-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType, ExternalCourseType
from app.core.database.session import bound_provider
from app.core.pagination import Page
from app.courses.busy import BusyRule, find_clashes
from app.courses.days import Day
from app.courses.errors import ChoiceNotFound
from app.courses.teachers import Teacher
from app.instructors.people import InstructorKind, InstructorRef, ListedInstructor
from app.instructors.repository import HeldQualification, InstructorRepository, InstructorSearch, Source

_WHOLE_DAY = (time(0), time(23, 59))


@dataclass(frozen=True, slots=True)
class InstructorQuery:
    """What is asked; without days a qualification must hold today."""

    words: str
    kind: InstructorKind | None
    course_type_id: UUID | None
    days: tuple[date, ...]
    today: date
    with_external: bool
    """Whether the provider books external courses at all (module 1)."""


@dataclass(frozen=True, slots=True)
class FoundInstructor:
    """One instructor with qualifications; `busy` is None when no day was asked about."""

    instructor: ListedInstructor
    qualifications: list[HeldQualification]
    busy: bool | None


async def find_instructors(
    session: AsyncSession, query: InstructorQuery, page: Page
) -> tuple[list[FoundInstructor], str | None]:
    """One page by name, and the cursor of the next; raises Invalid for a cursor of another list, ChoiceNotFound."""
    source = await _source(session, query)
    if source is None:
        return [], None
    repository = InstructorRepository(session)
    days = query.days or (query.today,)
    search = InstructorSearch(source, query.words, query.course_type_id, days)
    people, cursor = await repository.page(search, page)
    held = await repository.qualifications([each.ref.id for each in people if each.ref.kind == "registered"])
    busy = await _busy(session, people, query.days)
    found = [
        FoundInstructor(each, held.get(each.ref.id, []), each.ref in busy if query.days else None) for each in people
    ]
    return found, cursor


async def _source(session: AsyncSession, query: InstructorQuery) -> Source | None:
    """Which list answers the question; None when nobody can."""
    certified = query.course_type_id is not None and await _is_certified(session, query.course_type_id)
    if query.kind == "external":
        return "external" if query.with_external and not certified else None
    if certified:
        return "qualified"
    return "all" if query.with_external and query.kind is None else "registered"


async def _is_certified(session: AsyncSession, course_type_id: UUID) -> bool:
    """Raises ChoiceNotFound for an id that is neither a certified type nor one of the provider's own."""
    if await session.get(CertifiedCourseType, course_type_id) is not None:
        return True
    if await session.get(ExternalCourseType, (bound_provider(session), course_type_id)) is None:
        raise ChoiceNotFound("course type")
    return False


async def _busy(
    session: AsyncSession, people: Sequence[ListedInstructor], days: Sequence[date]
) -> frozenset[InstructorRef]:
    teachers = [Teacher(each.ref, each.name) for each in people]
    wanted = [Day(day, *_WHOLE_DAY) for day in sorted(set(days))]
    clashes = await find_clashes(session, teachers, wanted, BusyRule("day"))
    return frozenset(clash.teacher.person for clash in clashes)
