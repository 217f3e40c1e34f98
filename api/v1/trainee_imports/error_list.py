"""The refused and doubled rows as a file that a spreadsheet opens, to be corrected and sent in again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from api.v1.trainee_imports.reasons import column_name, field_name, reason
from app.core.spreadsheets import as_csv


def error_list(headers: Sequence[str], rows: Sequence[Row[Any]], language: str) -> bytes:
    """The rows with their numbers and reasons; the import takes off again what keeps a cell from being computed."""
    named = [header or column_name("column", language, at) for at, header in enumerate(headers, start=1)]
    header = [column_name("row", language), *named, column_name("reason", language)]
    return as_csv(header, ([row.row_number, *row.cells, _reasons(row, language)] for row in rows))


def _reasons(row: Row[Any], language: str) -> str:
    return " ".join(_sentence(problem, language) for problem in row.problems)


def _sentence(problem: dict[str, Any], language: str) -> str:
    name, text = field_name(problem["field"], language), reason(problem["code"], problem["value"], language)
    return f"{name}: {text}" if name else text
