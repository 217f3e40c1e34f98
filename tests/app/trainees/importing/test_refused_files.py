"""Files that are no list of people, or that would cost far more than they are worth."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.core.errors import DomainError
from app.files.lists.limits import MAX_BYTES, MAX_ROWS
from app.files.lists.reading import read_paste
from app.trainees.importing.reading import read_file
from tests.app.trainees.importing.workbooks import CONTENT_TYPES, HEADERS, SHEET, archive, row, workbook

MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[4]


def code_of(data: bytes, name: str) -> str:
    with pytest.raises(DomainError) as refusal:
        read_file(data, name)
    return refusal.value.code


@pytest.mark.parametrize("name", ["lijst.csv", "lijst.xlsx", "lijst"])
@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01",
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x1f\x8b\x08\x00\x00\x00",
        b"<!doctype html><table><tr><td>Voornaam</td></tr></table>",
        b'\xef\xbb\xbf<?xml version="1.0"?><a/>',
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"{\\rtf1 Voornaam;Achternaam}",
        b"#!/bin/sh\nrm -rf /\n",
        b'[{"voornaam": "Jan"}]',
        b"function run() { return 1; }",
        archive({"word/document.xml": "<a/>", "[Content_Types].xml": "wordprocessingml.document.main+xml"}),
        archive({"lijst.csv": "Voornaam;Achternaam"}),
    ],
)
def test_what_is_no_list_is_refused_whatever_its_name(data: bytes, name: str) -> None:
    """R-CRS-08: content decides."""
    assert code_of(data, name) in ("file_type_not_supported", "file_type_mismatch")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Voornaam;Achternaam\r\nJan;Smit\r\n", "lijst.xlsx"),
        (b"Voornaam;Achternaam\r\nJan;Smit\r\n", "lijst.xls"),
        (b"Voornaam;Achternaam\r\nJan;Smit\r\n", "lijst.csv.exe"),
        (workbook(row(*HEADERS)), "lijst.csv"),
    ],
)
def test_a_list_under_another_name_is_refused(data: bytes, name: str) -> None:
    """R-CRS-08: files that are not what their name says are refused."""
    assert code_of(data, name) == "file_type_mismatch"


def test_an_old_or_locked_spreadsheet_is_told_apart() -> None:
    """R-CRS-08: the sender can save it anew."""
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "lijst.xls") == "spreadsheet_old_or_locked"


def test_macros_are_refused_also_under_a_harmless_name() -> None:
    """R-CRS-08"""
    assert code_of(workbook(row(*HEADERS)), "lijst.xlsm") == "spreadsheet_with_macros"
    program = archive(
        {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": b"\0"}
    )
    assert code_of(program, "lijst.xlsx") == "spreadsheet_with_macros"
    enabled = CONTENT_TYPES.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    assert code_of(archive({"[Content_Types].xml": enabled}), "a.xlsx") == "spreadsheet_with_macros"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n ", b"\r\n;;;\r\n", workbook(""), workbook('<row><c t="inlineStr"/></row>')]
)
def test_an_empty_list_says_so(data: bytes) -> None:
    """R-CRS-08"""
    assert code_of(data, "") == "no_rows_found"


@pytest.mark.parametrize(
    "data",
    [
        workbook(row(*HEADERS))[:-30],
        b"PK\x03\x04" + bytes(500),
        workbook("<row><c>"),
        workbook(xl__workbook="<workbook"),
        archive({"[Content_Types].xml": CONTENT_TYPES}),
    ],
)
def test_a_damaged_spreadsheet_says_so(data: bytes) -> None:
    """R-CRS-08"""
    assert code_of(data, "lijst.xlsx") == "spreadsheet_damaged"


def test_entities_are_never_expanded() -> None:
    """R-CRS-08: a document type declaration could read files or multiply itself into gigabytes."""
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    sheet = laughs + SHEET.format(rows=row("&c;", "&x;"))
    assert code_of(workbook(xl__worksheets__sheet1=sheet), "lijst.xlsx") == "spreadsheet_damaged"


def test_more_people_than_an_import_holds_are_refused() -> None:
    """R-CRS-08: up to 10,000 rows."""
    line = b"Jan;Smit\r\n"
    assert read_file(b"Voornaam;Achternaam\r\n" + line * MAX_ROWS, "lijst.csv").rows[-1].number == MAX_ROWS + 1
    assert code_of(b"Voornaam;Achternaam\r\n" + line * (MAX_ROWS + 50), "lijst.csv") == "too_many_rows"
    assert code_of(workbook(row("Jan", "Smit") * (MAX_ROWS + 50)), "lijst.xlsx") == "too_many_rows"


def test_more_columns_than_an_import_holds_are_refused() -> None:
    """R-CRS-08"""
    assert code_of(b";".join([b"x"] * 51), "lijst.csv") == "too_many_columns"
    assert code_of(workbook('<row><c r="AZ1" t="str"><v>x</v></c></row>'), "lijst.xlsx") == "too_many_columns"


def test_more_bytes_than_an_import_holds_are_refused() -> None:
    """R-CRS-08"""
    assert code_of(b"a" * (MAX_BYTES + 1), "lijst.csv") == "file_too_large"
    with pytest.raises(DomainError, match="file_too_large"):
        read_paste("a" * (MAX_BYTES + 1))


def deflated_zeros(megabytes: int) -> bytes:
    """A sheet that begins well and then goes on for ever."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("[Content_Types].xml", CONTENT_TYPES)
        with opened.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(SHEET.split("{rows}")[0].encode())
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
    return out.getvalue()


