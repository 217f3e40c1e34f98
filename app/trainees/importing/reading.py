"""From an uploaded file to the list of people in it (R-CRS-08)."""

from app.files.lists.reading import read_list
from app.files.lists.tables import Table
from app.trainees.importing.columns import has_headers


def read_file(data: bytes, file_name: str) -> Table:
    """The list in an uploaded file; of several sheets the first with recognisable headers. Raises as `read_list` does."""
    return read_list(data, file_name, has_headers)
