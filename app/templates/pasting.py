"""Make a document of pasted HTML: cleaned by an allow-list first, then rebuilt from the few things a template knows."""

from html.parser import HTMLParser
from typing import Any

import nh3

from app.core.errors import TooLarge
from app.templates.characters import without_forbidden
from app.templates.document import Document, Json
from app.templates.links import is_safe_link
from app.templates.parsing import parse_body

MAX_PASTED = 1_000_000
_PARAGRAPHS = {"p", "div", "tr", "pre", "blockquote"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_LISTS = {"ul": "bulletList", "ol": "orderedList"}
_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "underline"}
_TAGS = _PARAGRAPHS | set(_HEADINGS) | set(_LISTS) | set(_MARKS) | {"li", "a", "br", "td", "th"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math"},
    attributes={"a": {"href"}, "b": {"style"}},
    filter_style_properties={"font-weight"},
    url_schemes={"https", "mailto"},
    url_relative="deny",
    link_rel=None,
)


class PastedTooLarge(TooLarge):
    """More was pasted than a template can hold."""

    code = "paste_too_large"


def document_from_html(html: str) -> Document:
    """The text, lists, headings, marks and safe links of pasted HTML; everything else is left behind.

    Raises `PastedTooLarge` beforehand, and `Invalid` when the result breaks a limit of a template.
    """
    if len(html) > MAX_PASTED:
        raise PastedTooLarge(f"At most {MAX_PASTED} characters can be pasted.", limit=MAX_PASTED)
    builder = _Builder()
    builder.feed(_CLEANER.clean(without_forbidden(html)))
    builder.close()
    return parse_body({"type": "doc", "content": builder.finish()}, "/html")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Json] = []
        # Each open list: its node, and the item that is being filled.
        self._lists: list[Json] = []
        self._line: list[Json] = []
        self._marks: list[tuple[str, Json | None]] = []
        self._heading: int | None = None

    def finish(self) -> list[Json]:
        self._end_line()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" or tag in _MARKS:
            self._marks.append((tag, _mark(tag, dict(attrs))))
        elif tag == "br":
            self._line.append({"type": "hardBreak"})
        elif tag in ("td", "th"):
            self._add_text(" ")
        else:
            self._open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" or tag in _MARKS:
            self._close_mark(tag)
        elif tag in _PARAGRAPHS or tag in _HEADINGS or tag == "li":
            self._end_line()
        elif tag in _LISTS:
            self._end_line()
            self._lists[-1:] = []

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text:
            self._add_text(" " if data else "")
            return
        self._add_text((" " if data[0].isspace() else "") + text + (" " if data[-1].isspace() else ""))

    def _open_block(self, tag: str) -> None:
        self._end_line()
        self._heading = _HEADINGS.get(tag)
        if tag in _LISTS:
            self._open_list(_LISTS[tag])
        elif tag == "li":
            self._open_item()

    def _open_list(self, kind: str) -> None:
        node: Json = {"type": kind, "content": []}
        self._target().append(node)
        self._lists.append(node)

    def _open_item(self) -> None:
        if not self._lists:
            self._open_list("bulletList")
        self._lists[-1]["content"].append({"type": "listItem", "content": []})

    def _target(self) -> list[Any]:
        """Where the next block belongs: the item that is open, else the document."""
        if not self._lists:
            return self._blocks
        if not self._lists[-1]["content"]:
            self._open_item()
        content: list[Any] = self._lists[-1]["content"][-1]["content"]
        return content

    def _add_text(self, text: str) -> None:
        if text.strip() or (text and self._line):
            marks = [mark for _, mark in self._marks if mark is not None]
            self._line.append({"type": "text", "text": text, "marks": marks})

    def _close_mark(self, tag: str) -> None:
        for index in range(len(self._marks) - 1, -1, -1):
            if self._marks[index][0] == tag:
                del self._marks[index]
                return

    def _end_line(self) -> None:
        line, self._line = self._line, []
        heading, self._heading = self._heading, None
        if not any(node["type"] == "text" and node["text"].strip() for node in line):
            return
        if heading and not self._lists:
            self._blocks.append({"type": "heading", "attrs": {"level": heading}, "content": line})
        else:
            self._target().append({"type": "paragraph", "content": line})


def _mark(tag: str, attrs: dict[str, str | None]) -> Json | None:
    if tag == "a":
        href = attrs.get("href") or ""
        return {"type": "link", "attrs": {"href": href}} if is_safe_link(href) else None
    # Some editors wrap everything that they copy in a bold element that is told not to be bold.
    if "font-weight" in (attrs.get("style") or "") and "normal" in (attrs.get("style") or ""):
        return None
    return {"type": _MARKS[tag]}
