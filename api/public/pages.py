"""Server-rendered pages behind signed links: small, without scripts, kept by nobody and indexed by nobody."""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.mail.language import Language, clock_time, long_date

_HERE = Path(__file__).parent
_STYLE = (_HERE / "style.css").read_text(encoding="utf-8").strip()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")

HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every signed page carries: its address is a secret, so nothing may keep it or pass it on."""


def page(template: str, language: Language, values: dict[str, Any], *, status: int = 200) -> Response:
    """The page of a template in a language; a value that the template lacks raises jinja2.UndefinedError."""
    html = (
        _templates()
        .get_template(f"{template}.html")
        .render({"language": language, "words": words(language), "style": Markup(_STYLE), **values})
    )
    return Response(html, status_code=status, media_type="text/html", headers=HEADERS)


@cache
def words(language: Language) -> dict[str, str]:
    """The texts of the pages in a language."""
    loaded: dict[str, str] = json.loads((_HERE / "i18n" / f"{language}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(long_date=long_date, clock=clock_time)
    return environment
