"""The one renderer: preview, test mail and real mail come from here (R-INV-02, DESIGN 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from app.core.errors import Invalid
from app.templates.characters import on_one_line
from app.templates.document import Document, Wording
from app.templates.html_writer import to_html
from app.templates.resolving import Resolver
from app.templates.text_writer import to_line, to_text
from app.templates.values import Values
from app.templates.variables import Variable

MAX_HTML = 1_000_000
MAX_SUBJECT = 250
_NO_IMAGES: Mapping[UUID, str] = MappingProxyType({})


class RenderedTooLarge(Invalid):
    """With these values the mail would become larger than a mail may be."""

    code = "mail_too_large"


@dataclass(frozen=True)
class RenderedTemplate:
    """A mail's words: the HTML is a fragment for the layout; `missing` names the variables that had no value."""

    subject: str
    html: str
    text: str
    missing: tuple[Variable, ...]


def render(wording: Wording, values: Values, images: Mapping[UUID, str] = _NO_IMAGES) -> RenderedTemplate:
    """Fill in the values once and write both forms from the same tree; raises `RenderedTooLarge`."""
    resolver = Resolver(values, wording.language)
    subject = resolver.line(wording.subject)
    body = resolver.document(wording.body)
    html = to_html(body, images)
    if len(html) > MAX_HTML:
        raise RenderedTooLarge(f"The mail would be longer than {MAX_HTML} characters.")
    return RenderedTemplate(_subject(subject), html, to_text(body), tuple(resolver.missing))


def _subject(document: Document) -> str:
    line = on_one_line(to_line(document))
    return line if len(line) <= MAX_SUBJECT else f"{line[: MAX_SUBJECT - 1]}…"
