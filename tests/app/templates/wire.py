"""Read HTML back as a mail program does, and refuse everything that our renderer has no reason to write."""

from html.parser import HTMLParser

_ALLOWED = {
    "p": set[str](),
    "h1": set[str](),
    "h2": set[str](),
    "h3": set[str](),
    "ul": set[str](),
    "ol": {"start"},
    "li": set[str](),
    "strong": set[str](),
    "em": set[str](),
    "u": set[str](),
    "br": set[str](),
    "a": {"href", "rel"},
    "img": {"src", "alt", "style"},
}


class Wire(HTMLParser):
    """Collects the words, the links and every tag of a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ALLOWED, f"<{tag}> has no place in a mail"
        assert {name for name, _ in attrs} <= _ALLOWED[tag]
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("A comment was written.")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("A declaration was written.")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("A processing instruction was written.")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("A declaration was written.")
