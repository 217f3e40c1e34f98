"""The lists of real life: another encoding, another separator, headers in English, titles above, broken rows.

What is expected is counted here in the bare lines, by other means than the reader's own.
"""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.trainees.importing.headers import Field
from app.trainees.importing.reading import read_file
from app.trainees.importing.reviewing import lay_out, read_people
from app.trainees.importing.verdicts import JudgedRow, KnownTrainees, Verdict, judge

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2026, 11, 23)
ALL_FIELDS = {Field.GIVEN_NAME, Field.INFIX, Field.FAMILY_NAME, Field.BIRTH_DATE, Field.EMAIL, Field.CUSTOMER}

LISTS = [
    ("deelnemers-10000.csv", "utf-8", ";"),
    ("deelnemers-excel-export.csv", "cp1252", ";"),
    ("deelnemers-utf8-bom.csv", "utf-8-sig", ","),
    ("participants-english-headers.csv", "utf-8", "\t"),
]


@cache
def review(name: str) -> list[JudgedRow]:
    layout = lay_out(read_file((DATA / name).read_bytes(), name))
    assert set(layout.columns.values()) == ALL_FIELDS
    return judge(read_people(layout.people, layout.columns, TODAY), KnownTrainees())


def lines_of(name: str, encoding: str, separator: str) -> list[tuple[int, str]]:
    """The filled lines under the header with their numbers; none of these lists has a line break in a cell."""
    lines = (DATA / name).read_bytes().decode(encoding).split("\r\n")[1:]
    return [(number, line) for number, line in enumerate(lines, start=2) if line.strip(separator + " ")]


def faults(line: str, separator: str) -> int:
    """How many things are wrong in a line, by the marks of the five faults that these lists have."""
    cell = f'[^{separator}"]*{separator}'
    without_family = rf'^(?:"[^"]*(?:""[^"]*)*"{separator}|{cell}){cell}{separator}'
    marks = (" at voorbeeld", f"{separator}31-02-", f"{separator}onbekend{separator}", "=HYPERLINK")
    return sum(mark in line for mark in marks) + bool(re.match(without_family, line))


def keys(line: str, separator: str) -> set[str]:
    """What makes a line the same person as another: its address, its names with its date."""
    found = {address.casefold() for address in re.findall(r"[^\s;,\t\"]+@[^\s;,\t\"]+", line)}
    given, _, family, born = line.split(separator)[:4]
    return found | ({f"{given.strip()}|{family.strip()}|{normal_date(born)}".casefold()} if born else set())


def normal_date(text: str) -> str:
    parts = re.split("[-/]", text)
    day, month, year = reversed(parts) if len(parts[0]) == 4 else parts
    return f"{int(day)}.{int(month)}.{int(year) % 100}"


@pytest.mark.parametrize(("name", "encoding", "separator"), LISTS)
def test_every_broken_row_is_refused_and_no_other(name: str, encoding: str, separator: str) -> None:
    """R-CRS-08: a refused row loses no other."""
    expected = {number for number, line in lines_of(name, encoding, separator) if faults(line, separator)}
    refused = {row.number for row in review(name) if row.verdict is Verdict.REFUSED}
    assert refused == expected


@pytest.mark.parametrize(("name", "encoding", "separator"), LISTS)
def test_every_fault_of_a_row_is_told(name: str, encoding: str, separator: str) -> None:
    """R-CRS-08: preview says row by row why."""
    expected = {number: faults(line, separator) for number, line in lines_of(name, encoding, separator)}
    assert {row.number: len(row.problems) for row in review(name)} == expected


@pytest.mark.parametrize(("name", "encoding", "separator"), LISTS)
def test_doubles_within_the_list_are_found(name: str, encoding: str, separator: str) -> None:
    """R-CRS-08"""
    seen: set[str] = set()
    doubles = set()
    for number, line in lines_of(name, encoding, separator):
        if not faults(line, separator):
            if seen & keys(line, separator):
                doubles.add(number)
            seen |= keys(line, separator)
    assert {row.number for row in review(name) if row.verdict is Verdict.DUPLICATE} == doubles


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("deelnemers-10000.csv", {"new": 8916, "duplicate": 223, "refused": 803}),
        ("deelnemers-excel-export.csv", {"new": 53, "duplicate": 1, "refused": 7}),
        ("deelnemers-utf8-bom.csv", {"new": 112, "duplicate": 3, "refused": 8}),
        ("participants-english-headers.csv", {"new": 32, "duplicate": 1, "refused": 8}),
        ("deelnemers.xlsx", {"new": 80}),
    ],
)
def test_the_verdicts_of_each_list_stay_what_they_are(name: str, counts: dict[str, int]) -> None:
    """R-CRS-08"""
    assert Counter(row.verdict.value for row in review(name)) == counts


def test_letters_of_every_language_arrive_whole() -> None:
    """R-CRS-08: Windows-1252 from a Dutch Excel, and UTF-8 with a mark."""
    given = {row.person.name.given for row in review("deelnemers-excel-export.csv")}
    assert {"Björn", "Zoë", "Chloë", "Saïd", "Jürgen"} <= given
    assert {"Yıldız", "João"} <= {row.person.name.given for row in review("deelnemers-utf8-bom.csv")}


def test_letters_that_were_lost_before_they_reached_us_are_pointed_out() -> None:
    """R-CRS-08: an export to Windows-1252 turns Yıldız into Y?ld?z; that is no refusal, but worth a look."""
    rows = [row for row in review("deelnemers-excel-export.csv") if row.person.name.given == "Y?ld?z"]
    assert len(rows) == 3
    assert all("characters_lost" in [notice.code for notice in row.notices] for row in rows)
    assert Verdict.NEW in [row.verdict for row in rows]


def test_a_spreadsheet_with_a_title_and_real_dates_is_read() -> None:
    """R-CRS-08: the headers stand in row 3, dates are numbers with a format, a second sheet holds an explanation."""
    first = review("deelnemers.xlsx")[0]
    assert first.number == 4
    assert first.person.name.full == "Zoë op den Vermeulen"
    assert first.person.birth_date == date(1959, 10, 21)
    assert first.person.customer == "Gemeente Zuiddam"


def test_separators_and_quotes_within_a_name_stay_in_it() -> None:
    """R-CRS-08"""
    customers = {row.person.customer for row in review("deelnemers-utf8-bom.csv")}
    assert {"Logistiek Noord; Groningen", 'Bouw B.V. "De Hoeksteen"', "Café 't Hoekje"} <= customers
