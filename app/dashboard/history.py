"""The history of one course, trainee or customer: what the log holds of it, and of what hangs on it (R-ACC-03).

The log has one index for this, by thing and time. So the things come first, few as they are, and the index is asked for
the latest lines of each of them; that costs no more as the log grows.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.dashboard.logbook import LogLine, lines_of

Kind = Literal["course", "trainee", "customer"]

_FORMER = """
    select '{kind}', other_id, false from merge
        where provider_id = :provider_id and kind = '{kind}' and keeper_id = :id and undone_at is null
"""
_SENDINGS = """
    select 'certificate_sending', d.sending_id, false from certificate k
        join certificate_delivery d on d.provider_id = :provider_id and d.certificate_id = k.id
        where k.provider_id = :provider_id and k.{column} = :id
    union select 'mail', d.mail_id, false from certificate k
        join certificate_delivery d on d.provider_id = :provider_id and d.certificate_id = k.id
        where k.provider_id = :provider_id and k.{column} = :id
    union select 'certificate', id, false from certificate where provider_id = :provider_id and {column} = :id
"""
_THINGS: dict[Kind, str] = {
    "course": f"""
        select 'mailing', id, false from mailing where provider_id = :provider_id and course_id = :id
        union select 'mail', i.mail_id, false from mailing m
            join invitation i on i.provider_id = :provider_id and i.mailing_id = m.id
            where m.provider_id = :provider_id and m.course_id = :id
        union {_SENDINGS.format(column="course_id")}
    """,
    "trainee": f"""
        {_FORMER.format(kind="trainee")}
        union select 'course', course_id, true from enrolment where provider_id = :provider_id and trainee_id = :id
        union {_SENDINGS.format(column="trainee_id")}
    """,
    "customer": _FORMER.format(kind="customer"),
}
_LINES = """
    with thing (kind, id, by_name) as materialized (
        select cast(:kind as text), cast(:id as uuid), false union {things}
    )
    select a.* from thing cross join lateral (
        select a.id, a.at, a.actor_kind, a.actor_id, a.actor_name, a.action, a.subject_type, a.subject_id, a.changes
        from audit_event a
        where a.provider_id = :provider_id and a.subject_type = thing.kind and a.subject_id = thing.id {after}
          and (not thing.by_name or position(cast(:id as text) in cast(a.changes as text)) > 0)
        order by a.at desc, a.id desc limit :limit
    ) a order by a.at desc, a.id desc limit :limit
"""
"""A course's lines stand in the history of a trainee where they name him."""
_AFTER = "and (a.at, a.id) < (:after_at, :after_id)"
_KEY = (
    bindparam("provider_id", type_=Uuid()),
    bindparam("kind", type_=Text()),
    bindparam("id", type_=Uuid()),
    bindparam("limit", type_=Integer()),
)
_POSITION = (bindparam("after_at", type_=DateTime(timezone=True)), bindparam("after_id", type_=Uuid()))


def _statement(things: str, after: str = "") -> TextClause:
    known = (*_KEY, *_POSITION) if after else _KEY
    return text(_LINES.format(things=things, after=after)).bindparams(*known)


_FIRST = {kind: _statement(things) for kind, things in _THINGS.items()}
_NEXT = {kind: _statement(things, _AFTER) for kind, things in _THINGS.items()}


async def read_history(
    session: AsyncSession, page: Page, kind: Kind, thing_id: UUID
) -> tuple[list[LogLine], str | None]:
    """A page of what happened to a thing of the provider, the latest first, and the cursor of the next page.

    A course shows its enrolments, invitations and certificates too; a trainee the courses and certificates; a trainee or
    customer also what happened to those that were merged into it.
    """
    values: dict[str, Any] = {"provider_id": bound_provider(session), "kind": kind, "id": thing_id}
    values["limit"] = page.limit + 1
    position = page.position(datetime.fromisoformat, UUID)
    if position is not None:
        values |= {"after_at": position[0], "after_id": position[1]}
    statement = (_FIRST if position is None else _NEXT)[kind]
    rows, cursor = cut(
        (await session.execute(statement, values)).all(), page.limit, lambda row: (row.at.isoformat(), row.id)
    )
    return await lines_of(session, rows), cursor
