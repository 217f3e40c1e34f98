"""The whole way of a list, from bytes to verdicts, for whoever holds the known trainees."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from app.core.values import BSN_MASK, Unusable, phone_number, without_bsn
from app.files.lists.errors import NoRowsFound, TooManyRows
from app.files.lists.limits import MAX_CELL, MAX_ROWS
from app.files.lists.tables import Row, Table
from app.trainees.importing.columns import Columns, Layout, guess_layout
from app.trainees.importing.headers import Field
from app.trainees.importing.people import ReadRow, read_person, values_of

_DIGIT = re.compile(r"\d")


def lay_out(table: Table, *, certificates: bool = False) -> Layout:
    """The people of a table and the guessed columns, with every citizen service number masked before it is kept.

    Raises NoRowsFound or TooManyRows.
    """
    layout = guess_layout(table, certificates=certificates)
    if not layout.people:
        raise NoRowsFound()
    if len(layout.people) > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)
    columns, forbidden = layout.columns, layout.forbidden
    people = tuple(Row(row.number, masked(row.cells, columns, forbidden)) for row in layout.people)
    return Layout(tuple(header[:MAX_CELL] for header in layout.headers), people, columns, forbidden)


def read_people(rows: Sequence[Row], columns: Columns, today: date) -> list[ReadRow]:
    """Every row as a person, by the chosen columns."""
    return [read_person(row.number, values_of(row.cells, columns), today) for row in rows]


def masked(cells: Sequence[str], columns: Columns, forbidden: Collection[int]) -> tuple[str, ...]:
    """The cells of a row as they may be kept: without citizen service numbers, whatever column they stand in."""
    return tuple(_masked(cell, columns.get(at), at in forbidden) for at, cell in enumerate(cells))


def _masked(cell: str, field: Field | None, forbidden: bool) -> str:
    if _DIGIT.search(cell) is None:
        return cell
    if forbidden:
        return BSN_MASK
    if field is Field.EMAIL or (field is Field.PHONE and _is_phone(cell)):
        return cell
    return without_bsn(cell)


def _is_phone(cell: str) -> bool:
    try:
        phone_number(cell)
    except Unusable:
        return False
    return True
