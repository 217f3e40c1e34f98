"""Searching instructors with who is busy: one statement per question, built once, over the lists of instructors."""

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from sqlalchemy import (
    ARRAY,
    CTE,
    Boolean,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from app.catalog.models import CertifiedCourseType, ExternalCourseType
from app.courses.models import Course, CourseDay, CourseInstructor
from app.instructors.models import TeachingQualification
from app.instructors.statements import LISTS, holds_qualification

Source = Literal["all", "registered", "external"]
SOURCES: tuple[Source, ...] = ("all", "registered", "external")
_BUSY_DAYS = cast(bindparam("busy_days"), ARRAY(Date))


@dataclass(frozen=True, slots=True)
class Question:
    """What a statement takes into account; every combination has its own."""

    source: Source
    typed: bool
    """For a course type: `course_type_id` and the `days` on which a qualification must hold."""
    dated: bool
    """With `busy_days`, on which somebody may be booked, and `only_free`."""
    after: bool
    """A page that starts after a position."""


def _is_certified() -> ScalarSelect[bool]:
    """Whether the course type is certified or one of the provider's own; null when it is neither."""
    own = ExternalCourseType.provider_id == bindparam("provider_id")
    return union_all(
        select(literal(True)).where(CertifiedCourseType.id == bindparam("course_type_id")),
        select(literal(False)).where(own, ExternalCourseType.id == bindparam("course_type_id")),
    ).scalar_subquery()


def _busy_people(candidates: CTE) -> Select[*tuple[Any, ...]]:
    """The ids among the candidates that are booked on one of the days: at any provider, or at this one."""
    everybody = func.array(select(candidates.c.id).scalar_subquery(), type_=ARRAY(Uuid))
    booked = func.instructor_bookings(everybody, _BUSY_DAYS).table_valued("instructor_id")
    own = (
        select(CourseInstructor.external_instructor_id)
        .join(Course, and_(Course.provider_id == CourseInstructor.provider_id, Course.id == CourseInstructor.course_id))
        .join(CourseDay, and_(CourseDay.provider_id == Course.provider_id, CourseDay.course_id == Course.id))
        .where(
            CourseInstructor.provider_id == bindparam("provider_id"),
            CourseInstructor.external_instructor_id.in_(select(candidates.c.id)),
            Course.state != "cancelled",
            CourseDay.date == func.any(_BUSY_DAYS),
        )
    )
    busy = union_all(select(booked.c.instructor_id), own).cte("busy")
    return select(busy.c.instructor_id)


def _candidates(question: Question) -> CTE:
    """Who has all the words and lives in the region; for a certified type only who may teach it."""
    people = LISTS[question.source]
    found = (
        select(people)
        .where(people.c.search.like(func.all(cast(bindparam("words"), ARRAY(Text)))))
        .where(people.c.postcode.startswith(bindparam("region")))
    )
    if question.typed:
        qualified = and_(people.c.kind == "registered", holds_qualification(people.c.id))
        found = found.where(or_(_is_certified().is_(False), qualified))
    return found.cte("candidates")


def _held(instructor_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The qualifications of an instructor, by the name of the type, as JSON."""
    held, course_type = TeachingQualification, CertifiedCourseType
    row = func.json_build_object(
        "course_type_id", held.course_type_id,
        "name", course_type.name,
        "valid_from", held.valid_from,
        "valid_to", held.valid_to,
    )  # fmt: skip
    rows = (
        select(func.json_agg(aggregate_order_by(row, course_type.name, held.valid_from)))
        .select_from(held)
        .join(course_type, course_type.id == held.course_type_id)
        .where(held.instructor_id == instructor_id)
    )
    return rows.correlate_except(held, course_type).scalar_subquery()


def _statement(question: Question) -> Select[*tuple[Any, ...]]:
    """A page in the order of names, with `certified` on every row, and on a row of nulls when nobody is found."""
    candidates = _candidates(question)
    busy: ColumnElement[Any] = candidates.c.id.in_(_busy_people(candidates)) if question.dated else null()
    page = select(candidates, cast(busy, Boolean).label("busy")).order_by(candidates.c.name_sort, candidates.c.id)
    if question.dated:
        page = page.where(or_(bindparam("only_free", type_=Boolean).is_(False), ~busy))
    if question.after:
        position = tuple_(bindparam("after_name", type_=Text), bindparam("after_id", type_=Uuid))
        page = page.where(tuple_(candidates.c.name_sort, candidates.c.id) > position)
    shown = page.limit(bindparam("limit")).subquery("shown")
    known = select((_is_certified() if question.typed else literal(False)).label("certified")).subquery("known")
    return (
        select(known.c.certified, shown, _held(shown.c.id).label("held"))
        .select_from(known.outerjoin(shown, true()))
        .order_by(shown.c.name_sort, shown.c.id)
    )


QUESTIONS = {
    question: _statement(question)
    for question in (Question(*parts) for parts in product(SOURCES, (False, True), (False, True), (False, True)))
}
"""The statement for every question."""
