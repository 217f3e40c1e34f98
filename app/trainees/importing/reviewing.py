"""The whole way of a list, from bytes to verdicts, for whoever holds the known trainees."""

from collections.abc import Sequence
from datetime import date

from app.core.values import BSN_MASK, Unusable, phone_number, without_bsn
from app.trainees.importing.columns import Columns, Layout, guess_layout
from app.trainees.importing.errors import NoRowsFound, TooManyRows
from app.trainees.importing.headers import Field
from app.trainees.importing.limits import MAX_CELL, MAX_ROWS
from app.trainees.importing.people import ReadRow, read_person, values_of
from app.trainees.importing.tables import Row, Table


def lay_out(table: Table) -> Layout:
    """The people of a table and the guessed columns, with every citizen service number masked before it is kept.

    Raises NoRowsFound or TooManyRows.
    """
    layout = guess_layout(table)
    if not layout.people:
        raise NoRowsFound()
    if len(layout.people) > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)
    people = tuple(Row(row.number, _masked(row.cells, layout)) for row in layout.people)
    return Layout(tuple(header[:MAX_CELL] for header in layout.headers), people, layout.columns, layout.forbidden)


def read_people(rows: Sequence[Row], columns: Columns, today: date) -> list[ReadRow]:
    """Every row as a person, by the chosen columns."""
    return [read_person(row.number, values_of(row.cells, columns), today) for row in rows]


def _masked(cells: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    return tuple(_masked_cell(cell, at, layout) for at, cell in enumerate(cells))


def _masked_cell(cell: str, at: int, layout: Layout) -> str:
    if not any(char.isdigit() for char in cell):
        return cell
    if at in layout.forbidden:
        return BSN_MASK
    field = layout.columns.get(at)
    if field is Field.EMAIL or (field is Field.PHONE and _is_phone(cell)):
        return cell
    return without_bsn(cell)


def _is_phone(cell: str) -> bool:
    try:
        phone_number(cell)
    except Unusable:
        return False
    return True
