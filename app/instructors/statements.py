"""Statements over both kinds of instructor, built once: one list, whatever table a row comes from."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Date,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.sql.selectable import Subquery

from app.instructors.models import ExternalInstructor, Instructor, TeachingQualification

REGISTERED_NAME = func.concat_ws(" ", Instructor.given_name, func.nullif(Instructor.infix, ""), Instructor.family_name)


def _registered() -> Select[*tuple[Any, ...]]:
    return select(
        literal("registered").label("kind"),
        Instructor.id.label("id"),
        REGISTERED_NAME.label("name"),
        Instructor.name_sort.label("name_sort"),
        Instructor.search.label("search"),
        Instructor.city.label("city"),
        Instructor.postcode.label("postcode"),
        Instructor.languages.label("languages"),
        case((Instructor.email_visible, Instructor.email), else_=null()).label("email"),
    ).where(Instructor.suspended_at.is_(None))


def _external() -> Select[*tuple[Any, ...]]:
    return select(
        literal("external").label("kind"),
        ExternalInstructor.id.label("id"),
        ExternalInstructor.name.label("name"),
        ExternalInstructor.name_sort.label("name_sort"),
        ExternalInstructor.name_sort.label("search"),
        literal("").label("city"),
        literal("").label("postcode"),
        cast(literal([], ARRAY(Text)), ARRAY(Text)).label("languages"),
        ExternalInstructor.email.label("email"),
    ).where(ExternalInstructor.provider_id == bindparam("provider_id"), ExternalInstructor.archived_at.is_(None))


def _qualified() -> Select[*tuple[Any, ...]]:
    """Registered instructors who hold the qualification on every one of the days (R-CRT-02)."""
    days = func.unnest(cast(bindparam("days"), ARRAY(Date))).table_valued("day").render_derived()
    holds = (
        select(1)
        .select_from(TeachingQualification)
        .where(
            TeachingQualification.instructor_id == Instructor.id,
            TeachingQualification.course_type_id == bindparam("course_type_id"),
            TeachingQualification.valid_from <= days.c.day,
            or_(TeachingQualification.valid_to.is_(None), TeachingQualification.valid_to >= days.c.day),
        )
        .correlate(Instructor, days)
    )
    day_without = select(1).select_from(days).where(~exists(holds)).correlate(Instructor)
    return _registered().where(~exists(day_without))


def _page(people: Subquery, *, after: bool) -> Select[*tuple[Any, ...]]:
    """A page of a list in the order of names; `words` are patterns that must all be found."""
    found = people.c.search.like(func.all(cast(bindparam("words"), ARRAY(Text))))
    rows = select(people).where(found).order_by(people.c.name_sort, people.c.id).limit(bindparam("limit"))
    if not after:
        return rows
    after_row = tuple_(bindparam("after_name", type_=Text), bindparam("after_id", type_=Uuid))
    return rows.where(tuple_(people.c.name_sort, people.c.id) > after_row)


LISTS = {
    "all": union_all(_registered(), _external()).subquery(),
    "registered": _registered().subquery(),
    "external": _external().subquery(),
    "qualified": _qualified().subquery(),
}
"""Who is on the list, by source: `all`, `registered`, `external`, or `qualified` for a type on days."""

PAGES = {(name, after): _page(source, after=after) for name, source in LISTS.items() for after in (False, True)}
"""A page of each list, by source and whether it starts after a position."""
