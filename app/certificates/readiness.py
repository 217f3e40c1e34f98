"""What a course lacks before it can be processed (R-PRC-01): one statement, for the checklist and for the refusal."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.courses.errors import CourseNotFound

_CHECKLIST = text(
    """
    with seated as (
        select e.id, e.attended, e.passed, t.name_sort, concat_ws(' ', t.given_name, nullif(t.infix, ''), t.family_name) as name
        from enrolment e join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
        where e.provider_id = :provider_id and e.course_id = :course_id and e.state = 'enrolled'
    ), needed as (
        select d.id, d.kind, d.label, d.file_id from course_document d
        where d.provider_id = :provider_id and d.course_id = :course_id and d.kind <> 'file'
    )
    select c.state, c.is_white_label, c.last_day, c.processed_at,
           (select count(*) from seated) as trainees,
           (select count(*) from seated where attended is not null) as with_attendance,
           (select count(*) from seated where attended is false or passed is not null) as with_result,
           (select count(*) from needed) as documents,
           (select count(*) from needed where file_id is not null) as with_file,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'what', case when attended is null then 'attendance' else 'result' end,
                'id', id, 'name', name) order by name_sort, id), '[]')
            from seated where attended is null or (attended and passed is null)) as people_missing,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'what', 'document', 'id', id, 'kind', kind, 'name', label)
                order by array_position(array['attendance_list', 'exams', 'own'], kind), label, id), '[]')
            from needed where file_id is null) as documents_missing,
           (select count(*) from certificate k
            where k.provider_id = :provider_id and k.course_id = :course_id and k.revoked_at is null) as certificates
    from course c where c.provider_id = :provider_id and c.id = :course_id
    """
).columns(
    *map(column, "state is_white_label last_day processed_at trainees with_attendance with_result".split()),
    *map(column, "documents with_file certificates".split()),
    column("people_missing", JSONB),
    column("documents_missing", JSONB),
)


@dataclass(frozen=True)
class Step:
    """How many of how many are done."""

    done: int
    total: int


@dataclass(frozen=True)
class Checklist:
    """How far a course is on its way to being processed, and what is missing by name."""

    attendance: Step
    results: Step
    documents: Step
    missing: list[dict[str, Any]]
    """Objects `{what: attendance | result | document, id, name}`, and `kind` for a document."""
    certificates: int
    """In force."""
    row: Any
    """The course, as far as its state is concerned."""


async def checklist(session: AsyncSession, course_id: UUID) -> Checklist:
    """What has been done and what has not; the waiting list does not count. Raises CourseNotFound."""
    values = {"provider_id": bound_provider(session), "course_id": course_id}
    row = (await session.execute(_CHECKLIST, values)).one_or_none()
    if row is None:
        raise CourseNotFound("There is no such course.")
    return Checklist(
        attendance=Step(row.with_attendance, row.trainees),
        results=Step(row.with_result, row.trainees),
        documents=Step(row.with_file, row.documents),
        missing=[*row.people_missing, *row.documents_missing],
        certificates=row.certificates,
        row=row,
    )
