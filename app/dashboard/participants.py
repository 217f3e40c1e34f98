"""Who takes part in a course, with customer, marks and how far the invitation is (R-CRS-07, R-INV-04): one statement."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, Result, Text, Uuid, bindparam, column, text
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


class Participant(NamedTuple):
    """What is selected, column by column. Reading a field of it is far cheaper than of a Row, which counts over 200 rows."""

    id: UUID
    trainee_id: UUID
    customer_id: UUID | None
    place: str
    attended: bool | None
    day_marks: dict[str, bool]
    attendance_overruled: bool
    passed: bool | None
    version: int
    course_days: list[date]
    given_name: str
    infix: str
    family_name: str
    name_sort: str
    email: str | None
    birth_date: date | None
    customer_name: str | None
    mail_id: UUID | None
    state: str | None
    not_before: datetime | None
    created_at: datetime | None
    sent_at: datetime | None
    finished_at: datetime | None
    smtp_code: int | None
    smtp_text: str | None
    via_contact: bool | None


_COLUMNS = [column(name, JSONB) if name == "day_marks" else column(name) for name in Participant._fields]
_FIRST = text(_LIST.format(which="")).columns(*_COLUMNS)
_NEXT = (
    text(_LIST.format(which="and (t.name_sort, e.id) > (:after, :after_id)"))
    .bindparams(bindparam("after", type_=Text), bindparam("after_id", type_=Uuid))
    .columns(*_COLUMNS)
)
_SOME = (
    text(_LIST.format(which="and e.id = any(:ids)")).bindparams(bindparam("limit", type_=Integer)).columns(*_COLUMNS)
)


async def list_participants(session: AsyncSession, course_id: UUID, page: Page) -> tuple[list[Participant], str | None]:
    """A page of a course's enrolments, sorted by family name; raises CourseNotFound."""
    values = _values(session, course_id, page.limit + 1)
    position = page.position(str, UUID)
    if position is None:
        rows = _read(await session.execute(_FIRST, values))
    else:
        rows = _read(await session.execute(_NEXT, {**values, "after": position[0], "after_id": position[1]}))
    if not rows:
        await get_course(session, course_id)
    return cut(rows, page.limit, lambda row: (row.name_sort, row.id))


async def participants(session: AsyncSession, course_id: UUID, enrolment_ids: list[UUID]) -> list[Participant]:
    """The named enrolments of a course as the list shows them."""
    values = _values(session, course_id, len(enrolment_ids))
    rows = await session.execute(_SOME, {**values, "ids": enrolment_ids})
    return _read(rows)


def invitation_of(row: Participant, now: datetime) -> Invited:
    """How far the invitation of a row is."""
    return NOT_INVITED if row.state is None else invited(row.state, row, now)


def _read(result: Result[Any]) -> list[Participant]:
    assert tuple(result.keys()) == Participant._fields, "the columns and the fields stand in the same order"
    return [Participant._make(row) for row in result]


def _values(session: AsyncSession, course_id: UUID, limit: int) -> dict[str, Any]:
    return {"provider_id": bound_provider(session), "course_id": course_id, "limit": limit}
