"""Drawing a system mail: MJML compiled once, Jinja2 over it, styles inlined. For our own `emails/` only.

What providers write never comes here as a template; it is rendered by `app.templates` and enters as a finished value.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import css_inline
import mrml
from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from app.mail.brand import Brand
from app.mail.language import Language, clock_time, long_date, moment_in_words
from app.mail.system_mails import SystemMail

EMAILS = Path(__file__).resolve().parents[2] / "emails"
_Source = tuple[str, str, Callable[[], bool]]


@dataclass(frozen=True, slots=True)
class RenderedMail:
    """A drawn mail: one line of subject, a whole HTML document, and the same as plain text."""

    subject: str
    html: str
    text: str


class _MailFolder(BaseLoader):
    """Reads templates from `emails/`; where `layout.html` is asked for, compiles `layout.mjml`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(self, environment: Environment, template: str) -> _Source:
        path = self._folder / template
        if path.is_file():
            return path.read_text(encoding="utf-8"), str(path), _never_stale
        mjml = path.with_suffix(".mjml")
        if path.suffix == ".html" and mjml.is_file():
            return _compile(mjml), str(mjml), _never_stale
        raise TemplateNotFound(template)


class MailRenderer:
    """Draws system mails; templates are compiled at first use and kept."""

    def __init__(self, folder: Path = EMAILS) -> None:
        """`folder` holds `_layout/` and one folder per mail and language."""
        loader = _MailFolder(folder)
        self._html = _environment(loader, autoescape=True)
        self._text = _environment(loader, autoescape=False)
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)

    def render(self, mail: SystemMail, *, language: Language, brand: Brand) -> RenderedMail:
        """Subject, HTML and text of a mail in the reader's language (R-MAIL-05).

        Raises jinja2.UndefinedError when a template names a variable that the mail does not have.
        """
        folder = f"{mail.template}/{language}"
        values = {**_values(mail), "language": language, "brand": brand}
        subject = " ".join(self._text.get_template(f"{folder}/subject.txt").render(values).split())
        html = self._html.get_template(f"{folder}/body.html").render(values, subject=subject)
        text = self._text.get_template(f"{folder}/body.txt").render(values, subject=subject)
        return RenderedMail(subject, self._inliner.inline(html), text.strip() + "\n")


@lru_cache(maxsize=1)
def shared_renderer() -> MailRenderer:
    """The process's renderer over the project's own `emails/`."""
    return MailRenderer()


def _values(mail: SystemMail) -> dict[str, Any]:
    return {field.name: getattr(mail, field.name) for field in fields(mail)}  # type: ignore[arg-type]  # dataclasses all


def _environment(loader: BaseLoader, *, autoescape: bool) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(long_date=long_date, clock=clock_time, moment=moment_in_words)
    return environment


def _compile(path: Path) -> str:
    # Left to itself, mrml imports web fonts for the family names that it knows; a mail fetches nothing.
    options = mrml.RenderOptions(disable_comments=True, fonts={})
    return mrml.to_html(path.read_text(encoding="utf-8"), None, options).content


def _never_stale() -> bool:
    return True
