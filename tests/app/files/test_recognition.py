"""The content decides what a file is, and code does not come in under any name."""

import time
import tracemalloc
from contextlib import suppress

import pytest

from app.files.errors import FileTypeNotAllowed
from app.files.kinds import CSV, DOCX, JPEG, ODT, PDF, PNG, PPTX, TEXT, XLSX, FileKind
from app.files.recognition import recognise
from tests.factories import sample_files as samples

ODT_MIME = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.PDF, "lijst.pdf", PDF),
        (samples.PDF, "lijst.exe", PDF),
        (samples.png(), "logo.jpg", PNG),
        (samples.jpeg(800, 600), "foto.jpeg", JPEG),
        (samples.office("word/document.xml"), "brief.docx", DOCX),
        (samples.office("xl/workbook.xml", **{"xl/printerSettings/printerSettings1.bin": b"x"}), "b.xlsx", XLSX),
        (samples.office("ppt/presentation.xml", **{"ppt/media/icoon.svg": "<svg/>"}), "les.pptx", PPTX),
        (samples.zipped({"mimetype": ODT_MIME, "content.xml": "<x/>"}), "brief.odt", ODT),
        ("Beste Zoë, a < b en c > d".encode(), "notitie.txt", TEXT),
        ("naam;plaats\nBjörn;Łódź\n".encode(), "lijst.CSV", CSV),
        ("naam;plaats\nZo\u00eb;Gr\u00fcnau\n".encode("cp1252"), "lijst.csv", CSV),
    ],
)
def test_known_kinds_are_recognised_whatever_they_are_called(content: bytes, name: str, kind: FileKind) -> None:
    """R-INV-06: the type is judged by content, the name does not count where the content tells."""
    assert recognise(content, name) is kind


@pytest.mark.parametrize("name", ["rekening.pdf", "rekening.txt", "rekening.csv", "rekening.docx", "rekening", "a.png"])
@pytest.mark.parametrize(
    "content",
    [
        samples.EXECUTABLE,
        samples.ELF,
        samples.OLE,
        b"",
        b"#!/bin/sh\nrm -rf ~\n",
        b"@echo off\r\ndel *.*\r\n",
        b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        b"  <html><body>hoi</body></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"function run() { return document.cookie }",
        b'Set s = CreateObject("WScript.Shell")',
        b"powershell -enc AAAA",
        b"import os\nos.system('id')\n",
        samples.zipped({"a.txt": "x"}),
        samples.zipped({"[Content_Types].xml": "<Types/>", "setup.exe": b"MZ"}),
        samples.office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
        samples.office("word/document.xml", **{"word/embeddings/oleObject1.bin": b"x"}),
        samples.office("word/document.xml", **{"../../etc/cron.d/x": b"x"}),
        samples.zipped(
            {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled", "word/document.xml": ""}
        ),
        samples.zipped({"mimetype": ODT_MIME, "Basic/Standard/Module1.xml": "<x/>"}),
        b"PK\x03\x04" + bytes(50),
        samples.png(30_000, 30_000),
        samples.jpeg(60_000, 60_000),
        b"\x89PNG\r\n\x1a\n",
    ],
    ids=lambda content: repr(bytes(content[:24])),
)
def test_code_bombs_and_unknown_content_are_refused(content: bytes, name: str) -> None:
    """R-INV-06: executables, scripts, HTML, SVG, macro files and the unknown are refused under every name."""
    with pytest.raises(FileTypeNotAllowed):
        recognise(content, name)


def test_text_under_the_name_of_a_program_is_refused() -> None:
    """R-INV-06: plain text is accepted only under a name that no program runs."""
    with pytest.raises(FileTypeNotAllowed):
        recognise(b"dir", "start.bat")


def test_archive_that_unpacks_to_gigabytes_is_refused_without_unpacking() -> None:
    """R-INV-06: a zip bomb costs neither time nor memory."""
    bomb = samples.office("xl/workbook.xml", **{"xl/worksheets/sheet1.xml": bytes(210 * 1024 * 1024)})
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(FileTypeNotAllowed):
        recognise(bomb, "lijst.xlsx")
    spent, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 1
    assert peak < 10 * 1024 * 1024


@pytest.mark.parametrize(
    "piece", ["\n", "\n ", " \r\n", "< ", "function(", "function ", "=> ", "\nfrom x ", "powershell ", "document "]
)
def test_text_that_is_made_to_be_looked_at_for_ever_is_judged_at_once(piece: str) -> None:
    """R-INV-06: blank lines and open brackets without end hold nobody up; one file must not stop the whole portal."""
    content = (piece * (2_000_000 // len(piece))).encode()
    started = time.perf_counter()
    with suppress(FileTypeNotAllowed):
        recognise(content, "lijst.txt")
    assert time.perf_counter() - started < 5
