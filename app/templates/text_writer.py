"""Write a document whose variables are filled in as plain text: the other half of every mail (R-MAIL-05)."""

from itertools import groupby

from app.templates.document import (
    Block,
    BulletList,
    Document,
    HardBreak,
    Heading,
    Image,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Table,
    Text,
)


def to_text(document: Document) -> str:
    """The document as plain text: blocks parted by an empty line, links written behind their words."""
    blocks = (_block(block) for block in document.content)
    return "\n\n".join(block for block in blocks if block.strip())


def to_line(document: Document) -> str:
    """The words of the document on one line, as for a subject."""
    return " ".join(to_text(document).split())


def _block(block: Block) -> str:
    match block:
        case Paragraph(content) | Heading(content=content):
            return _line(content)
        case BulletList(items):
            return "\n".join(_item(item, "- ") for item in items)
        case OrderedList(items, start):
            return "\n".join(_item(item, f"{number}. ") for number, item in enumerate(items, start))
        case Image():
            return f"[{block.alt}]" if block.alt else ""
        case Table(rows):
            return "\n".join(f"- {', '.join(filter(None, row))}" for row in rows[1:])


def _item(item: ListItem, mark: str) -> str:
    lines = "\n".join(_block(block) for block in item.content).splitlines() or [""]
    indent = " " * len(mark)
    return "\n".join([mark + lines[0], *(indent + line for line in lines[1:])])


def _line(parts: tuple[Inline, ...]) -> str:
    linked = groupby(parts, key=lambda part: part.marks.link if isinstance(part, Text) else None)
    return "".join(_run(link, tuple(run)) for link, run in linked)


def _run(link: str | None, parts: tuple[Inline, ...]) -> str:
    words = "".join("\n" if isinstance(part, HardBreak) else _text(part) for part in parts)
    if link is None or words.strip() in (link, link.removeprefix("mailto:"), link.removeprefix("https://")):
        return words
    return f"{words} ({link.removeprefix('mailto:')})"


def _text(part: Inline) -> str:
    if isinstance(part, Text):
        return part.text
    raise TypeError("A chip was not filled in before writing.")
