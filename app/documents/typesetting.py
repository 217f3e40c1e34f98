"""Turns a template and plain data into PDF. Text from users is data, never markup, and reaches no file."""

import asyncio
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "typst"
_FONTS = _HERE / "fonts"
_BUSY = Lock()


class CannotTypeset(Exception):
    """The data cannot be set, for example because an image in it is broken."""


@cache
def words(language: str) -> dict[str, str]:
    """The labels of the documents in a language; Dutch where there are none in that language."""
    path = _HERE / "i18n" / f"{language if language in ('nl', 'en') else 'nl'}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


async def typeset(template: str, data: dict[str, Any], *, dated: date) -> bytes:
    """The PDF of a template with this data; the same data and date give the same bytes. Runs beside the event loop.

    Raises CannotTypeset when typst refuses the data.
    """
    return await asyncio.to_thread(_compile, template, json.dumps(data, ensure_ascii=False), dated)


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(root=str(_TEMPLATES), font_paths=fonts)


@cache
def _source(template: str) -> bytes:
    return (_TEMPLATES / f"{template}.typ").read_bytes()


def _compile(template: str, data: str, dated: date) -> bytes:
    """The compiler keeps its inputs between two calls, so that only one thread may use it at a time."""
    moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    try:
        with _BUSY:
            made = _compiler().compile(_source(template), format="pdf", sys_inputs={"data": data}, timestamp=moment)
    except typst.TypstError as error:
        raise CannotTypeset(error.message) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files for one PDF")
    return made
