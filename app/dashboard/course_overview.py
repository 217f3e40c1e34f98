"""One course with everything that hangs on it, read in one statement."""

from typing import Any
from uuid import UUID

from sqlalchemy import column, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.courses.errors import CourseNotFound

_COLUMNS = """
    id number kind type_id type_name validity_months state first_day last_day expires_on max_trainees location_id location_text
    visible_to_others is_code95 is_white_label reseller remarks version created_at
""".split()
_COUNTS = "enrolled waiting attended passed invited".split()
_OVERVIEW = (
    text(
        """
    select c.id, c.number, c.kind, coalesce(c.certified_type_id, c.external_type_id) as type_id, c.type_name,
           c.validity_months,
           c.state, c.first_day, c.last_day, c.expires_on, c.max_trainees, c.location_id, c.location_text, c.visible_to_others,
           c.is_code95, c.is_white_label, c.reseller, c.remarks, c.version, c.created_at,
           n.enrolled, n.waiting, n.attended, n.passed, n.invited,
           (select jsonb_agg(jsonb_build_object(
                'date', d.date, 'starts', d.starts, 'ends', d.ends, 'hours', jsonb_build_object(
                    'theory', d.theory_minutes / 60.0, 'practice', d.practice_minutes / 60.0,
                    'eLearning', d.e_learning_minutes / 60.0)) order by d.date)
            from course_day d where d.provider_id = c.provider_id and d.course_id = c.id) as days,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'position', i.position, 'name', i.name, 'id', coalesce(i.instructor_id, i.external_instructor_id),
                'kind', case when i.instructor_id is null then 'external' else 'registered' end) order by i.position), '[]')
            from course_instructor i where i.provider_id = c.provider_id and i.course_id = c.id) as instructors,
           (select coalesce(jsonb_agg(jsonb_build_object(
                'id', d.id, 'kind', d.kind, 'label', d.label,
                'file', case when f.id is not null then jsonb_build_object(
                    'id', f.id, 'name', f.name, 'size', f.size, 'contentType', f.content_type) end)
                order by array_position(array['attendance_list', 'exams', 'own', 'file'], d.kind), d.label, d.id), '[]')
            from course_document d
            left join stored_file f on f.provider_id = d.provider_id and f.id = d.file_id
            where d.provider_id = c.provider_id and d.course_id = c.id) as documents,
           case when n.waiting > 0 and n.enrolled < c.max_trainees then (
               select jsonb_build_object(
                   'enrolmentId', e.id, 'version', e.version,
                   'name', concat_ws(' ', t.given_name, nullif(t.infix, ''), t.family_name))
               from enrolment e join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
               where e.provider_id = c.provider_id and e.course_id = c.id and e.state = 'waiting'
               order by e.created_at, e.id limit 1) end as place_offer
    from course c
    left join lateral (
        select count(*) filter (where e.state = 'enrolled') as enrolled,
               count(*) filter (where e.state = 'waiting') as waiting,
               count(*) filter (where e.attended) as attended,
               count(*) filter (where e.passed) as passed,
               count(*) filter (where m.state not in ('failed', 'expired', 'bounced')) as invited
        from enrolment e
        left join lateral (
            select o.state from invitation v
            join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
            where v.provider_id = :provider_id and v.enrolment_id = e.id
            order by v.created_at desc, v.id desc limit 1) m on true
        where e.provider_id = :provider_id and e.course_id = :course_id) n on true
    where c.provider_id = :provider_id and c.id = :course_id
    """
    )
).columns(
    *(column(name) for name in (*_COLUMNS, *_COUNTS)),
    *(column(name, JSONB) for name in ("days", "instructors", "documents", "place_offer")),
)


async def course_overview(session: AsyncSession, course_id: UUID) -> Any:
    """The row of a course, with its days, instructors, documents and counts; raises CourseNotFound."""
    values = {"provider_id": bound_provider(session), "course_id": course_id}
    row = (await session.execute(_OVERVIEW, values)).one_or_none()
    if row is None:
        raise CourseNotFound("There is no such course.")
    return row
