"""Candidates with their requests: statements built once, over the lists of instructors."""

from typing import Any

from sqlalchemy import ARRAY, Select, Text, Uuid, and_, bindparam, cast, func, or_, select, tuple_
from sqlalchemy.sql.selectable import Subquery

from app.instructors.statements import LISTS
from app.staffing.models import StaffingAnswer, StaffingRequest

SOURCES = ("all", "qualified")

_NOTE = (
    select(StaffingAnswer.note)
    .where(
        StaffingAnswer.provider_id == StaffingRequest.provider_id,
        StaffingAnswer.request_id == StaffingRequest.id,
        StaffingAnswer.generation == StaffingRequest.generation,
    )
    .order_by(StaffingAnswer.sequence.desc())
    .limit(1)
    .correlate(StaffingRequest)
    .scalar_subquery()
)


def _people(people: Subquery) -> Select[*tuple[Any, ...]]:
    """The people of a list whose words match, each with the request of this course if there is one."""
    asked = and_(
        StaffingRequest.provider_id == bindparam("provider_id"),
        StaffingRequest.course_id == bindparam("course_id"),
        or_(
            and_(people.c.kind == "registered", StaffingRequest.instructor_id == people.c.id),
            and_(people.c.kind == "external", StaffingRequest.external_instructor_id == people.c.id),
        ),
    )
    return (
        select(people, StaffingRequest, func.coalesce(_NOTE, "").label("note"))
        .outerjoin(StaffingRequest, asked)
        .where(people.c.search.like(func.all(cast(bindparam("words"), ARRAY(Text)))))
        .order_by(people.c.name_sort, people.c.id)
    )


def _page(people: Subquery, *, after: bool) -> Select[*tuple[Any, ...]]:
    rows = _people(people).limit(bindparam("limit"))
    position = tuple_(bindparam("after_name", type_=Text), bindparam("after_id", type_=Uuid))
    return rows.where(tuple_(people.c.name_sort, people.c.id) > position) if after else rows


PAGES = {(source, after): _page(LISTS[source], after=after) for source in SOURCES for after in (False, True)}
"""A page of the candidates, by source and whether it starts after a position."""

EVERYBODY = {source: _people(LISTS[source]) for source in SOURCES}
CHOSEN = {
    source: _people(LISTS[source]).where(LISTS[source].c.id == func.any(cast(bindparam("ids"), ARRAY(Uuid))))
    for source in SOURCES
}
"""The candidates among given ids; `registered` and `external` ids never coincide."""
