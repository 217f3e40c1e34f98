"""What a visitor sees: the own people, their certificates and courses; nothing of anybody else."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Date, Integer, TextClause, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.mail.system_mails import MailDay
from app.trainees.names import PersonName
from app.visiting.links import ReaderKind
from app.visiting.readers import Reader

PER_PAGE = 15
PRINTED_AT_ONCE = 100
"""So many certificates go into one zip at most; the newest ones."""
_SOON_DAYS = 92
# Of several certificates of one type the one that lasts longest counts; what lapsed over a year ago is left out.
_IN_FORCE = """k.provider_id = :provider and k.revoked_at is null
    and (k.expires_on is null or k.expires_on > cast(:today as date) - 365)
    and not exists (select from certificate newer
        where newer.provider_id = :provider and newer.trainee_id = k.trainee_id and newer.type_key = k.type_key
          and newer.revoked_at is null and newer.id <> k.id
          and (newer.expires_on is null or (newer.expires_on, newer.id) > (k.expires_on, k.id)))"""
_OF: dict[ReaderKind, str] = {"contact": "t.customer_id = :subject", "trainee": "t.id = :subject"}
_TOOK: dict[ReaderKind, str] = {"contact": "e.customer_id = :subject", "trainee": "e.trainee_id = :subject"}
_HELD = """
    select k.id, k.type_name, k.expires_on, k.source, t.id as trainee_id, t.given_name, t.infix, t.family_name
    from certificate k join trainee t on t.provider_id = :provider and t.id = k.trainee_id
    where {in_force} and {whose} and {which} order by {order} limit :limit
"""
_COURSES = """
    select c.id, c.type_name, c.calendar_sequence, e.state = 'waiting' as waiting, t.given_name, t.infix, t.family_name,
           coalesce(nullif(concat_ws(', ', l.name, nullif(l.address, ''), nullif(l.city, '')), ''), c.location_text)
               as location
    from enrolment e
    join course c on c.provider_id = :provider and c.id = e.course_id
    join trainee t on t.provider_id = :provider and t.id = e.trainee_id
    left join location l on l.provider_id = :provider and l.id = c.location_id
    where e.provider_id = :provider and c.state <> 'cancelled' and c.last_day >= :today and {took}
    order by c.first_day, c.id, t.name_sort limit 100
"""
_DAYS = text(
    """
    select course_id, date, starts, ends from course_day
    where provider_id = :provider and course_id = any(:ids) order by course_id, date
    """
).bindparams(bindparam("provider", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_PEOPLE = """
    select t.id, t.given_name, t.infix, t.family_name from trainee t
    where t.provider_id = :provider and t.customer_id = :subject
    order by t.name_sort, t.id limit :limit offset :skip
"""
_TYPES: dict[str, Any] = {
    "provider": Uuid(),
    "subject": Uuid(),
    "today": Date(),
    "ids": ARRAY(Uuid()),
    "limit": Integer(),
    "skip": Integer(),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate in force, or lapsed within the year."""

    id: UUID
    trainee_id: UUID
    holder: str
    type_name: str
    expires_on: date | None
    state: Literal["valid", "soon", "lapsed"]
    printable: bool
    """Issued here, so that there is a PDF of it."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A course that is still to come, with who of the own people takes part."""

    id: UUID
    type_name: str
    sequence: int
    location: str
    days: tuple[MailDay, ...]
    people: tuple[str, ...]
    waiting: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of a customer's people with the certificates."""

    id: UUID
    name: str
    certificates: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A page of a customer's people by name."""

    lines: tuple[PersonLine, ...]
    number: int
    has_more: bool


async def expiring(session: AsyncSession, reader: Reader, today: date) -> list[Held]:
    """What expires within three months or lapsed within the year, the first first; at most fifty."""
    which = f"k.expires_on <= cast(:today as date) + {_SOON_DAYS}"
    return await _held(session, reader, today, which, "k.expires_on, t.name_sort, k.id", {"limit": 50})


async def certificates_of(session: AsyncSession, reader: Reader, today: date) -> list[Held]:
    """The certificates of a trainee, or of all people of a contact person; the newest first."""
    return await _held(session, reader, today, "true", "k.created_at desc, k.id desc", {"limit": PRINTED_AT_ONCE})


