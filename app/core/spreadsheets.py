"""Tables as files that a spreadsheet opens (.xlsx, .csv); no text in them is ever computed."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import xlsxwriter

Cell = str | int | date | None
Format = Literal["xlsx", "csv"]
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def is_computed(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.lstrip(" ").startswith(_COMPUTED)


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet could compute it; our own imports take it off again."""
    return f"'{text}" if is_computed(text) else text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark, semicolons and CRLF, as Dutch spreadsheets expect; dates as 2026-11-25."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(name) for name in header])
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with a head that stays and filters; texts are texts whatever they begin with, dates are dates."""
    return as_workbook([Sheet(title, header, rows)])


def as_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Several such sheets; titles must differ within their first 31 characters."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, content: Sheet) -> None:
    sheet = book.add_worksheet(content.title[:31])
    plain, quoted = book.add_format(), book.add_format({"quote_prefix": True})
    widths = [len(name) for name in content.header]
    last = 0
    for column, name in enumerate(content.header):
        sheet.write_string(0, column, name, book.add_format({"bold": True}))
    for last, row in enumerate(content.rows, start=1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], 10 if isinstance(cell, date) else len(str(cell or "")))
            if isinstance(cell, str):
                sheet.write_string(last, column, cell, quoted if is_computed(cell) else plain)
            elif isinstance(cell, date):
                sheet.write_datetime(last, column, cell)
            elif cell is not None:
                sheet.write_number(last, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(content.header) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
