"""Imports and their rows in the database: each row with its cells and the verdict on them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Integer, Row, Text, Uuid, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import NotFound, PreconditionFailed
from app.core.jobs.models import BackgroundJob
from app.core.pagination import Page, cut
from app.files.lists.limits import MAX_BLANK_ROWS
from app.trainees.errors import ImportNotFound, ImportNotOpen
from app.trainees.importing.headers import Field
from app.trainees.importing.neighbours import Link
from app.trainees.importing.people import HeldCertificate, Person, Problem
from app.trainees.importing.verdicts import JudgedRow, Verdict
from app.trainees.models import TraineeImport, TraineeImportRow
from app.trainees.names import PersonName

_AT_ONCE = 2000
HALTED = ("failed", "cancelled")

_SAVE = text(
    """
    insert into trainee_import_row as kept (
        provider_id, import_id, row_number, cells, is_other_person, verdict, values, problems, trainee_id)
    select :provider_id, :import_id, r.number, r.cells, r.other, r.verdict, r.values, r.problems, r.trainee
    from jsonb_to_recordset(cast(:rows as jsonb)) as r(
        number integer, cells jsonb, other boolean, verdict text, values jsonb, problems jsonb, trainee uuid)
    on conflict (provider_id, import_id, row_number) do update
    set cells = excluded.cells, is_other_person = excluded.is_other_person, verdict = excluded.verdict,
        values = excluded.values, problems = excluded.problems, trainee_id = excluded.trainee_id
    where (kept.cells, kept.is_other_person, kept.verdict, kept.values, kept.problems, kept.trainee_id) is distinct from
          (excluded.cells, excluded.is_other_person, excluded.verdict, excluded.values, excluded.problems, excluded.trainee_id)
    """
).bindparams(
    bindparam("provider_id", type_=Uuid()), bindparam("import_id", type_=Uuid()), bindparam("rows", type_=Text())
)
_COUNTS = text(
    """
    select verdict, count(*) as rows from trainee_import_row
    where provider_id = :provider_id and import_id = :import_id group by verdict
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("import_id", type_=Uuid()))
_LINKS = text(
    """
    select row_number, values->>'email', coalesce(values->>'birth_date', ''),
           concat(values->>'family_name', ' ', values->>'given_name'), trainee_id,
           cast(jsonb_path_query_first(problems, '$[*] ? (@.code == "double_of_row").value') #>> '{}' as integer)
    from trainee_import_row where provider_id = :provider_id and import_id = :import_id
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("import_id", type_=Uuid()))
_COLUMNS = "row_number, cells, verdict, values, problems, trainee_id, outcome, is_other_person"
_PAGE = f"""
    select {_COLUMNS} from trainee_import_row
    where provider_id = :provider_id and import_id = :import_id and row_number > :after {{verdict}}
    order by row_number limit :limit
"""
_PAGES = {
    filtered: text(_PAGE.format(verdict="and verdict = :verdict" if filtered else "")).bindparams(
        bindparam("provider_id", type_=Uuid()),
        bindparam("import_id", type_=Uuid()),
        bindparam("after", type_=Integer()),
        bindparam("limit", type_=Integer()),
    )
    for filtered in (False, True)
}


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What a row was before it was judged: its cells, and what the user said of it."""

    number: int
    cells: tuple[str, ...]
    is_other_person: bool = False


async def get_import(session: AsyncSession, import_id: UUID) -> TraineeImport:
    """An import of the provider; raises ImportNotFound."""
    found = await session.get(TraineeImport, (bound_provider(session), import_id), populate_existing=True)
    if found is None:
        raise ImportNotFound("There is no such import.")
    return found


async def take_open_import(
    session: AsyncSession, import_id: UUID, version: int | None = None, *, or_halted: bool = False
) -> TraineeImport:
    """An import that may still be changed (or was stopped half-way), locked until the transaction ends.

    Raises ImportNotFound, ImportNotOpen, and PreconditionFailed when it is not the version that the caller has seen.
    """
    await lock(session, [f"trainee-import:{import_id}"])
    found = await get_import(session, import_id)
    if version is not None and found.version != version:
        raise PreconditionFailed("The import was changed meanwhile.", version=found.version)
    if await state_of(session, found) not in ("reviewing", *(HALTED if or_halted else ())):
        raise ImportNotOpen("This import runs or has run already.")
    return found


async def state_of(session: AsyncSession, found: TraineeImport) -> str:
    """`reviewing`, `running` or `done`; or `failed` or `cancelled` when its job came to such an end."""
    if found.state != "running" or found.job_id is None:
        return found.state
    key = (BackgroundJob.provider_id == found.provider_id, BackgroundJob.id == found.job_id)
    state = await session.scalar(select(BackgroundJob.state).where(*key))
    return state if state in HALTED else found.state


async def save_rows(
    session: AsyncSession, import_id: UUID, rows: Sequence[KeptRow], judged: Sequence[JudgedRow]
) -> None:
    """Write rows with their verdicts; rows that are the same already are left alone."""
    pairs = list(zip(rows, judged, strict=True))
    for at in range(0, len(pairs), _AT_ONCE):
        packed = orjson.dumps([_packed(*pair) for pair in pairs[at : at + _AT_ONCE]], default=str).decode()
        await session.execute(_SAVE, {"provider_id": bound_provider(session), "import_id": import_id, "rows": packed})


async def kept_rows(session: AsyncSession, import_id: UUID, numbers: Collection[int] | None = None) -> list[KeptRow]:
    """The rows of an import with their cells: all, or those with the given numbers."""
    statement = (
        select(TraineeImportRow.row_number, TraineeImportRow.cells, TraineeImportRow.is_other_person)
        .where(TraineeImportRow.provider_id == bound_provider(session), TraineeImportRow.import_id == import_id)
        .order_by(TraineeImportRow.row_number)
    )
    if numbers is not None:
        statement = statement.where(TraineeImportRow.row_number.in_(sorted(numbers)))
    return [KeptRow(number, tuple(cells), other) for number, cells, other in await session.execute(statement)]


async def row_links(session: AsyncSession, import_id: UUID) -> list[Link]:
    """What ties each row of an import to others."""
    rows = await session.execute(_LINKS, {"provider_id": bound_provider(session), "import_id": import_id})
    return [Link(*row) for row in rows]


async def count_verdicts(session: AsyncSession, import_id: UUID) -> Counter[str]:
    """How many rows got each verdict."""
    rows = await session.execute(_COUNTS, {"provider_id": bound_provider(session), "import_id": import_id})
    return Counter({row.verdict: row.rows for row in rows})


async def list_rows(
    session: AsyncSession, import_id: UUID, page: Page, verdict: Verdict | None = None
) -> tuple[list[Row[Any]], str | None]:
    """A page of rows in the order of the list, and the cursor of the next page."""
    position = page.position(_row_number)
    values: dict[str, Any] = {"provider_id": bound_provider(session), "import_id": import_id, "limit": page.limit + 1}
    values |= {"after": position[0] if position else 0} | ({"verdict": verdict.value} if verdict else {})
    rows = (await session.execute(_PAGES[verdict is not None], values)).all()
    return cut(rows, page.limit, lambda row: (row.row_number,))


def _row_number(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= MAX_BLANK_ROWS:
        raise ValueError("not a row number")
    return value


async def get_row(session: AsyncSession, import_id: UUID, number: int) -> Row[Any]:
    """One row by its number in the list; raises NotFound."""
    values = {"provider_id": bound_provider(session), "import_id": import_id, "after": number - 1, "limit": 1}
    row = (await session.execute(_PAGES[False], values)).one_or_none()
    if row is None or row.row_number != number:
        raise NotFound("There is no such row in this import.")
    return row


def packed_person(person: Person) -> dict[str, Any]:
    """A person as the values of a row."""
    return {
        "given_name": person.name.given,
        "infix": person.name.infix,
        "family_name": person.name.family,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "email": person.email,
        "phone": person.phone,
        "customer": person.customer,
        "certificate": _packed_certificate(person.certificate),
    }


def person_of(values: dict[str, Any]) -> Person:
    """The person that the values of a row hold."""
    name = PersonName(values["given_name"], values["infix"], values["family_name"])
    born = date.fromisoformat(values["birth_date"]) if values["birth_date"] else None
    held = values.get("certificate")
    certificate = _certificate_of(held) if held else None
    return Person(name, born, values["email"], values["phone"], values["customer"], certificate)


def _packed_certificate(held: HeldCertificate | None) -> dict[str, str | None] | None:
    if held is None:
        return None
    dates = {name: day.isoformat() if day else None for name, day in _dates(held).items()}
    return {"type": held.type, "number": held.number, **dates}


def _dates(held: HeldCertificate) -> dict[str, date | None]:
    return {"issued_on": held.issued_on, "expires_on": held.expires_on}


def _certificate_of(values: dict[str, Any]) -> HeldCertificate:
    issued, expires = (
        date.fromisoformat(values[name]) if values[name] else None for name in ("issued_on", "expires_on")
    )
    return HeldCertificate(values["type"], values["number"], issued, expires)


def _packed(row: KeptRow, judged: JudgedRow) -> dict[str, Any]:
    problems = [{**asdict(problem), "level": "error"} for problem in judged.problems]
    problems += [{**asdict(notice), "level": "notice"} for notice in judged.notices]
    if judged.same_as is not None:
        problems.append({**asdict(Problem(None, "double_of_row", str(judged.same_as))), "level": "notice"})
    return {
        "number": row.number,
        "cells": row.cells,
        "other": row.is_other_person,
        "verdict": judged.verdict.value,
        "values": packed_person(judged.person),
        "problems": problems,
        "trainee": judged.trainee_id,
    }


def columns_of(found: TraineeImport) -> dict[int, Field]:
    """The fields that the columns of an import fill."""
    return {column["index"]: Field(column["field"]) for column in found.columns if column["field"]}
