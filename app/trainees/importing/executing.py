"""Writing an agreed list (R-CRS-08): chunk by chunk, each in a transaction of its own that marks its rows as done.

A job that runs twice goes on where it stopped. Nobody else's list of the same provider is written at the same time, so
that two lists with the same people make each person once.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, Text, Uuid, bindparam, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import Database, bound_provider
from app.core.identifiers import new_id
from app.core.words import normalise
from app.customers.keeping import create_named
from app.customers.repository import find_by_names
from app.events.audit import Actor, record
from app.events.changes import announce
from app.trainees.identity import NameAndBirth, name_and_birth, name_key
from app.trainees.importing.people import Person
from app.trainees.importing.records import get_import, person_of
from app.trainees.keeping import search_text
from app.trainees.models import Trainee, TraineeImport
from app.trainees.repository import find_known

CHUNK = 500

Enrol = Callable[[AsyncSession, UUID, Sequence[tuple[UUID, UUID | None]]], Awaitable[dict[UUID, str]]]
"""Gives trainees (each with a customer) places in a course; says for each what became of it."""
Certify = Callable[[AsyncSession, Sequence["Entry"], datetime], Awaitable[dict[int, str]]]
"""Writes the certificates of rows that hold one; says for each row, by its number, what became of it."""
Report = Callable[[int, int], Awaitable[None]]
"""Tells how far the work is; raises when somebody asked it to stop."""

_PROVIDER = bindparam("provider_id", type_=Uuid())
_IMPORT = bindparam("import_id", type_=Uuid())
_NEXT = text(
    """
    select row_number, verdict, values, trainee_id, is_other_person from trainee_import_row
    where provider_id = :provider_id and import_id = :import_id and outcome is null and verdict in ('new', 'matched')
    order by row_number limit :limit
    """
).bindparams(_PROVIDER, _IMPORT)
_PROGRESS = text(
    """
    select count(outcome) as done, count(*) as total from trainee_import_row
    where provider_id = :provider_id and import_id = :import_id and verdict in ('new', 'matched')
    """
).bindparams(_PROVIDER, _IMPORT)
_RESULT = text(
    """
    select coalesce(outcome, verdict) as outcome, count(*) as rows from trainee_import_row
    where provider_id = :provider_id and import_id = :import_id group by 1
    """
).bindparams(_PROVIDER, _IMPORT)
_MARK = text(
    """
    update trainee_import_row r set outcome = w.outcome, trainee_id = w.trainee
    from jsonb_to_recordset(cast(:rows as jsonb)) as w(number integer, outcome text, trainee uuid)
    where r.provider_id = :provider_id and r.import_id = :import_id and r.row_number = w.number
    """
).bindparams(_PROVIDER, _IMPORT, bindparam("rows", type_=Text()))
_FILL = text(
    """
    update trainee t
    set birth_date = coalesce(t.birth_date, w.born), email = coalesce(t.email, w.email),
        email_norm = coalesce(t.email_norm, w.email), phone = coalesce(nullif(t.phone, ''), w.phone),
        customer_id = coalesce(t.customer_id, w.customer), version = t.version + 1,
        search = case when t.email is null and w.email is not null then t.search || ' ' || w.words else t.search end
    from jsonb_to_recordset(cast(:rows as jsonb)) as w(
        trainee uuid, born date, email text, phone text, customer uuid, words text)
    where t.provider_id = :provider_id and t.id = w.trainee
      and (t.birth_date is null and w.born is not null or t.email is null and w.email is not null
           or t.phone = '' and w.phone <> '' or t.customer_id is null and w.customer is not null)
    """
).bindparams(_PROVIDER, bindparam("rows", type_=Text()))


@dataclass(frozen=True)
class Entry:
    """A row on its way: who it is, whom it matched, and the customer."""

    number: int
    person: Person
    trainee_id: UUID
    is_new: bool
    customer_id: UUID | None


class _Made:
    """Who was met in this part of the list: several rows may be about one person (R-PRC-04)."""

    def __init__(self) -> None:
        self._ids: dict[object, UUID] = {}

    def find(self, person: Person, key: NameAndBirth | None) -> UUID | None:
        """The trainee of an earlier row about the same person."""
        return self._ids.get(person.email or None) or self._ids.get(key)

    def add(self, person: Person, key: NameAndBirth | None, trainee_id: UUID) -> None:
        """Remember whom a row meant."""
        for known in (person.email, key):
            if known:
                self._ids.setdefault(known, trainee_id)


async def execute_import(
    database: Database,
    provider_id: UUID,
    import_id: UUID,
    *,
    enrol: Enrol,
    report: Report,
    now: Callable[[], datetime],
    actor: Actor,
    certify: Certify | None = None,
) -> dict[str, int]:
    """Write the accepted rows of an import; says how many rows had which outcome.

    Running it again, or twice at once, makes nothing twice. Raises ImportNotFound and whatever `enrol` and `report` raise.
    """
    goes_on = True
    while goes_on:
        async with database.tenant(provider_id) as session:
            await lock(session, [f"trainees:{provider_id}"])
            found = await get_import(session, import_id)
            goes_on = await _write_chunk(session, found, enrol, certify, actor, now())
            if not goes_on:
                await _finish(session, found, actor, now())
            done, total = await _progress(session, import_id)
        await report(done, total)
    async with database.tenant(provider_id) as session:
        rows = await session.execute(_RESULT, {"provider_id": provider_id, "import_id": import_id})
        return {row.outcome: row.rows for row in rows}


async def _write_chunk(
    session: AsyncSession, found: TraineeImport, enrol: Enrol, certify: Certify | None, actor: Actor, now: datetime
) -> bool:
    """Write the next rows; False when there are none left."""
    values = {"provider_id": bound_provider(session), "import_id": found.id, "limit": CHUNK}
    rows = (await session.execute(_NEXT, values)).all()
    if not rows:
        return False
    entries = await _entries(session, found, rows, actor, now)
    await _create([entry for entry in entries if entry.is_new], session, now)
    await _fill_blanks([entry for entry in entries if not entry.is_new], session)
    outcomes = await _outcomes(session, found, entries, enrol)
    certified = await certify(session, entries, now) if certify else {}
    await _mark(session, found.id, entries, outcomes, certified)
    await announce(session, "imports", found.id)
    await announce(session, "trainees")
    return True


async def _entries(
    session: AsyncSession, found: TraineeImport, rows: Sequence[Row[Any]], actor: Actor, now: datetime
) -> list[Entry]:
    """Whom each row means now: somebody may have been made since the list was judged."""
    people = [person_of(row.values) for row in rows]
    keys = [name_and_birth(person.name, person.birth_date) for person in people]
    known = await find_known(session, (person.email for person in people), {key for key in keys if key})
    customers = await _customers(session, found, people, actor, now)
    entries = []
    made = _Made()
    for row, person, key in zip(rows, people, keys, strict=True):
        match = known.by_email.get(person.email) or (known.by_name_and_birth.get(key) if key else None)
        same = row.trainee_id or (match.id if match and not row.is_other_person else None)
        same = same or (None if row.is_other_person else made.find(person, key))
        customer_id = customers.get(normalise(person.customer))
        entries.append(Entry(row.row_number, person, same or new_id(), same is None, customer_id))
        made.add(person, key, entries[-1].trainee_id)
    return entries


async def _customers(
    session: AsyncSession, found: TraineeImport, people: Sequence[Person], actor: Actor, now: datetime
) -> dict[str, UUID]:
    """The customers by normalised name; those that are not known are made when the user asked for it."""
    names = {normalise(person.customer): person.customer for person in people}
    names.pop("", None)
    known = await find_by_names(session, list(names))
    missing = [name for key, name in names.items() if key not in known]
    if missing and found.options.get("create_customers"):
        known |= await create_named(session, missing, actor=actor, now=now)
    return known


async def _create(entries: Sequence[Entry], session: AsyncSession, now: datetime) -> None:
    if entries:
        rows = [_columns(entry, bound_provider(session), now) for entry in entries]
        await session.execute(insert(Trainee), rows, execution_options={"render_nulls": True})


def _columns(entry: Entry, provider_id: UUID, now: datetime) -> dict[str, Any]:
    person, name = entry.person, entry.person.name
    return {
        "provider_id": provider_id,
        "id": entry.trainee_id,
        "given_name": name.given,
        "infix": name.infix,
        "family_name": name.family,
        "name_sort": name.sort_key,
        "name_key": name_key(name),
        "search": search_text(name, person.email),
        "birth_date": person.birth_date,
        "email": person.email or None,
        "email_norm": person.email or None,
        "phone": person.phone,
        "customer_id": entry.customer_id,
        "created_at": now,
        "version": 1,
    }


async def _fill_blanks(entries: Sequence[Entry], session: AsyncSession) -> None:
    """What a list knows and a matched trainee lacks is added; what the trainee has stays."""
    rows = [
        {
            "trainee": entry.trainee_id,
            "born": entry.person.birth_date,
            "email": entry.person.email or None,
            "words": normalise(entry.person.email),
            "phone": entry.person.phone,
            "customer": entry.customer_id,
        }
        for entry in entries
    ]
    if rows:
        values = {"provider_id": bound_provider(session), "rows": orjson.dumps(rows, default=str).decode()}
        await session.execute(_FILL, values)


async def _outcomes(
    session: AsyncSession, found: TraineeImport, entries: Sequence[Entry], enrol: Enrol
) -> dict[UUID, str]:
    outcomes = {entry.trainee_id: "matched" for entry in entries}
    outcomes |= {entry.trainee_id: "created" for entry in entries if entry.is_new}
    if found.course_id is None:
        return outcomes
    wanted = [entry for entry in entries if entry.is_new or found.options.get("enrol_matched", True)]
    return outcomes | await enrol(session, found.course_id, [(entry.trainee_id, entry.customer_id) for entry in wanted])


async def _mark(
    session: AsyncSession,
    import_id: UUID,
    entries: Sequence[Entry],
    outcomes: dict[UUID, str],
    certified: dict[int, str],
) -> None:
    rows = [
        {
            "number": entry.number,
            "outcome": certified.get(entry.number, outcomes[entry.trainee_id]),
            "trainee": entry.trainee_id,
        }
        for entry in entries
    ]
    values = {
        "provider_id": bound_provider(session),
        "import_id": import_id,
        "rows": orjson.dumps(rows, default=str).decode(),
    }
    await session.execute(_MARK, values)


async def _progress(session: AsyncSession, import_id: UUID) -> tuple[int, int]:
    values = {"provider_id": bound_provider(session), "import_id": import_id}
    row = (await session.execute(_PROGRESS, values)).one()
    return row.done, row.total


async def _finish(session: AsyncSession, found: TraineeImport, actor: Actor, now: datetime) -> None:
    if found.state != "done":
        found.state = "done"
        await session.flush()
        await record(session, actor, "trainee_import.done", "trainee_import", found.id, now=now)
        await announce(session, "imports", found.id)
