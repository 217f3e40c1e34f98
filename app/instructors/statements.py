"""Statements over both kinds of instructor, built once: one list, whatever table a row comes from."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
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
    union_all,
)

from app.instructors.models import ExternalInstructor, ExternalInstructorType, Instructor, TeachingQualification

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
    ).where(
        ExternalInstructor.provider_id == bindparam("provider_id"),
        ExternalInstructor.archived_at.is_(None),
        _may_teach(),
    )


def _may_teach() -> ColumnElement[bool]:
    """Whether an external instructor may teach the type `external_type_id`: one whose types nobody wrote down, any."""
    wanted = bindparam("external_type_id", None, type_=Uuid)
    types = select(ExternalInstructorType.external_type_id).where(
        ExternalInstructorType.provider_id == ExternalInstructor.provider_id,
        ExternalInstructorType.external_instructor_id == ExternalInstructor.id,
    )
    his = exists(types.where(ExternalInstructorType.external_type_id == wanted).correlate(ExternalInstructor))
    return or_(wanted.is_(None), his, ~exists(types.correlate(ExternalInstructor)))


def holds_qualification(instructor_id: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether somebody may teach the type `course_type_id` on every one of the `days` (R-CRT-02)."""
    days = func.unnest(cast(bindparam("days"), ARRAY(Date))).table_valued("day").render_derived()
    holds = exists(
        select(1)
        .where(
            TeachingQualification.instructor_id == instructor_id,
            TeachingQualification.course_type_id == bindparam("course_type_id"),
            TeachingQualification.valid_from <= days.c.day,
            or_(TeachingQualification.valid_to.is_(None), TeachingQualification.valid_to >= days.c.day),
        )
        .correlate_except(TeachingQualification)
    )
    return ~exists(select(1).select_from(days).where(~holds).correlate_except(days))


LISTS = {
    "all": union_all(_registered(), _external()).subquery(),
    "registered": _registered().subquery(),
    "external": _external().subquery(),
    "qualified": _registered().where(holds_qualification(Instructor.id)).subquery(),
}
"""Who is on the list, by source: `all`, `registered`, `external`, or `qualified` for a type on days."""
