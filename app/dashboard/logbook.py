"""The log of a provider, to be read: who, when, what, and on which thing by its name (R-ACC-03)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Date, DateTime, Integer, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.events.audit import CHANGES

Names = Mapping[UUID, str]
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "actor_id": Uuid(),
    "kind": Text(),
    "subject_id": Uuid(),
    "first_day": Date(),
    "last_day": Date(),
    "zone": Text(),
    "after_at": DateTime(timezone=True),
    "after_id": Uuid(),
}
_WHERE = {
    "actor_id": "a.actor_id = :actor_id",
    "kind": "a.subject_type = :kind",
    "subject_id": "a.subject_id = :subject_id",
    "first_day": "a.at >= cast(:first_day as timestamp) at time zone :zone",
    "last_day": "a.at < (cast(:last_day as timestamp) + interval '1 day') at time zone :zone",
    "after_id": "(a.at, a.id) < (:after_at, :after_id)",
}
_ROWS = """
    select a.id, a.at, a.actor_kind, a.actor_id, a.actor_name, a.action, a.subject_type, a.subject_id, a.changes
    from audit_event a where a.provider_id = :provider_id {where} order by a.at desc, a.id desc limit :limit
"""
_NAMES = text(
    """
    select id, type_name || ' (#' || number || ')' as name from course
        where provider_id = :provider_id and id = any(:ids)
    union all select id, concat_ws(' ', nullif(given_name, ''), nullif(infix, ''), family_name) from trainee
        where provider_id = :provider_id and id = any(:ids)
    union all select id, name from customer where provider_id = :provider_id and id = any(:ids)
    union all select id, name from mail_template where provider_id = :provider_id and id = any(:ids)
    union all select id, name from location where provider_id = :provider_id and id = any(:ids)
    union all select id, name from external_instructor where provider_id = :provider_id and id = any(:ids)
    union all select id, name from api_key where provider_id = :provider_id and id = any(:ids)
    union all select id, url from webhook_subscription where provider_id = :provider_id and id = any(:ids)
    union all select id, name from saved_view where provider_id = :provider_id and id = any(:ids)
    union all select id, description from certification_item where provider_id = :provider_id and id = any(:ids)
    union all select id, number from invoice where provider_id = :provider_id and id = any(:ids)
    union all select id, concat_ws(' ', given_name, nullif(infix, ''), family_name) from instructor where id = any(:ids)
    union all select id, name from certified_course_type where id = any(:ids)
    union all select id, name from external_course_type where provider_id = :provider_id and id = any(:ids)
    union all select id, name from certification_item_kind where provider_id = :provider_id and id = any(:ids)
    union all select id, name from stored_file where provider_id = :provider_id and id = any(:ids)
    union all select id, date::text from course_day where provider_id = :provider_id and id = any(:ids)
    union all select m.id, c.type_name || ' (#' || c.number || ')' from mailing m
        join course c on c.provider_id = :provider_id and c.id = m.course_id
        where m.provider_id = :provider_id and m.id = any(:ids)
    union all select id, name from user_invitation where provider_id = :provider_id and id = any(:ids)
    union all select id, coalesce(number::text, foreign_number) || ' ' || type_name from certificate
        where provider_id = :provider_id and id = any(:ids)
    union all select u.id, u.name from user_account u join membership m on m.user_id = u.id
        where m.provider_id = :provider_id and u.id = any(:ids)
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_ACTORS = text(
    """
    select distinct on (actor_id) actor_id as id, actor_name as name from audit_event
    where provider_id = :provider_id and actor_id is not null order by actor_id, at desc
    """
).bindparams(bindparam("provider_id", type_=Uuid()))


@dataclass(frozen=True)
class Change:
    """What became of one field; without `compared` only the new value was noted."""

    field: str
    before: str | None
    after: str | None
    compared: bool


@dataclass(frozen=True)
class LogLine:
    """One thing that happened."""

    id: UUID
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    action: str
    subject_type: str
    subject_id: UUID
    subject_name: str | None
    """As it is called now; None for what is gone or has no name."""
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class LogFilter:
    """Which lines are wanted; days are the provider's, both included."""

    actor_id: UUID | None = None
    kind: str | None = None
    subject_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None


