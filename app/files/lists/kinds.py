"""What a file is, judged by its first bytes; its name only has to agree."""

import re
from enum import StrEnum
from pathlib import PurePath

from app.files.lists.errors import (
    FileTypeMismatch,
    FileTypeNotSupported,
    SpreadsheetOldOrLocked,
    SpreadsheetWithMacros,
)

_ARCHIVE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PROGRAM_TEXT = re.compile(
    rb"\s*(?:<[!?a-z/]|#!|%PDF|\{\\rtf|[{[]\s*[\"{[]|//|/\*|@echo\b|\(?function\b|(?:var|let|const|import|export)\s"
    rb"|['\"]use strict|MZ|begin:v)",
    re.IGNORECASE,
)
_UNTYPEABLE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXT_NAMES = frozenset((".csv", ".txt", ".tsv", ".tab"))
_SHEET_NAMES = frozenset((".xlsx",))


class Kind(StrEnum):
    """The kinds of list that can be read."""

    TEXT = "text"
    SPREADSHEET = "spreadsheet"


def find_kind(data: bytes, file_name: str) -> Kind:
    """The kind of list that the bytes hold.

    Raises FileTypeNotSupported, SpreadsheetOldOrLocked or SpreadsheetWithMacros for what is no list, and
    FileTypeMismatch when the content is a list, but not of the kind that the name says.
    """
    kind = _by_content(data)
    suffix = PurePath(file_name).suffix.casefold()
    if suffix in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise SpreadsheetWithMacros()
    expected = _TEXT_NAMES if kind is Kind.TEXT else _SHEET_NAMES
    if suffix and suffix not in expected:
        raise FileTypeMismatch(found=kind.value, name=suffix[:20])
    return kind


def _by_content(data: bytes) -> Kind:
    if data.startswith(_ARCHIVE):
        return Kind.SPREADSHEET
    if data.startswith(_OLE):
        raise SpreadsheetOldOrLocked()
    if data.startswith(_UTF16) or _is_bare_utf16(data):
        return Kind.TEXT
    if _UNTYPEABLE.search(data) or _PROGRAM_TEXT.match(data[:2000].removeprefix(b"\xef\xbb\xbf")):
        raise FileTypeNotSupported()
    return Kind.TEXT


def _is_bare_utf16(data: bytes) -> bool:
    """Two bytes per letter without a mark: every second byte of Western text is zero, and no others are."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return len(sample) >= 4 and ((even == 0 and odd > len(sample) // 4) or (odd == 0 and even > len(sample) // 4))
