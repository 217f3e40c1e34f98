"""Taking in a list and judging it, and judging it anew when its columns or a row change. Writes no trainee."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.core.values import clean_line
from app.core.words import normalise
from app.customers.repository import find_by_names
from app.events.audit import Actor, record
from app.events.changes import announce
from app.trainees.identity import name_and_birth
from app.trainees.importing.columns import Columns, Layout, check_columns
from app.trainees.importing.headers import Field
from app.trainees.importing.limits import MAX_CELL
from app.trainees.importing.people import Problem, ReadRow
from app.trainees.importing.reading import read_file, read_paste
from app.trainees.importing.records import KeptRow, columns_of, get_row, kept_rows, save_rows, take_open_import
from app.trainees.importing.reviewing import lay_out, masked, read_people
from app.trainees.importing.tables import Row
from app.trainees.importing.verdicts import JudgedRow, Verdict, judge
from app.trainees.models import TraineeImport
from app.trainees.repository import find_known

_SAMPLES = 3
OPTIONS: Mapping[str, bool] = {"create_customers": False, "enrol_matched": True}


@dataclass(frozen=True)
class Submission:
    """A list as it comes in: a file with its name, or pasted text."""

    file_name: str = ""
    data: bytes | None = None
    text: str = ""
    course_id: UUID | None = None


async def submit(
    session: AsyncSession, submission: Submission, *, actor: Actor, now: datetime, today: date
) -> TraineeImport:
    """Read a list, guess its columns, and keep every row with its verdict (R-CRS-08).

    Raises the refusals of `importing.errors`; nothing is kept of a list that is refused.
    """
    layout = await asyncio.to_thread(_laid_out, submission)
    found = TraineeImport(
        provider_id=bound_provider(session),
        id=new_id(),
        course_id=submission.course_id,
        file_name=clean_line(submission.file_name)[:200],
        state="reviewing",
        columns=_columns(layout),
        options=dict(OPTIONS),
        created_by=actor.id if actor.kind == "user" else None,
        created_at=now,
    )
    session.add(found)
    await session.flush()
    await _judge(session, found, [KeptRow(row.number, row.cells) for row in layout.people], today)
    await record(session, actor, "trainee_import.submitted", "trainee_import", found.id, now=now)
    await announce(session, "imports", found.id)
    return found


async def change_import(
    session: AsyncSession,
    import_id: UUID,
    *,
    version: int,
    fields: Mapping[int, Field | None] | None,
    options: Mapping[str, bool],
    today: date,
) -> TraineeImport:
    """Let other columns fill the fields, or set options; every row is judged anew.

    Raises ImportNotFound, ImportNotOpen, PreconditionFailed, and ColumnsNotUsable when the columns make up no person.
    """
    found = await take_open_import(session, import_id, version)
    if fields is not None:
        found.columns = _reassigned(found.columns, fields)
        check_columns(columns_of(found))
    found.options = {**found.options, **options}
    await session.flush()
    await _judge(session, found, await kept_rows(session, import_id), today)
    await announce(session, "imports", import_id)
    return found


async def correct_row(
    session: AsyncSession,
    import_id: UUID,
    number: int,
    *,
    cells: Sequence[str] | None,
    is_other_person: bool | None,
    today: date,
) -> Any:
    """Correct the cells of a row, or say that it is somebody else; rows that this touches are judged anew.

    Raises ImportNotFound, ImportNotOpen, NotFound, and Invalid for more cells than the list has columns.
    """
    found = await take_open_import(session, import_id)
    if cells is not None and len(cells) > len(found.columns):
        raise Invalid.at("/cells", "too_many_cells", f"This list has {len(found.columns)} columns.")
    await get_row(session, import_id, number)
    rows = await kept_rows(session, import_id)
    at = next(at for at, row in enumerate(rows) if row.number == number)
    rows[at] = _corrected(rows[at], found, cells, is_other_person)
    await _judge(session, found, rows, today)
    await announce(session, "imports", import_id)
    return await get_row(session, import_id, number)


def _laid_out(submission: Submission) -> Layout:
    if submission.data is None:
        return lay_out(read_paste(submission.text))
    return lay_out(read_file(submission.data, submission.file_name))


def _columns(layout: Layout) -> list[dict[str, Any]]:
    samples = [row.cells for row in layout.people[:_SAMPLES]]
    return [
        {
            "index": at,
            "header": clean_line(header),
            "samples": [clean_line(cells[at])[:100] for cells in samples],
            "field": layout.columns.get(at),
            "forbidden": at in layout.forbidden,
        }
        for at, header in enumerate(layout.headers)
    ]


def _reassigned(columns: list[dict[str, Any]], fields: Mapping[int, Field | None]) -> list[dict[str, Any]]:
    for position, index in enumerate(fields):
        if index >= len(columns):
            raise Invalid.at(f"/columns/{position}/index", "column_unknown", "The list has no such column.")
    return [{**column, "field": fields.get(column["index"], column["field"])} for column in columns]


def _corrected(
    row: KeptRow, found: TraineeImport, cells: Sequence[str] | None, is_other_person: bool | None
) -> KeptRow:
    if cells is not None:
        forbidden = {column["index"] for column in found.columns if column.get("forbidden")}
        filled = [*cells, *[""] * (len(found.columns) - len(cells))]
        row = replace(row, cells=masked([cell[: MAX_CELL + 1] for cell in filled], columns_of(found), forbidden))
    return row if is_other_person is None else replace(row, is_other_person=is_other_person)


async def _judge(session: AsyncSession, found: TraineeImport, rows: Sequence[KeptRow], today: date) -> None:
    """Judge every row and keep what changed."""
    people = await asyncio.to_thread(_read, rows, columns_of(found), today)
    keys = (name_and_birth(row.person.name, row.person.birth_date) for row in people)
    known = await find_known(session, (row.person.email for row in people), {key for key in keys if key})
    others = frozenset(row.number for row in rows if row.is_other_person)
    judged = await asyncio.to_thread(judge, people, known, others)
    noted = await _with_customer_notices(session, judged, create=found.options["create_customers"])
    await save_rows(session, found.id, rows, noted)


def _read(rows: Sequence[KeptRow], columns: Columns, today: date) -> list[ReadRow]:
    return read_people([Row(row.number, row.cells) for row in rows], columns, today)


async def _with_customer_notices(
    session: AsyncSession, judged: Sequence[JudgedRow], *, create: bool
) -> list[JudgedRow]:
    """Tell of rows whose customer is not known yet whether it will be made or left out."""
    names = {row.person.customer for row in judged} - {""}
    known = await find_by_names(session, list(names))
    code = "customer_new" if create else "customer_unknown"
    unknown = {name for name in names if normalise(name) not in known}
    return [
        replace(row, notices=(*row.notices, Problem(Field.CUSTOMER, code, row.person.customer)))
        if row.person.customer in unknown and row.verdict is not Verdict.REFUSED
        else row
        for row in judged
    ]
