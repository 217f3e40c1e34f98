"""The refused and doubled rows as a file that a spreadsheet opens, to be corrected and sent in again."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from api.v1.trainee_imports.reasons import column_name, field_name, reason

_COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def error_list(headers: Sequence[str], rows: Sequence[Row[Any]], language: str) -> bytes:
    """The rows with their numbers and reasons, as UTF-8 with a mark and semicolons; no cell is computed when opened."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    named = [header or column_name("column", language, at) for at, header in enumerate(headers, start=1)]
    writer.writerow([column_name("row", language), *map(_harmless, named), column_name("reason", language)])
    for row in rows:
        reasons = " ".join(_sentence(problem, language) for problem in row.problems)
        writer.writerow([row.row_number, *map(_harmless, row.cells), _harmless(reasons)])
    return out.getvalue().encode("utf-8-sig")


def _sentence(problem: dict[str, Any], language: str) -> str:
    name, text = field_name(problem["field"], language), reason(problem["code"], problem["value"], language)
    return f"{name}: {text}" if name else text


def _harmless(cell: str) -> str:
    """A leading apostrophe keeps a spreadsheet from computing the text; the import takes it off again."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_COMPUTED) else cell
