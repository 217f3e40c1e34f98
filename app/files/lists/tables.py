"""Rows of text with the numbers that the sender's spreadsheet shows, whatever file they came in."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.files.lists.errors import NoRowsFound, TooManyColumns, TooManyRows
from app.files.lists.limits import MAX_BLANK_ROWS, MAX_CELL, MAX_COLUMNS, MAX_ROWS, ROWS_WITH_TITLES


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row; `number` counts from 1, blank rows included, as a spreadsheet does."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The filled rows of one sheet, titles and headers included; every row has `width` cells."""

    rows: tuple[Row, ...]
    width: int
    sheet: str = ""


def make_table(numbered: Iterable[tuple[int, list[str]]], sheet: str = "") -> Table:
    """Keep the filled rows; raises TooManyRows, TooManyColumns, or NoRowsFound when nothing is filled.

    A cell keeps one character more than the limit, so that the row can still be told to be too long.
    """
    filled: list[tuple[int, list[str]]] = []
    for number, cells in numbered:
        if number > MAX_BLANK_ROWS:
            raise TooManyRows(limit=MAX_ROWS)
        trimmed = _without_blank_tail(cells)
        if len(trimmed) > MAX_COLUMNS:
            raise TooManyColumns(limit=MAX_COLUMNS)
        if trimmed:
            filled.append((number, trimmed))
        if len(filled) > ROWS_WITH_TITLES:
            raise TooManyRows(limit=MAX_ROWS)
    if not filled:
        raise NoRowsFound()
    width = max(len(cells) for _, cells in filled)
    return Table(tuple(Row(number, _padded(cells, width)) for number, cells in filled), width, sheet)


def _without_blank_tail(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return [cell if len(cell) <= MAX_CELL else cell[: MAX_CELL + 1] for cell in cells[:end]]


def _padded(cells: list[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))
