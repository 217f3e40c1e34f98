"""Candidates with their requests: statements built once, over the lists of instructors."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import Subquery

from app.courses.models import Course, CourseInstructor
from app.instructors.statements import LISTS
from app.staffing.models import StaffingAnswer, StaffingRequest

Order = Literal["name", "distance"]
SOURCES = ("all", "qualified")
ORDERS: tuple[Order, ...] = ("name", "distance")
FAR_AWAY = 9999
"""Where somebody stands in the order of distance whose place is not known: behind everybody."""

_ANSWER = (
    select(StaffingAnswer.answer, StaffingAnswer.note, StaffingAnswer.given_by)
    .where(
        StaffingAnswer.provider_id == StaffingRequest.provider_id,
        StaffingAnswer.request_id == StaffingRequest.id,
        StaffingAnswer.generation == StaffingRequest.generation,
    )
    .order_by(StaffingAnswer.sequence.desc())
    .limit(1)
    .correlate(StaffingRequest)
    .lateral("answer")
)


def _kilometres(people: Subquery) -> ColumnElement[int | None]:
    """How far somebody has to come, from the table `near` of regions and towns.

    Looked up, not joined: planned without knowing the table, a join would try every person with every place.
    """
    town = func.btrim(func.translate(func.lower(people.c.city), "'-", "  "))
    place = case((people.c.postcode != "", func.left(people.c.postcode, 2)), else_=town)
    return cast(bindparam("near", type_=JSONB)[place].astext, Integer)


def _far(people: Subquery) -> ColumnElement[int]:
    """The place in the order of distance."""
    return func.coalesce(_kilometres(people), FAR_AWAY)


def _matching(people: Subquery) -> Select[*tuple[Any, ...]]:
    """The people of a list whose words match."""
    return select(people).where(people.c.search.like(func.all(cast(bindparam("words"), ARRAY(Text)))))


def _asked(people: Subquery) -> ColumnElement[bool]:
    """That a request is the one to this person for the course."""
    return and_(
        StaffingRequest.provider_id == bindparam("provider_id"),
        StaffingRequest.course_id == bindparam("course_id"),
        or_(
            and_(people.c.kind == "registered", StaffingRequest.instructor_id == people.c.id),
            and_(people.c.kind == "external", StaffingRequest.external_instructor_id == people.c.id),
        ),
    )


def _people(people: Subquery) -> Select[*tuple[Any, ...]]:
    """The people of a list whose words match, each with the request of this course if there is one."""
    return _matching(people).add_columns(StaffingRequest).outerjoin(StaffingRequest, _asked(people))


def _last_taught(page: Subquery) -> ColumnElement[date | None]:
    """The last day of the latest course that somebody taught at this provider, before today.

    One question per kind: with both in one condition a kept plan starts from all courses of the provider.
    """
    return case(
        (page.c.kind == "registered", _last_day_of(CourseInstructor.instructor_id, page)),
        else_=_last_day_of(CourseInstructor.external_instructor_id, page),
    )


def _last_day_of(person: InstrumentedAttribute[UUID | None], page: Subquery) -> ScalarSelect[date]:
    return (
        select(func.max(Course.last_day))
        .join(
            CourseInstructor,
            and_(CourseInstructor.provider_id == Course.provider_id, CourseInstructor.course_id == Course.id),
        )
        .where(
            Course.provider_id == bindparam("provider_id"),
            CourseInstructor.provider_id == bindparam("provider_id"),
            Course.state != "cancelled",
            Course.last_day < bindparam("today"),
            person == page.c.id,
        )
        .correlate(page)
        .scalar_subquery()
    )


def _page(people: Subquery, order: Order, *, after: bool) -> Subquery:
    """A page in an order, by what the order needs alone."""
    keys = _keys(people, order)
    rows = _matching(people)
    if after:
        marks = (bindparam("after_name", type_=Text), bindparam("after_id", type_=Uuid))
        position = marks if order == "name" else (bindparam("after_far", type_=Integer), *marks)
        rows = rows.where(tuple_(*keys) > tuple_(*position))
    return rows.order_by(*keys).limit(bindparam("limit")).subquery("page")


def _keys(people: Subquery, order: Order) -> tuple[ColumnElement[Any], ...]:
    by_name = (people.c.name_sort, people.c.id)
    return by_name if order == "name" else (_far(people), *by_name)


def _with_details(page: Subquery, order: Order) -> Select[*tuple[Any, ...]]:
    """The page with what costs something per person: the request and its answer, the distance, the last course here."""
    return (
        select(
            *(page.c[name] for name in ("kind", "id", "name", "name_sort", "city", "languages")),
            _kilometres(page).label("km"),
            _far(page).label("far"),
            StaffingRequest,
            _ANSWER.c.answer.label("latest"),
            func.coalesce(_ANSWER.c.note, "").label("note"),
            _ANSWER.c.given_by,
            _last_taught(page).label("last_taught_on"),
        )
        .select_from(page)
        .outerjoin(StaffingRequest, _asked(page))
        .outerjoin(_ANSWER, true())
        .order_by(*_keys(page, order))
    )


PAGES = {
    (source, order, after): _with_details(_page(LISTS[source], order, after=after), order)
    for source in SOURCES
    for order in ORDERS
    for after in (False, True)
}
"""A page of the candidates, by source, order, and whether it starts after a position."""

EVERYBODY = {
    source: _people(people).order_by(*_keys(people, "distance"))
    for source, people in ((source, LISTS[source]) for source in SOURCES)
}
"""All candidates, the nearest first."""
CHOSEN = {
    source: _people(LISTS[source]).where(LISTS[source].c.id == func.any(cast(bindparam("ids"), ARRAY(Uuid))))
    for source in SOURCES
}
"""The candidates among given ids; `registered` and `external` ids never coincide."""