async def is_own(session: AsyncSession, reader: Reader, certificate_id: UUID, today: date) -> bool:
    """Whether the reader may see a certificate."""
    values = {"limit": 1, "ids": [certificate_id]}
    return bool(await _held(session, reader, today, "k.id = any(:ids)", "k.id", values))


async def courses_ahead(session: AsyncSession, reader: Reader, today: date) -> list[Ahead]:
    """The courses to come of a trainee, or to which the customer sends people."""
    statement = _typed(_COURSES.format(took=_TOOK[reader.link.kind]))
    rows = (await session.execute(statement, _values(session, reader, today))).all()
    days: dict[UUID, list[MailDay]] = {}
    ids = list({row.id for row in rows})
    for row in await session.execute(_DAYS, {"provider": bound_provider(session), "ids": ids}):
        days.setdefault(row.course_id, []).append(MailDay(row.date, row.starts, row.ends))
    return [
        _ahead(course_id, list(group), tuple(days.get(course_id, ())))
        for course_id, group in groupby(rows, key=lambda row: row.id)
    ]


async def people_of(session: AsyncSession, reader: Reader, today: date, number: int) -> People:
    """A page of the people of a contact person's customer, the first page being 1."""
    values = {"limit": PER_PAGE + 1, "skip": (number - 1) * PER_PAGE}
    rows = (await session.execute(_typed(_PEOPLE), _values(session, reader, today) | values)).all()
    shown = rows[:PER_PAGE]
    which = {"limit": 500, "ids": [row.id for row in shown]}
    held = await _held(session, reader, today, "k.trainee_id = any(:ids)", "k.type_name, k.id", which)
    lines = tuple(
        PersonLine(row.id, _name(row), tuple(each for each in held if each.trainee_id == row.id)) for row in shown
    )
    return People(lines, number, len(rows) > PER_PAGE)


async def person_of(session: AsyncSession, reader: Reader, trainee_id: UUID) -> str | None:
    """The name of one of the customer's people; None for anybody else."""
    statement = text(
        "select given_name, infix, family_name from trainee "
        "where provider_id = :provider and customer_id = :subject and id = :id"
    )
    values = {"provider": bound_provider(session), "subject": reader.customer_id, "id": trainee_id}
    row = (await session.execute(statement, values)).one_or_none()
    return _name(row) if row is not None else None


async def _held(
    session: AsyncSession, reader: Reader, today: date, which: str, order: str, values: dict[str, Any]
) -> list[Held]:
    statement = _typed(_HELD.format(in_force=_IN_FORCE, whose=_OF[reader.link.kind], which=which, order=order))
    rows = await session.execute(statement, _values(session, reader, today) | values)
    return [
        Held(
            row.id,
            row.trainee_id,
            _name(row),
            row.type_name,
            row.expires_on,
            _state(row.expires_on, today),
            row.source == "issued",
        )
        for row in rows
    ]


def _ahead(course_id: UUID, group: list[Any], days: tuple[MailDay, ...]) -> Ahead:
    first = group[0]
    people = tuple(_name(row) for row in group)
    return Ahead(
        course_id,
        first.type_name,
        first.calendar_sequence,
        first.location,
        days,
        people,
        all(row.waiting for row in group),
    )


def _state(expires_on: date | None, today: date) -> Literal["valid", "soon", "lapsed"]:
    if expires_on is None or (expires_on - today).days > _SOON_DAYS:
        return "valid"
    return "lapsed" if expires_on < today else "soon"


def _name(row: Any) -> str:
    return PersonName(row.given_name, row.infix, row.family_name).full


def _values(session: AsyncSession, reader: Reader, today: date) -> dict[str, Any]:
    subject = reader.customer_id if reader.link.kind == "contact" else reader.link.reader_id
    return {"provider": bound_provider(session), "subject": subject, "today": today}


@cache
def _typed(statement: str) -> TextClause:
    found = text(statement)
    return found.bindparams(
        *(bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in found._bindparams)
    )
