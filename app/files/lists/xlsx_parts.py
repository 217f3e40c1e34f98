"""The small parts of a spreadsheet: which sheets there are, the shared texts, and which styles mean a date."""

import re
from dataclasses import dataclass, field

from app.files.lists.errors import SpreadsheetTooLarge
from app.files.lists.limits import MAX_CELL, MAX_SHARED_STRINGS, MAX_SHARED_TEXT
from app.files.lists.xlsx_xml import Attributes, XmlScan

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships id"
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass
class Workbook(XmlScan):
    """Sheets in their order as (name, relation), hidden ones left out; and whether days count from 1904."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a visible sheet, or the calendar's setting."""
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            relation = attributes.get(_RELATION) or attributes.get(_STRICT_RELATION, "")
            self.sheets.append((attributes.get("name", "")[:100], relation))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")


@dataclass
class Relations(XmlScan):
    """Where each relation of the workbook points."""

    targets: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        """Note one relation, its target as a path within the archive."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"


@dataclass
class Styles(XmlScan):
    """For each cell style, whether it shows a number as a date."""

    dates: list[bool] = field(default_factory=list)
    _custom: dict[str, str] = field(default_factory=dict)
    _in_cell_styles: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Note a number format or a cell style."""
        if name == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:MAX_CELL]
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self.dates.append(self._is_date(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        """Leave the list of cell styles."""
        if name == "cellXfs":
            self._in_cell_styles = False

    def _is_date(self, number_format: str) -> bool:
        if number_format in self._custom:
            shown = _LITERAL.sub("", self._custom[number_format]).casefold()
            return any(char in shown for char in "dyj") or "mm" in shown
        return number_format.isdecimal() and int(number_format[:4]) in _BUILT_IN_DATES


@dataclass
class SharedStrings(XmlScan):
    """The texts that cells refer to by number; phonetic readings are left out."""

    strings: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _total: int = 0
    _reading: bool = False
    _phonetic: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a text, or a part of one."""
        if name == "si":
            self._parts, self._size = [], 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._reading = not self._phonetic

    def text(self, data: str) -> None:
        """Keep what fits in a cell."""
        if self._reading and self._size <= MAX_CELL:
            kept = data[: MAX_CELL + 1 - self._size]
            self._parts.append(kept)
            self._size += len(kept)

    def end(self, name: str) -> None:
        """Finish a text; raises SpreadsheetTooLarge when there are more than any list needs."""
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.strings.append("".join(self._parts))
            self._total += self._size
            if len(self.strings) > MAX_SHARED_STRINGS or self._total > MAX_SHARED_TEXT:
                raise SpreadsheetTooLarge()
