"""Lists in text, as spreadsheets, databases and mails make them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.lists.reading import read_paste
from app.files.lists.tables import Table
from app.trainees.importing.reading import read_file

HEADER = "Voornaam;Achternaam;Bedrijf\r\n"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    """R-CRS-08"""
    data = (HEADER + "Zoë;Núñez;Café\r\n").encode(encoding)
    assert cells(read_file(data, "lijst.csv"))[1] == ("Zoë", "Núñez", "Café")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_every_usual_separator_and_line_ending_is_read(separator: str, ending: str) -> None:
    """R-CRS-08"""
    lines = [["Voornaam", "Achternaam"], ["Jan", "Smit; jr"], ["Piet", "de Boer, sr"]]
    text = ending.join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    assert cells(read_file(text.encode(), "lijst.csv")) == [tuple(line) for line in lines]


def test_excels_own_hint_about_the_separator_is_obeyed() -> None:
    """R-CRS-08"""
    table = read_file(b"sep=,\r\nVoornaam,Achternaam\r\nJan;P,Smit\r\n", "lijst.csv")
    assert [(row.number, row.cells) for row in table.rows] == [(1, ("Voornaam", "Achternaam")), (2, ("Jan;P", "Smit"))]


def test_a_line_break_within_quotes_stays_in_its_cell() -> None:
    """R-CRS-08: row numbers go on counting as the spreadsheet does."""
    table = read_file((HEADER + 'Jan;Smit;"Bouw\r\nen Zn."\r\n\r\nPiet;Kok;X\r\n').encode(), "lijst.csv")
    assert [(row.number, row.cells[2]) for row in table.rows] == [(1, "Bedrijf"), (2, "Bouw\r\nen Zn."), (4, "X")]


def test_a_quote_that_nobody_closes_costs_no_other_row() -> None:
    """R-CRS-08: a refused row loses no other."""
    people = "".join(f"Jan{number};Smit;X\r\n" for number in range(40))
    table = read_file((HEADER + 'Piet;"Kok;X\r\n' + people).encode(), "lijst.csv")
    assert len(table.rows) == 42
    assert table.rows[-1].cells == ("Jan39", "Smit", "X")


def test_a_cell_of_many_long_lines_is_read_and_breaks_nothing() -> None:
    """R-CRS-08: a quote that is closed after half a megabyte was made to hurt."""
    long_lines = ("x" * 90_000 + "\n") * 5
    table = read_paste(f'naam;plaats\n"{long_lines}";b\nJan;Ede\n')
    assert [row.cells[0][:7] for row in table.rows] == ["naam;pl", '"xxxxxx', *["xxxxxxx"] * 4, '";b', "Jan;Ede"]


def test_a_cell_without_end_is_kept_just_long_enough_to_refuse_it() -> None:
    """R-CRS-08"""
    table = read_file((HEADER + "Jan;" + "a" * 5000 + ";X\r\n").encode(), "lijst.csv")
    assert len(table.rows[1].cells[1]) == 501


def test_rows_of_unequal_length_are_filled_up() -> None:
    """R-CRS-08"""
    table = read_file((HEADER + "Jan\r\nPiet;Kok;X;;;;\r\n").encode(), "lijst.csv")
    assert cells(table)[1:] == [("Jan", "", ""), ("Piet", "Kok", "X")]


def test_pasted_cells_go_the_same_way() -> None:
    """R-CRS-08: copied from a spreadsheet, cells are separated by tabs."""
    assert cells(read_paste("Jan\tSmit\njan@voorbeeld.example\t\n")) == [("Jan", "Smit"), ("jan@voorbeeld.example", "")]


plain = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30).map(str.strip)


@given(st.lists(st.tuples(plain, plain, plain).filter(any), min_size=1, max_size=20), st.sampled_from(";,\t|"))
def test_whatever_a_spreadsheet_writes_is_read_back(people: list[tuple[str, str, str]], separator: str) -> None:
    """R-CRS-08"""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(["Voornaam", "Achternaam", "Bedrijf"])
    writer.writerows(people)
    assert cells(read_file(out.getvalue().encode("utf-8-sig"), "lijst.csv"))[1:] == people
