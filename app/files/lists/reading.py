"""From an uploaded file or pasted text to the table in it (R-CRS-08)."""

from collections.abc import Callable

from app.files.lists.errors import FileTooLarge, NoRowsFound
from app.files.lists.kinds import Kind, find_kind
from app.files.lists.limits import MAX_BYTES
from app.files.lists.tables import Table
from app.files.lists.text_lists import read_pasted, read_text_list
from app.files.lists.xlsx import read_sheets


def read_list(data: bytes, file_name: str, is_wanted: Callable[[Table], bool]) -> Table:
    """The list in an uploaded .xlsx or text file; of several sheets the first that is wanted, else the first.

    Takes memory in proportion to `limits`, not to what the file unpacks to. Raises the refusals of `errors`.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    if not data.strip():
        raise NoRowsFound()
    if find_kind(data, file_name) is Kind.TEXT:
        return read_text_list(data)
    return _likeliest_sheet(data, is_wanted)


def read_paste(text: str) -> Table:
    """The list in text that was pasted from a spreadsheet or a mail; raises FileTooLarge and the limits' refusals."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    return read_pasted(text)


def _likeliest_sheet(data: bytes, is_wanted: Callable[[Table], bool]) -> Table:
    first: Table | None = None
    for table in read_sheets(data):
        if is_wanted(table):
            return table
        first = first or table
    if first is None:
        raise NoRowsFound()
    return first
