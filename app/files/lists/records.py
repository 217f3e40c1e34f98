"""Lists of things: rows by the fields that their headers name, for imports that need no guessing."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import Invalid
from app.core.spreadsheets import is_computed
from app.core.values import Unusable, clean_line
from app.core.words import normalise
from app.files.lists.errors import NoRowsFound
from app.files.lists.reading import read_list
from app.files.lists.tables import Table

Words = Mapping[str, str]
"""A field's name to the words, parted by spaces, by which headers call it; in each word no spaces or signs."""

_TITLE_ROWS = 20
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?", re.ASCII)
_YES = frozenset("ja j yes y true waar 1 x".split())


class HeadersMissing(Invalid):
    """The list has no row of headers with the fields that are needed."""

    code = "headers_missing"


class Verdict(StrEnum):
    """What would be done with a row."""

    NEW = "new"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is refused: the field, a stable code, and what stands there."""

    field: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row by its fields; what the list has no column for is an empty text."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """The tidied text of a field."""
        return self.values.get(field, "")


def read_records(data: bytes, file_name: str, words: Words, needed: Sequence[str]) -> list[Record]:
    """The rows below the headers of an uploaded list.

    Raises HeadersMissing when the needed fields are not named, NoRowsFound, and what `read_list` raises.
    """
    field_of = {word: field for field, text in words.items() for word in text.split()}
    table = read_list(data, file_name, lambda table: _header_row(table, field_of, needed) is not None)
    at = _header_row(table, field_of, needed)
    if at is None:
        raise HeadersMissing("Name the columns in the first row.", needed=list(needed))
    columns = _columns(table.rows[at].cells, field_of)
    found = [
        Record(row.number, {field: _tidy(row.cells[column]) for field, column in columns.items()})
        for row in table.rows[at + 1 :]
    ]
    if not found:
        raise NoRowsFound()
    return found


def day_of(text: str) -> date | None:
    """The day that a cell holds, day before month as in the Netherlands; None for an empty one.

    Raises Unusable with `date_not_understood`.
    """
    if not text:
        return None
    first, last = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text.casefold())
    try:
        if first:
            return date(int(first[3]), int(first[2]), int(first[1]))
        if last:
            return date(int(last[1]), int(last[2]), int(last[3]))
    except ValueError as error:
        raise Unusable("date_not_understood", "The calendar has no such day.") from error
    raise Unusable("date_not_understood", "Write the date as day-month-year, for example 07-06-2027.")


def says_yes(text: str) -> bool:
    """Whether a cell ticks a box."""
    return normalise(text) in _YES


@dataclass
class RowReader:
    """Reads the cells of one row, and gathers what is wrong with them."""

    record: Record
    problems: list[RowProblem]

    def text(self, field: str, longest: int, *, required: bool = False) -> str:
        """A text of at most so many characters."""
        found = self.record[field]
        if required and not found:
            self.refuse(field, "required")
        if len(found) > longest:
            self.refuse(field, "too_long")
        return found[:longest]

    def read(self, field: str, parse: Callable[[str], object]) -> object:
        """What `parse` makes of the cell, or None when it raises Unusable."""
        try:
            return parse(self.record[field])
        except Unusable as refusal:
            self.refuse(field, refusal.code)
            return None

    def day(self, field: str) -> date | None:
        """A day, or None when the cell is empty or no date."""
        found = self.read(field, day_of)
        return found if isinstance(found, date) else None

    def refuse(self, field: str, code: str) -> None:
        """Note one broken field."""
        self.problems.append(RowProblem(field, code, self.record[field][:200]))


def _tidy(cell: str) -> str:
    """Without the apostrophe by which an export keeps a spreadsheet from computing a text."""
    text = clean_line(cell)
    return text[1:] if text.startswith("'") and is_computed(text[1:]) else text


def _header_row(table: Table, field_of: Mapping[str, str], needed: Sequence[str]) -> int | None:
    for at, row in enumerate(table.rows[:_TITLE_ROWS]):
        if set(needed) <= set(_columns(row.cells, field_of)):
            return at
    return None


def _columns(headers: Sequence[str], field_of: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        field = field_of.get(normalise(header).replace(" ", ""))
        if field is not None:
            found.setdefault(field, at)
    return found