async def read_log(session: AsyncSession, page: Page, wanted: LogFilter, zone: str) -> tuple[list[LogLine], str | None]:
    """A page of the log, the latest first, and the cursor of the next page."""
    provider_id = bound_provider(session)
    values: dict[str, Any] = {name: value for name, value in vars(wanted).items() if value is not None}
    if wanted.first_day or wanted.last_day:
        values["zone"] = zone
    position = page.position(datetime.fromisoformat, UUID)
    if position is not None:
        values |= {"after_at": position[0], "after_id": position[1]}
    values |= {"provider_id": provider_id, "limit": page.limit + 1}
    found = (await session.execute(_statement(frozenset(values)), values)).all()
    rows, cursor = cut(found, page.limit, lambda row: (row.at.isoformat(), row.id))
    return await lines_of(session, rows), cursor


async def lines_of(session: AsyncSession, rows: Sequence[Any]) -> list[LogLine]:
    """Rows of the log in words: every id in them by the name of what it points at, in one statement."""
    ids = list({row.subject_id for row in rows}.union(*(_ids_in(row.changes) for row in rows)))
    named = await session.execute(_NAMES, {"provider_id": bound_provider(session), "ids": ids}) if ids else ()
    names = {row.id: row.name for row in named if row.name}
    return [_line(row, names) for row in rows]


async def actors_of_log(session: AsyncSession) -> list[Any]:
    """Everybody who stands in the log with an id, by name: who has left as well."""
    rows = (await session.execute(_ACTORS, {"provider_id": bound_provider(session)})).all()
    return sorted(rows, key=lambda row: str(row.name).lower())


@lru_cache(maxsize=64)
def _statement(values: frozenset[str]) -> TextClause:
    where = " ".join(f"and {condition}" for name, condition in _WHERE.items() if name in values)
    used = [bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in values]
    return text(_ROWS.format(where=where)).bindparams(*used)


def _line(row: Any, names: Names) -> LogLine:
    own = {key: value for key, value in row._mapping.items() if key != "changes"}
    told = tuple(_changes(row.action, row.changes, names))
    return LogLine(**own, subject_name=names.get(row.subject_id), changes=told)


_NOT_TOLD = frozenset({"merge", "document", "generation", "of", "fields"})
"""What is noted for the portal itself: nobody can read an id or a counter."""
_UNKNOWN = "-"
"""What an id points at that is not there any more."""
_MOST = 20
"""So many entries of a list are told; of a longer one also how many there are."""


_FOR_PROGRAMS = frozenset({"enrolment", "enrolments", "request", "certificate_ids", "revoked_ids"})
"""Ids that webhooks pass on; what people call these things stands beside them."""


def _changes(action: str, changes: dict[str, Any], names: Names) -> list[Change]:
    """A pair is the value before and after; for everything else only what it became is known."""
    told = []
    for field, value in changes.items():
        if field in _NOT_TOLD or field in _FOR_PROGRAMS:
            continue
        if isinstance(value, list) and len(value) == 2 and action in CHANGES:
            told.append(Change(field, _plain(value[0], names), _plain(value[1], names), compared=True))
        elif (words := _plain(value, names)) != _UNKNOWN:
            told.append(Change(field, None, words, compared=False))
    return told


def _plain(value: Any, names: Names) -> str | None:
    """In words: ids as the names of what they point at, lists and objects without brackets."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, list):
        more = [f"(+{len(value) - _MOST})"] if len(value) > _MOST else []
        return ", ".join([*(_plain(each, names) or _UNKNOWN for each in value[:_MOST]), *more])
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(each, names) or _UNKNOWN}" for key, each in value.items())
    if isinstance(value, str) and (found := _id(value)) is not None:
        return names.get(found, _UNKNOWN)
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _ids_in(value: Any) -> Iterator[UUID]:
    if isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _ids_in(each)
    elif isinstance(value, str) and (found := _id(value)) is not None:
        yield found


def _id(value: str) -> UUID | None:
    return UUID(value) if _UUID.fullmatch(value) else None
