"""A lint for HTML mail: what mail programs are known to drop, clip or show wrongly."""

import re
from html.parser import HTMLParser

CLIPPED_AT = 102_000
"""Bytes after which a large webmail hides the rest of a mail behind a link."""
PROPERTIES = frozenset(
    """
    -ms-interpolation-mode -ms-text-size-adjust -webkit-text-size-adjust background background-color border border-bottom
    border-collapse border-color border-left border-radius border-right border-spacing border-top color direction display
    font-family font-size font-style font-weight height line-height margin margin-bottom margin-top max-height max-width
    mso-hide mso-line-height-rule mso-padding-alt mso-table-lspace mso-table-rspace opacity outline overflow padding
    padding-bottom padding-left padding-right padding-top text-align text-decoration vertical-align visibility width
    word-break word-spacing
    """.split()
)
"""The style properties that the mail programs in use understand, or ignore without harm."""
_FORBIDDEN = {"script", "iframe", "form", "object", "embed", "video", "audio", "svg", "canvas", "base", "link", "input"}
_VOID = {"meta", "br", "img", "hr", "col", "area", "wbr", "source"}
_CONDITIONAL = re.compile(r"<!--\[if [^\]]*\]>.*?<!\[endif\]-->", re.DOTALL)


def lint(html: str) -> list[str]:
    """Everything that is wrong with a mail's HTML, in words."""
    plain = _CONDITIONAL.sub("", html)
    reader = _Reader()
    reader.feed(plain)
    return [*_whole(html), *reader.faults, *(f"<{tag}> is not closed" for tag in reader.open)]


def _whole(html: str) -> list[str]:
    found = []
    if not html.lstrip().lower().startswith("<!doctype html"):
        found.append("there is no doctype")
    if len(html.encode()) > CLIPPED_AT:
        found.append("it is so long that it is clipped")
    if html.count("<!--[if") != html.count("<![endif]"):
        found.append("a conditional comment is not closed")
    if not re.search(r"<title>\s*\S", html):
        found.append("there is no title")
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self.open.append(tag)
        if tag in _FORBIDDEN:
            self.faults.append(f"<{tag}> is not for mail")
        self._styles(tag, values.get("style", ""))
        check = getattr(self, f"_{tag}", None)
        if check is not None:
            check(values)
        self.faults.extend(f"{name} runs a script" for name in values if name.startswith("on"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")
        if tag == "a" and self._link is not None:
            if not self._link.strip():
                self.faults.append("a link has no words")
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link += data

    def _styles(self, tag: str, style: str) -> None:
        for declaration in filter(None, (each.strip() for each in style.split(";"))):
            name, _, value = declaration.partition(":")
            if name.strip().lower() not in PROPERTIES:
                self.faults.append(f"<{tag}> is styled with {name.strip()}")
            if re.search(r"url\(|expression\(|var\(|calc\(", value):
                self.faults.append(f"<{tag}> computes or fetches its {name.strip()}")

    def _html(self, values: dict[str, str]) -> None:
        if not values.get("lang"):
            self.faults.append("the language is not told")

    def _img(self, values: dict[str, str]) -> None:
        if "alt" not in values:
            self.faults.append("a picture has no words")
        if not values.get("src", "").startswith("cid:"):
            self.faults.append("a picture does not go along with the mail")

    def _a(self, values: dict[str, str]) -> None:
        self._link = ""
        if not re.match(r"(https?://|mailto:)\S+$", values.get("href", "")):
            self.faults.append(f"a link leads to {values.get('href', 'nowhere')!r}")

    def _table(self, values: dict[str, str]) -> None:
        holds_data = {"facts", "list"} & set(values.get("class", "").split())
        if values.get("role") != "presentation" and not holds_data:
            self.faults.append("a table for the layout is read out as a table")

    def _th(self, values: dict[str, str]) -> None:
        if not values.get("scope"):
            self.faults.append("a head of a table does not say of what")
