"""The cells of one worksheet as rows of text, row by row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.files.lists.errors import TooManyColumns, TooManyRows
from app.files.lists.limits import MAX_BLANK_ROWS, MAX_CELL, MAX_COLUMNS, MAX_ROWS, ROWS_WITH_TITLES
from app.files.lists.xlsx_xml import Attributes, XmlScan

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LAST_SERIAL = 2_958_465


@dataclass
class SheetScan(XmlScan):
    """Collects the filled rows of a worksheet; formulas count by the value that was saved with them."""

    strings: list[str]
    dates: list[bool]
    since_1904: bool
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    _number: int = 0
    _column: int = 0
    _cells: dict[int, str] = field(default_factory=dict)
    _kind: str = ""
    _style: str = ""
    _value: list[str] = field(default_factory=list)
    _size: int = 0
    _reading: bool = False
    _phonetic: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A row, a cell, or a value in it begins."""
        if name == "c":
            self._column = _column(attributes.get("r", ""), self._column)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._size = [], 0
        elif name in ("v", "t"):
            self._reading = not self._phonetic
        elif name == "row":
            given = attributes.get("r", "")
            self._number = int(given) if given.isdecimal() and len(given) <= 7 else self._number + 1
            self._column, self._cells = 0, {}
        elif name == "rPh":
            self._phonetic = True

    def text(self, data: str) -> None:
        """Keep what fits in a cell."""
        if self._reading and self._size <= MAX_CELL:
            kept = data[: MAX_CELL + 1 - self._size]
            self._value.append(kept)
            self._size += len(kept)

    def end(self, name: str) -> None:
        """A value, a cell or a row is complete."""
        if name in ("v", "t"):
            self._reading = False
        elif name == "c" and self._value:
            self._finish_cell()
        elif name == "rPh":
            self._phonetic = False
        elif name == "row" and self._cells:
            self._finish_row()

    def _finish_cell(self) -> None:
        shown = self._shown("".join(self._value))
        if shown.strip():
            if self._column > MAX_COLUMNS:
                raise TooManyColumns(limit=MAX_COLUMNS)
            self._cells[self._column] = shown

    def _finish_row(self) -> None:
        if len(self.rows) > ROWS_WITH_TITLES or self._number > MAX_BLANK_ROWS:
            raise TooManyRows(limit=MAX_ROWS)
        last = max(self._cells)
        self.rows.append((self._number, [self._cells.get(at, "") for at in range(1, last + 1)]))

    def _shown(self, raw: str) -> str:
        if self._kind == "s":
            return self.strings[int(raw)] if raw.isdecimal() and int(raw) < len(self.strings) else ""
        if self._kind == "d":
            return raw[:10]
        return self._number_shown(raw) if self._kind == "n" else raw

    def _number_shown(self, raw: str) -> str:
        try:
            value = float(raw)
        except ValueError:
            return raw
        if self._style.isdecimal() and int(self._style) < len(self.dates) and self.dates[int(self._style)]:
            return _date_shown(value, self.since_1904) or raw
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else raw


def _column(reference: str, previous: int) -> int:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return previous + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number


def _date_shown(serial: float, since_1904: bool) -> str:
    """The ISO date of a serial number; day 60 of the 1900 calendar is a 29 February that never was."""
    if not 1 <= serial <= _LAST_SERIAL:
        return ""
    if since_1904:
        return (date(1904, 1, 1) + timedelta(days=int(serial))).isoformat()
    return (date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=int(serial))).isoformat()


def scan_sheet(
    chunks: Iterable[bytes], strings: list[str], dates: list[bool], since_1904: bool
) -> Iterator[tuple[int, list[str]]]:
    """The filled rows of a sheet with their numbers. Raises TooManyRows, TooManyColumns, SpreadsheetDamaged."""
    scan = SheetScan(strings, dates, since_1904)
    scan.run(chunks)
    return iter(scan.rows)
