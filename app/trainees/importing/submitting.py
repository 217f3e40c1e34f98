"""Taking in a list and judging it, and judging it anew when its columns or a row change. Writes no trainee."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Invalid
from app.core.identifiers import new_id
from app.core.values import clean_line
from app.events.audit import Actor, record
from app.events.changes import announce
from app.files.lists.reading import read_paste
from app.trainees.importing.columns import Layout, check_columns
from app.trainees.importing.headers import Field
from app.trainees.importing.judging import judge_rows
from app.trainees.importing.reading import read_file
from app.trainees.importing.records import KeptRow, columns_of, kept_rows, take_open_import
from app.trainees.importing.reviewing import lay_out
from app.trainees.models import TraineeImport

_SAMPLES = 3
OPTIONS: Mapping[str, bool] = {"create_customers": False, "enrol_matched": True}


@dataclass(frozen=True)
class Submission:
    """A list as it comes in: a file with its name, or pasted text."""

    file_name: str = ""
    data: bytes | None = None
    text: str = ""
    course_id: UUID | None = None
    certificates: bool = False
    """A list of certificates that its people hold (R-PRC-04)."""


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
        options={**OPTIONS, "certificates": submission.certificates},
        created_by=actor.id if actor.kind == "user" else None,
        created_at=now,
    )
    session.add(found)
    await session.flush()
    await judge_rows(session, found, [KeptRow(row.number, row.cells) for row in layout.people], today)
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
    await judge_rows(session, found, await kept_rows(session, import_id), today)
    await announce(session, "imports", import_id)
    return found


def _laid_out(submission: Submission) -> Layout:
    if submission.data is None:
        return lay_out(read_paste(submission.text), certificates=submission.certificates)
    table = read_file(submission.data, submission.file_name)
    return lay_out(table, certificates=submission.certificates)


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
