"""Correcting one row of an import where it stands (R-CRS-08)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Invalid
from app.events.changes import announce
from app.files.lists.limits import MAX_CELL
from app.files.lists.tables import Row
from app.trainees.identity import name_and_birth
from app.trainees.importing.judging import judge_rows
from app.trainees.importing.neighbours import Link, Neighbours
from app.trainees.importing.people import Person
from app.trainees.importing.records import KeptRow, columns_of, get_row, kept_rows, row_links, take_open_import
from app.trainees.importing.reviewing import masked, read_people
from app.trainees.models import TraineeImport
from app.trainees.repository import find_known


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
    before = await get_row(session, import_id, number)
    kept = KeptRow(number, tuple(before.cells), before.is_other_person)
    corrected = _corrected(kept, found, cells, is_other_person)
    touched = await _touched(session, found, corrected, today)
    rows = [corrected if row.number == number else row for row in await kept_rows(session, import_id, touched)]
    await judge_rows(session, found, rows, today)
    await announce(session, "imports", import_id)
    return await get_row(session, import_id, number)


def _corrected(
    row: KeptRow, found: TraineeImport, cells: Sequence[str] | None, is_other_person: bool | None
) -> KeptRow:
    if cells is not None:
        forbidden = {column["index"] for column in found.columns if column.get("forbidden")}
        filled = [*cells, *[""] * (len(found.columns) - len(cells))]
        row = replace(row, cells=masked([cell[: MAX_CELL + 1] for cell in filled], columns_of(found), forbidden))
    return row if is_other_person is None else replace(row, is_other_person=is_other_person)


async def _touched(session: AsyncSession, found: TraineeImport, corrected: KeptRow, today: date) -> set[int]:
    """The rows that may mean the same person as the corrected one, as it was or as it is now."""
    (read,) = read_people([Row(corrected.number, corrected.cells)], columns_of(found), today)
    links = await row_links(session, found.id)
    links += await _links_now(session, corrected.number, read.person)
    return Neighbours(links).of(link for link in links if link.number == corrected.number)


async def _links_now(session: AsyncSession, number: int, person: Person) -> list[Link]:
    """The ties of a corrected row; two of them when it matches one trainee by address and another by name."""
    key = name_and_birth(person.name, person.birth_date)
    known = await find_known(session, [person.email], [key] if key else [])
    matches = [*known.by_email.values(), *known.by_name_and_birth.values()]
    born = person.birth_date.isoformat() if person.birth_date else ""
    name = f"{person.name.family} {person.name.given}"
    plain = Link(number, person.email, born, name)
    return [plain, *(replace(plain, trainee_id=match.id) for match in matches)]
