"""The list of courses (R-CRS-07): one statement per page, whatever is filtered on.

The page is picked first, on an index; only its rows are then joined with their days, instructors and counts. Search words
go through the door `course_search`, since `LIKE` reaches no index under row-level security; a word that more than
`CANDIDATES` courses contain is common enough to be found by walking the list in its order. The candidates are fetched one
by one (`offset 0`): left to itself the planner walks the whole list to find a few hundred of them (measured: 40 times slower
at 100,000 courses).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Date, Integer, Text, TextClause, Uuid, bindparam, column, text
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.selectable import TextualSelect

from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import search_patterns
from app.courses.days import LONGEST_COURSE
from app.courses.errors import ChoiceNotFound
from app.courses.needs import NEEDS
from app.instructors.people import InstructorRef

CANDIDATES = 1000
_PARAMETER = re.compile(r"(?<!:):(\w+)")


@dataclass(frozen=True)
class Sort:
    """An order of the list: the column, its direction, and how a cursor's value is read."""

    column: str
    kind: Callable[[Any], Any]
    descending: bool = False


SORTS = {
    "firstDay": Sort("first_day", date.fromisoformat),
    "-firstDay": Sort("first_day", date.fromisoformat, descending=True),
    "number": Sort("number", int),
    "-number": Sort("number", int, descending=True),
}


@dataclass(frozen=True)
class CourseFilter:
    """What part of the list is wanted; None does not filter."""

    from_day: date | None = None
    until_day: date | None = None
    kind: str | None = None
    type_id: UUID | None = None
    state: str | None = None
    instructor: InstructorRef | None = None
    location_id: UUID | None = None
    customer_id: UUID | None = None
    staffed: bool | None = None
    white_label: bool | None = None
    not_cancelled: bool | None = None
    ids: tuple[UUID, ...] | None = None
    """Only these, as far as the other filters let them through."""
    needs: str | None = None
    """What it waits for: a key of `NEEDS`."""
    query: str = ""


_TAUGHT = (
    """exists (select from course_instructor ci where ci.provider_id = c.provider_id and ci.course_id = c.id and {})"""
)
_CONDITIONS = {
    "from_day": "c.last_day >= :from_day and c.first_day >= :from_day_less_a_year",
    "until_day": "c.first_day <= :until_day",
    "kind": "c.kind = :kind",
    "type_id": "(c.external_type_id = :type_id or c.certified_type_id = :type_id)",
    "planned": "c.state = 'planned' and c.last_day >= :today",
    "held": "c.state = 'planned' and c.last_day < :today",
    "processed": "c.state = 'processed'",
    "cancelled": "c.state = 'cancelled'",
    "registered": _TAUGHT.format("ci.instructor_id = :person"),
    "external": _TAUGHT.format("ci.external_instructor_id = :person"),
    "location_id": "c.location_id = :location_id",
    "customer_id": """exists (
        select from enrolment e
        where e.provider_id = c.provider_id and e.course_id = c.id and e.customer_id = :customer_id)""",
    "ids": "c.id = any(:ids)",
    "white_label": "c.is_white_label = :white_label",
    "not_cancelled": "(c.state <> 'cancelled') = :not_cancelled",
    **{f"needs_{name}": condition for name, condition in NEEDS.items()},
    "staffed": f"{_TAUGHT.format('''ci.position = 'main' ''')} = :staffed",
}
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "today": Date(),
    "from_day": Date(),
    "from_day_less_a_year": Date(),
    "until_day": Date(),
    "kind": Text(),
    "type_id": Uuid(),
    "person": Uuid(),
    "location_id": Uuid(),
    "customer_id": Uuid(),
    "staffed": Boolean(),
    "white_label": Boolean(),
    "not_cancelled": Boolean(),
    "ids": ARRAY(Uuid),
    "patterns": ARRAY(Text),
    "after_id": Uuid(),
}
_PLAIN_FILTERS = "from_day until_day kind type_id location_id customer_id staffed white_label not_cancelled ids".split()
_OWN = "c.provider_id = :provider_id"
_PICKED = (
    "id number kind type_name state first_day last_day location_text max_trainees is_white_label is_code95".split()
)
COLUMNS = (*_PICKED, "enrolled", "waiting", "days", "instructors")
"""What a row of the list has, in this order; its times of day are `09:00`."""
_SHOWN = ", ".join(f"c.{name}" for name in _PICKED)
_SEARCH = f"""
    candidate as materialized (select course_search(:patterns, {CANDIDATES + 1}) as id),
    picked as (
        (select {_SHOWN} from candidate k
         cross join lateral (select * from course c where c.provider_id = :provider_id and c.id = k.id offset 0) c
         where (select count(*) from candidate) <= {CANDIDATES} and {{where}} order by {{order}} limit :limit)
        union all
        (select {_SHOWN} from course c
         where (select count(*) from candidate) > {CANDIDATES} and c.search like all (:patterns) and {{where}}
         order by {{order}} limit :limit)
    )"""
