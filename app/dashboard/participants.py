"""Who takes part in a course, with customer, marks and how far the invitation is (R-CRS-07, R-INV-04): one statement."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.courses.loading import get_course
from app.invitations.states import NOT_INVITED, Invited, invited

_LIST = """
    select e.id, e.trainee_id, e.customer_id, e.state as place, e.attended, e.day_marks, e.attendance_overruled,
           e.passed, e.version,
           array(select d.date from course_day d where d.provider_id = :provider_id and d.course_id = :course_id
                 order by d.date) as course_days,
           t.given_name, t.infix, t.family_name, t.name_sort, t.email, t.birth_date, k.name as customer_name,
           m.mail_id, m.state, m.not_before, m.created_at, m.sent_at, m.finished_at, m.smtp_code, m.smtp_text, m.via_contact
    from enrolment e
    join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
    left join customer k on k.provider_id = e.provider_id and k.id = e.customer_id
    left join lateral (
        select o.id as mail_id, o.state, o.not_before, o.created_at, o.sent_at, o.finished_at, o.smtp_code, o.smtp_text,
               v.via_contact
        from invitation v
        join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
        where v.provider_id = :provider_id and v.enrolment_id = e.id
        order by v.created_at desc, v.id desc limit 1) m on true
    where e.provider_id = :provider_id and e.course_id = :course_id {which}
    order by t.name_sort, e.id
    limit :limit
"""
_FIRST = text(_LIST.format(which="")).columns(day_marks=JSONB)
_NEXT = (
    text(_LIST.format(which="and (t.name_sort, e.id) > (:after, :after_id)"))
    .bindparams(bindparam("after", type_=Text), bindparam("after_id", type_=Uuid))
    .columns(day_marks=JSONB)
)
_SOME = (
    text(_LIST.format(which="and e.id = any(:ids)"))
    .bindparams(bindparam("limit", type_=Integer))
    .columns(day_marks=JSONB)
)


async def list_participants(session: AsyncSession, course_id: UUID, page: Page) -> tuple[list[Any], str | None]:
    """A page of a course's enrolments, sorted by family name; raises CourseNotFound."""
    values = _values(session, course_id, page.limit + 1)
    position = page.position(str, UUID)
    if position is None:
        rows = (await session.execute(_FIRST, values)).all()
    else:
        rows = (await session.execute(_NEXT, {**values, "after": position[0], "after_id": position[1]})).all()
    if not rows:
        await get_course(session, course_id)
    return cut(rows, page.limit, lambda row: (row.name_sort, row.id))


async def participants(session: AsyncSession, course_id: UUID, enrolment_ids: list[UUID]) -> list[Any]:
    """The named enrolments of a course as the list shows them."""
    values = _values(session, course_id, len(enrolment_ids))
    return list((await session.execute(_SOME, {**values, "ids": enrolment_ids})).all())


def invitation_of(row: Any, now: datetime) -> Invited:
    """How far the invitation of a row is."""
    return NOT_INVITED if row.mail_id is None else invited(row.state, row, now)


def _values(session: AsyncSession, course_id: UUID, limit: int) -> dict[str, Any]:
    return {"provider_id": bound_provider(session), "course_id": course_id, "limit": limit}