def understated(data: bytes, name: bytes, size: int) -> bytes:
    """The same archive, whose directory claims a smaller unpacked size for one part."""
    at = data.rindex(name) - 46
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def far_apart() -> bytes:
    """Two filled cells, at both ends of the largest worksheet there can be."""
    return workbook(
        '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="1048576"><c r="AX1048576" t="str"><v>b</v></c></row>'
    )


HOSTILE = {
    "unpacks to 400 MB": lambda: deflated_zeros(400),
    "understates its size": lambda: understated(deflated_zeros(60), b"xl/worksheets/sheet1.xml", 1000),
    "thousands of parts": lambda: archive({f"{number}": "" for number in range(5_000)}),
    "millions of empty cells": lambda: workbook("<row>" + "<c/>" * 900_000 + "</row>"),
    "a million numbered cells": lambda: workbook("".join(f'<c r="A{n}"/>' for n in range(900_000))),
    "nested without end": lambda: workbook("<a>" * 500_000),
    "one endless attribute": lambda: workbook('<row r="' + "1" * (30 * MEGABYTE) + '"/>'),
    "one endless cell": lambda: workbook(row("a" * (40 * MEGABYTE))),
    "shared texts without end": lambda: workbook(xl__sharedStrings="<sst>" + "<si><t>a</t></si>" * 800_000 + "</sst>"),
    "quotes that never close": lambda: b'"a;b\n' * 1_900_000,
    "a million blank rows": lambda: b";;;;;\r\n" * 1_250_000,
    "one endless line": lambda: b"a;" * (5 * MEGABYTE - 1),
    "cells far apart": far_apart,
}

MEASURE = """
import sys, time
from app.core.errors import DomainError
from app.trainees.importing.reading import read_file
data = open(sys.argv[1], "rb").read()
peak = lambda: int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
before, start = peak(), time.process_time()
try:
    outcome = len(read_file(data, "").rows)
except DomainError as refusal:
    outcome = refusal.code
print(outcome, (peak() - before) // 1024, time.process_time() - start)
"""


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_cost_little_memory_and_time(kind: str, tmp_path: Path) -> None:
    """R-CRS-08: refused quickly, without the memory growing by more than 100 MB."""
    path = tmp_path / "hostile"
    path.write_bytes(HOSTILE[kind]())
    run = [sys.executable, "-c", MEASURE, str(path)]
    outcome, grown, seconds = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert int(grown) < 100, outcome
    assert float(seconds) < 5