_PLAIN = f"picked as (select {_SHOWN} from course c where {{where}} order by {{order}} limit :limit)"
_ROWS = """
with {picked}
select c.*, n.enrolled, n.waiting, d.days, i.instructors
from picked c
left join lateral (
    select count(*) filter (where e.state = 'enrolled') as enrolled, count(*) filter (where e.state = 'waiting') as waiting
    from enrolment e where e.provider_id = :provider_id and e.course_id = c.id) n on true
left join lateral (
    select json_agg(json_build_object('date', d.date, 'starts', left(d.starts::text, 5), 'ends', left(d.ends::text, 5))
                    order by d.date) as days
    from course_day d where d.provider_id = :provider_id and d.course_id = c.id) d on true
left join lateral (
    select coalesce(json_agg(json_build_object(
        'position', i.position, 'name', i.name, 'id', coalesce(i.instructor_id, i.external_instructor_id),
        'kind', case when i.instructor_id is null then 'external' else 'registered' end) order by i.position), '[]') as instructors
    from course_instructor i where i.provider_id = :provider_id and i.course_id = c.id) i on true
order by {order} limit :limit
"""


async def list_courses(
    session: AsyncSession, wanted: CourseFilter, page: Page, sort: str, today: date
) -> tuple[list[Any], str | None]:
    """A page of courses in the order of a key of SORTS, and the cursor of the next page.

    Raises Invalid for a foreign cursor, and ChoiceNotFound when a filter names something that the provider does not have.
    """
    order = SORTS[sort]
    conditions, values = _where(wanted, today)
    position = page.position(order.kind, UUID)
    if position is not None:
        values |= {"after": position[0], "after_id": position[1]}
    patterns = search_patterns(wanted.query)
    statement = _statement(sort, frozenset(conditions), position is not None, bool(patterns))
    values |= {"provider_id": bound_provider(session), "limit": page.limit + 1} | (
        {"patterns": patterns} if patterns else {}
    )
    rows = (await session.execute(statement, values)).all()
    if not rows:
        await _require_known(session, wanted)
    return cut(rows, page.limit, lambda row: (getattr(row, order.column), row.id))


def _where(wanted: CourseFilter, today: date) -> tuple[list[str], dict[str, Any]]:
    """The names of the conditions that apply, with their values."""
    values: dict[str, Any] = {
        name: getattr(wanted, name) for name in _PLAIN_FILTERS if getattr(wanted, name) is not None
    }
    conditions = list(values)
    if wanted.from_day is not None:
        values["from_day_less_a_year"] = wanted.from_day - LONGEST_COURSE
    if wanted.instructor is not None:
        conditions.append(wanted.instructor.kind)
        values["person"] = wanted.instructor.id
    if wanted.needs is not None:
        conditions.append(f"needs_{wanted.needs}")
        values["today"] = today
    if wanted.state is not None:
        conditions.append(wanted.state)
        values |= {"today": today} if wanted.state in ("planned", "held") else {}
    return conditions, values


@lru_cache(maxsize=1024)
def _statement(sort: str, conditions: frozenset[str], continued: bool, searching: bool) -> TextualSelect:
    """The statement for one shape of the list, built once: building costs more than running it."""
    order = SORTS[sort]
    where = [_OWN, *(_CONDITIONS[name] for name in sorted(conditions))]
    if continued:
        where.append(f"(c.{order.column}, c.id) {'<' if order.descending else '>'} (:after, :after_id)")
    direction = "desc" if order.descending else "asc"
    ordered = f"c.{order.column} {direction}, c.id {direction}"
    picked = (_SEARCH if searching else _PLAIN).format(where=" and ".join(where), order=ordered)
    return _typed(text(_ROWS.format(picked=picked, order=ordered)), order)


def _typed(statement: TextClause, order: Sort) -> TextualSelect:
    types = {**_TYPES, "after": Integer() if order.column == "number" else Date()}
    used = [bindparam(name, type_=types[name]) for name in sorted(set(_PARAMETER.findall(statement.text)))]
    return statement.bindparams(*used).columns(
        *(column(name) for name in (*_PICKED, "enrolled", "waiting")), column("days", JSON), column("instructors", JSON)
    )


_KNOWN = text(
    """
    select (cast(:type_id as uuid) is null
            or exists (select from external_course_type where provider_id = :provider_id and id = :type_id)
            or exists (select from certified_course_type where id = :type_id)) as "course type",
           (cast(:location_id as uuid) is null
            or exists (select from location where provider_id = :provider_id and id = :location_id)) as location,
           (cast(:customer_id as uuid) is null
            or exists (select from customer where provider_id = :provider_id and id = :customer_id)) as customer,
           (cast(:person as uuid) is null
            or exists (select from external_instructor where provider_id = :provider_id and id = :person)
            or exists (select from instructor where id = :person)) as instructor
    """
).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in ("type_id", "location_id", "customer_id", "person")))


async def _require_known(session: AsyncSession, wanted: CourseFilter) -> None:
    """An empty page may come of an id that is not the provider's: that is told as such."""
    named = {name: getattr(wanted, name) for name in ("type_id", "location_id", "customer_id")}
    named["person"] = wanted.instructor.id if wanted.instructor else None
    if not any(named.values()):
        return
    row = (await session.execute(_KNOWN, {"provider_id": bound_provider(session), **named})).one()
    for what, known in row._mapping.items():
        if not known:
            raise ChoiceNotFound(what)
