"""Lists in text: .csv from a spreadsheet or a database, tab-separated text, or cells that were copied and pasted."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal, TextIO

from app.files.lists.tables import Table, make_table

DELIMITERS = ";,\t|"
_SAMPLE_RECORDS = 60
_MAX_LINES_IN_A_CELL = 30
_MAX_LINE = 100_000
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

Opener = Callable[[], TextIO]
"""Opens the same text again: once to find the separator, once to read."""


def read_text_list(data: bytes) -> Table:
    """The rows of a text file in UTF-8, UTF-16 or Windows-1252, whichever fits, with the separator that fits."""
    encoding, start = find_encoding(data)
    return _read(lambda: io.TextIOWrapper(io.BytesIO(data[start:]), encoding, errors="replace", newline=""))


def read_pasted(text: str) -> Table:
    """The rows of text copied from a spreadsheet or a mail."""
    return _read(lambda: io.StringIO(text.removeprefix("\ufeff"), newline=""))


def find_encoding(data: bytes) -> tuple[str, int]:
    """The name of the encoding, and how many bytes of mark stand before the text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:2000]
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le", 0
    if sample[::2].count(0) > len(sample) // 4:
        return "utf-16-be", 0
    return ("utf-8" if _is_utf8(data) else "cp1252"), 0


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), 1 << 16):
            decoder.decode(data[at : at + (1 << 16)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _read(open_text: Opener) -> Table:
    named = _named_delimiter(open_text())
    delimiter = named or find_delimiter(open_text())
    records = islice(_records(open_text(), delimiter), 1 if named else 0, None)
    return make_table(enumerate(records, start=1))


def _named_delimiter(lines: TextIO) -> str:
    """Excel's own hint: a first line that reads `sep=;`."""
    match = re.fullmatch(r"sep=([;,\t|])\s*", lines.readline(12))
    return match[1] if match else ""


def find_delimiter(lines: TextIO) -> str:
    """The separator that cuts most of the first records into the same number of cells, the more cells the better."""
    sample = "".join(line[:_MAX_LINE] for line in islice(lines, _SAMPLE_RECORDS))
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[bool, float, int]:
    widths = Counter(len(record) for record in _records(io.StringIO(sample, newline=""), delimiter) if record)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return width > 1, count / max(widths.total(), 1), width


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The records of a text list; a quote that nobody closes, or not for long, costs its own lines, not all that follow."""
    pending: list[str] = []
    blank = delimiter + " \r\n"
    for line in lines:
        if not pending and not line.strip(blank):
            yield [""] * (line.count(delimiter) + 1)
            continue
        pending.append(line[:_MAX_LINE])
        endless = len(pending) > _MAX_LINES_IN_A_CELL or sum(map(len, pending)) > _MAX_LINE
        if not endless and sum(part.count('"') for part in pending) % 2 == 0:
            yield from _parsed(pending, delimiter, csv.QUOTE_MINIMAL)
            pending = []
        elif endless:
            yield from _parsed(pending, delimiter, csv.QUOTE_NONE)
            pending = []
    yield from _parsed(pending, delimiter, csv.QUOTE_NONE)


def _parsed(lines: list[str], delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, quoting=quoting)
