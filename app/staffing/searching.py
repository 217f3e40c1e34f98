"""Searching instructors before there is a course: by words, course type and days, with who is busy (R-INS-02)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import search_patterns
from app.courses.errors import ChoiceNotFound
from app.instructors.people import InstructorKind, InstructorRef, ListedInstructor
from app.instructors.repository import HeldQualification
from app.staffing.search_statements import QUESTIONS, Question, Source


@dataclass(frozen=True, slots=True)
class InstructorQuery:
    """What is asked; without days a qualification must hold today."""

    words: str
    region: str
    """The first digits of the postcode of where an instructor lives; empty for the whole country."""
    kind: InstructorKind | None
    course_type_id: UUID | None
    days: tuple[date, ...]
    only_free: bool
    """Leave out who is booked on one of the days."""
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
    source = _source(query)
    if source is None:
        return [], None
    position = page.position(str, UUID)
    question = Question(source, query.course_type_id is not None, bool(query.days), position is not None)
    values = _values(bound_provider(session), question, query) | {"limit": page.limit + 1}
    if position is not None:
        values |= {"after_name": position[0], "after_id": position[1]}
    rows = (await session.execute(QUESTIONS[question], values)).all()
    if rows[0].certified is None:
        raise ChoiceNotFound("course type")
    people = [row for row in rows if row.id is not None]
    kept, cursor = cut(people, page.limit, lambda row: (row.name_sort, row.id))
    return [_found(row) for row in kept], cursor


def _values(provider_id: UUID, question: Question, query: InstructorQuery) -> dict[str, Any]:
    values: dict[str, Any] = {"words": search_patterns(query.words), "region": query.region}
    if question.source != "registered" or question.typed or question.dated:
        values["provider_id"] = provider_id
    if question.typed:
        values |= {"course_type_id": query.course_type_id, "days": list(query.days or (query.today,))}
        values |= {"external_type_id": query.course_type_id} if question.source != "registered" else {}
    if question.dated:
        values |= {"busy_days": sorted(set(query.days)), "only_free": query.only_free}
    return values


def _source(query: InstructorQuery) -> Source | None:
    """Which list answers the question; None when nobody can."""
    if query.kind == "external":
        return "external" if query.with_external else None
    return "all" if query.with_external and query.kind is None else "registered"


def _found(row: Row[*tuple[Any, ...]]) -> FoundInstructor:
    person = ListedInstructor(
        InstructorRef(row.kind, row.id), row.name, row.name_sort, row.city, tuple(row.languages), row.email
    )
    return FoundInstructor(person, [_held(each) for each in row.held or ()], row.busy)


def _held(raw: dict[str, Any]) -> HeldQualification:
    until = raw["valid_to"]
    return HeldQualification(
        UUID(raw["course_type_id"]),
        raw["name"],
        date.fromisoformat(raw["valid_from"]),
        date.fromisoformat(until) if until else None,
    )
