"""Short ways to write a template in a test."""

from typing import Any

from app.mail.language import Language
from app.templates.document import Wording
from app.templates.parsing import parse_body, parse_subject

Json = dict[str, Any]


def text(words: str, *marks: str | Json) -> Json:
    """A text node with marks."""
    listed = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return {"type": "text", "text": words, "marks": listed} if listed else {"type": "text", "text": words}


def link(href: str) -> Json:
    """A link mark."""
    return {"type": "link", "attrs": {"href": href}}


def chip(name: str, *marks: str) -> Json:
    """A variable chip."""
    node: Json = {"type": "variable", "attrs": {"name": name}}
    return {**node, "marks": [{"type": mark} for mark in marks]} if marks else node


def node(kind: str, *content: Json, **attrs: Any) -> Json:
    """Any node with children."""
    return {"type": kind, "content": list(content), **({"attrs": attrs} if attrs else {})}


def paragraph(*content: Json) -> Json:
    """A paragraph."""
    return node("paragraph", *content)


def bullets(*items: str) -> Json:
    """A bullet list of plain lines."""
    return node("bulletList", *(node("listItem", paragraph(text(item))) for item in items))


def document(*blocks: Json) -> Json:
    """A whole document."""
    return node("doc", *blocks)


def wording(*blocks: Json, subject: Json | None = None, language: Language = "nl") -> Wording:
    """A parsed template; the subject is a line of its own."""
    line = subject or document(paragraph(text("Uitnodiging")))
    return Wording(parse_subject(line), parse_body(document(*blocks)), language)
