"""Tables as files: what stands in them, and that nothing is computed."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from app.core.spreadsheets import Cell, as_csv, as_xlsx

HOSTILE = ["=1+1", "+31 6 12345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", '=HYPERLINK("http://x.example")']


@pytest.mark.parametrize("text", HOSTILE)
def test_a_csv_computes_nothing(text: str) -> None:
    """R-CRS-07: whatever a spreadsheet could take for a formula gets an apostrophe in front."""
    content = as_csv(["=kop"], [[text]]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert rows == [["'=kop"], [f"'{text}"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_xlsx_computes_nothing(text: str) -> None:
    """R-CRS-07: the text itself is kept, as a text that stays one when the cell is edited."""
    sheet = load_workbook(io.BytesIO(as_xlsx("Lijst", ["Kop"], [[text]]))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).replace("_x000D_", "\r") == text  # as OOXML writes it


def test_numbers_dates_and_texts_keep_their_kind() -> None:
    """R-CRS-07: dates can be sorted and numbers added up."""
    row: list[Cell] = [806, date(2027, 3, 1), "ë ı ’", None]
    sheet = load_workbook(io.BytesIO(as_xlsx("Lijst", ["a", "b", "c", "d"], [row]))).active
    assert sheet is not None
    number, day, words, nothing = next(iter(sheet.iter_rows(min_row=2, values_only=True)))
    assert (number, words, nothing) == (806, "ë ı ’", None)
    assert isinstance(day, datetime)
    assert day.date() == date(2027, 3, 1)
    assert as_csv(["a", "b", "c", "d"], [row]).decode("utf-8-sig").splitlines()[1] == "806;2027-03-01;ë ı ’;"
