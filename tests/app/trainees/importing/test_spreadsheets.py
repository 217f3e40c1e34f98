"""What stands in the cells of a spreadsheet."""

import io
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.trainees.importing.reading import read_file
from tests.app.trainees.importing.workbooks import HEADERS, row, workbook


def saved(*rows: list[Any], title: str = "Lijst", since_1904: bool = False) -> bytes:
    """A spreadsheet as another program writes it."""
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for cells in rows:
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(*values: Any, since_1904: bool = False) -> tuple[str, ...]:
    return read_file(saved(["Voornaam", "Achternaam"], list(values), since_1904=since_1904), "lijst.xlsx").rows[1].cells


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_come_out_as_dates_in_both_calendars(since_1904: bool) -> None:
    """R-CRS-08"""
    values = (date(1959, 10, 21), datetime.fromisoformat("2001-02-28 13:30"), date(1984, 2, 29))
    assert shown(*values, since_1904=since_1904) == ("1959-10-21", "2001-02-28", "1984-02-29")


def test_numbers_come_out_as_a_reader_sees_them() -> None:
    """R-CRS-08"""
    assert shown(100000, 612345678.0, 1.5, True, time(9, 30), "x")[:3] == ("100000", "612345678", "1.5")


def test_the_day_that_never_was_shifts_no_birthday() -> None:
    """R-CRS-08: spreadsheets believe in 29 February 1900."""
    assert shown(date(1900, 2, 28), date(1900, 3, 1)) == ("1900-02-28", "1900-03-01")


def test_a_formula_counts_by_the_value_that_was_saved_with_it() -> None:
    """R-CRS-08"""
    cells = '<row><c t="str"><f>A1&amp;"x"</f><v>Jan</v></c><c t="inlineStr"><is><t>Smit</t></is></c></row>'
    assert read_file(workbook(row(*HEADERS) + cells), "lijst.xlsx").rows[1].cells[:2] == ("Jan", "Smit")


def test_texts_in_pieces_are_joined_and_readings_left_out() -> None:
    """R-CRS-08"""
    shared = "<sst><si><r><t>Jan</t></r><r><t>-Piet</t></r><rPh><t>yan</t></rPh></si><si><t>Smit</t></si></sst>"
    cells = '<row r="7"><c r="A7" t="s"><v>0</v></c><c r="C7" t="s"><v>1</v></c><c t="s"><v>9</v></c></row>'
    table = read_file(workbook(cells, xl__sharedStrings=shared), "lijst.xlsx")
    assert [(filled.number, filled.cells) for filled in table.rows] == [(7, ("Jan-Piet", "", "Smit"))]


def test_hidden_sheets_are_passed_over_and_the_sheet_with_headers_wins() -> None:
    """R-CRS-08"""
    book = openpyxl.Workbook()
    for title, cells in (("Oud", HEADERS), ("Uitleg", ("Vul de lijst in",)), ("Lijst", HEADERS)):
        book.create_sheet(title).append(cells)
    book["Oud"].sheet_state = "hidden"
    del book["Sheet"]
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    assert read_file(out.getvalue(), "lijst.xlsx").sheet == "Lijst"


@given(
    st.lists(
        st.tuples(*[st.text("abcdefgé ëïØ-'.", min_size=1).map(str.strip)] * 3).filter(all), min_size=1, max_size=8
    )
)
def test_whatever_another_program_saves_is_read_back(people: list[tuple[str, str, str]]) -> None:
    """R-CRS-08"""
    table = read_file(saved(list(HEADERS), *[list(person) for person in people]), "lijst.xlsx")
    assert [filled.cells for filled in table.rows[1:]] == people
