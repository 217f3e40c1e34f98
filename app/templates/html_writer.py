"""Write a document whose variables are filled in as an HTML fragment; every text is escaped here and nowhere else."""

from collections.abc import Mapping
from html import escape
from uuid import UUID

from app.templates.document import (
    Block,
    BulletList,
    Document,
    HardBreak,
    Heading,
    Image,
    Inline,
    ListItem,
    Marks,
    OrderedList,
    Paragraph,
    Table,
    Text,
)

_TAGS = (("bold", "strong"), ("italic", "em"), ("underline", "u"))


def to_html(document: Document, images: Mapping[UUID, str]) -> str:
    """The document as HTML; `images` says where each file is shown from, one without an address shows its words."""
    return "\n".join(_block(block, images) for block in document.content)


def _block(block: Block, images: Mapping[UUID, str]) -> str:
    match block:
        case Paragraph(content):
            return f"<p>{_line(content) or '&nbsp;'}</p>"
        case Heading(level, content):
            return f"<h{level}>{_line(content)}</h{level}>"
        case BulletList(items):
            return f"<ul>{_items(items, images)}</ul>"
        case OrderedList(items, start):
            return f'<ol start="{start}">{_items(items, images)}</ol>'
        case Image():
            return _image(block, images)
        case Table(rows):
            return _table(rows)


def _items(items: tuple[ListItem, ...], images: Mapping[UUID, str]) -> str:
    return "".join(f"<li>{_item(item, images)}</li>" for item in items)


def _item(item: ListItem, images: Mapping[UUID, str]) -> str:
    if len(item.content) == 1 and isinstance(item.content[0], Paragraph):
        return _line(item.content[0].content)
    return "".join(_block(block, images) for block in item.content)


def _image(image: Image, images: Mapping[UUID, str]) -> str:
    source = images.get(image.file_id)
    if source is None:
        return f"<p>{escape(image.alt)}</p>"
    return f'<p><img src="{escape(source)}" alt="{escape(image.alt)}" style="max-width:100%;height:auto"></p>'


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *others = rows
    body = "".join(_row(row, "td") for row in others)
    return f'<table class="list"><thead>{_row(head, "th")}</thead><tbody>{body}</tbody></table>'


def _row(cells: tuple[str, ...], tag: str) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return f"<tr>{''.join(f'<{tag}{scope}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _line(parts: tuple[Inline, ...]) -> str:
    return "".join(_inline(part) for part in parts)


def _inline(part: Inline) -> str:
    match part:
        case HardBreak():
            return "<br>"
        case Text(text, marks):
            return _marked(escape(text), marks)
        case _:
            raise TypeError("A chip was not filled in before writing.")


def _marked(html: str, marks: Marks) -> str:
    for name, tag in _TAGS:
        if getattr(marks, name):
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(marks.link)}" rel="noopener noreferrer">{html}</a>' if marks.link else html
