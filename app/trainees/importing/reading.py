"""From an uploaded file or pasted text to the table in it (R-CRS-08)."""

from app.trainees.importing.columns import has_headers
from app.trainees.importing.errors import FileTooLarge, NoRowsFound
from app.trainees.importing.kinds import Kind, find_kind
from app.trainees.importing.limits import MAX_BYTES
from app.trainees.importing.tables import Table
from app.trainees.importing.text_lists import read_pasted, read_text_list
from app.trainees.importing.xlsx import read_sheets


def read_file(data: bytes, file_name: str) -> Table:
    """The list in an uploaded .xlsx or text file; of several sheets the first with recognisable headers.

    Takes memory in proportion to `limits`, not to what the file unpacks to. Raises the refusals of `errors`.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    if not data.strip():
        raise NoRowsFound()
    if find_kind(data, file_name) is Kind.TEXT:
        return read_text_list(data)
    return _likeliest_sheet(data)


def read_paste(text: str) -> Table:
    """The list in text that was pasted from a spreadsheet or a mail; raises FileTooLarge and the limits' refusals."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES)
    return read_pasted(text)


def _likeliest_sheet(data: bytes) -> Table:
    first: Table | None = None
    for table in read_sheets(data):
        if has_headers(table):
            return table
        first = first or table
    if first is None:
        raise NoRowsFound()
    return first
