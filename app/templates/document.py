"""The document that a template is: a closed tree of blocks, text and variable chips, in the shape that the editor uses.

The dataclasses can hold only what is allowed; `app.templates.parsing` makes them from JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.mail.language import FormOfAddress, Language
from app.templates.variables import DEFINITIONS, Variable

Json = dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """How a piece of text looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str | None = None

    def to_json(self) -> list[Json]:
        """The marks as the editor lists them."""
        plain: list[Json] = [{"type": name} for name in ("bold", "italic", "underline") if getattr(self, name)]
        return [*plain, {"type": "link", "attrs": {"href": self.link}}] if self.link else plain


PLAIN = Marks()


@dataclass(frozen=True)
class Text:
    """Literal text: whatever stands in it, it is shown as it is."""

    text: str
    marks: Marks = PLAIN

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _marked({"type": "text", "text": self.text}, self.marks)


@dataclass(frozen=True)
class Chip:
    """The place of a variable."""

    variable: Variable
    marks: Marks = PLAIN

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _marked({"type": "variable", "attrs": {"name": self.variable.value}}, self.marks)


@dataclass(frozen=True)
class HardBreak:
    """A new line within a paragraph."""

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return {"type": "hardBreak"}


Inline = Text | Chip | HardBreak


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; an empty one is white space."""

    content: tuple[Inline, ...] = ()

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _parent("paragraph", self.content)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    content: tuple[Inline, ...] = ()

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _parent("heading", self.content, level=self.level)


@dataclass(frozen=True)
class Image:
    """A picture from the provider's own files; an address of elsewhere cannot be written."""

    file_id: UUID
    alt: str = ""

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return {"type": "image", "attrs": {"fileId": str(self.file_id), "alt": self.alt}}


@dataclass(frozen=True)
class ListItem:
    """One entry of a list: paragraphs, and lists within it."""

    content: "tuple[Block, ...]" = ()

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _parent("listItem", self.content)


@dataclass(frozen=True)
class BulletList:
    """A list with bullets."""

    items: tuple[ListItem, ...] = ()

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _parent("bulletList", self.items)


@dataclass(frozen=True)
class OrderedList:
    """A numbered list."""

    items: tuple[ListItem, ...] = ()
    start: int = 1

    def to_json(self) -> Json:
        """The node as the editor writes it."""
        return _parent("orderedList", self.items, start=self.start)


@dataclass(frozen=True)
class Table:
    """A value with columns, filled in: nobody can write one. The first row names the columns."""

    rows: tuple[tuple[str, ...], ...]

    def to_json(self) -> Json:
        """The rows as they are; no editor loads them."""
        return {"type": "table", "rows": [list(row) for row in self.rows]}


Block = Paragraph | Heading | Image | BulletList | OrderedList | Table
Node = Inline | Block | ListItem


@dataclass(frozen=True)
class Document:
    """A whole template text."""

    content: tuple[Block, ...] = ()

    def to_json(self) -> Json:
        """The document in its canonical form: what is stored, and what the editor loads."""
        return _parent("doc", self.content)

    def nodes(self) -> Iterator[Node]:
        """Every node, depth first, in reading order."""
        return _descend(self.content)

    def variables(self) -> tuple[Variable, ...]:
        """The variables that are used, each once, in order of appearance."""
        return tuple(dict.fromkeys(node.variable for node in self.nodes() if isinstance(node, Chip)))

    def images(self) -> tuple[UUID, ...]:
        """The files that are shown, each once."""
        return tuple(dict.fromkeys(node.file_id for node in self.nodes() if isinstance(node, Image)))

    def is_blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not any(
            isinstance(node, Chip | Image) or (isinstance(node, Text) and node.text.strip()) for node in self.nodes()
        )


@dataclass(frozen=True)
class Wording:
    """What a template says: a subject and a body, in one language."""

    subject: Document
    body: Document
    language: Language = "nl"
    form: FormOfAddress | None = None
    """How its reader is addressed; None: as the provider has set it."""

    def to_json(self) -> Json:
        """The whole template in its canonical form."""
        return {
            "subject": self.subject.to_json(),
            "body": self.body.to_json(),
            "language": self.language,
            "form": self.form,
        }

    def variables(self) -> tuple[Variable, ...]:
        """Every variable that is used in subject or body, once."""
        return tuple(dict.fromkeys((*self.subject.variables(), *self.body.variables())))


def words_of_json(stored: Json | None) -> str:
    """What a stored document says, on one line with each variable as `[label]`; empty for none."""
    return " ".join("".join(_words(stored or {})).split())


def _words(node: Json) -> Iterator[str]:
    if node.get("type") == "variable":
        name = node["attrs"]["name"]
        yield f"[{DEFINITIONS[Variable(name)].label.nl if name in set(Variable) else name}]"
    yield node.get("text", "")
    for child in node.get("content", ()):
        yield from _words(child)
    if node.get("type") in ("paragraph", "heading", "hardBreak"):
        yield "\n"


def _descend(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, BulletList | OrderedList):
            yield from _descend(node.items)
        elif isinstance(node, Paragraph | Heading | ListItem):
            yield from _descend(node.content)


def _marked(node: Json, marks: Marks) -> Json:
    return {**node, "marks": marks.to_json()} if marks != PLAIN else node


def _parent(kind: str, children: tuple[Node, ...], **attrs: Any) -> Json:
    node: Json = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if children:
        node["content"] = [child.to_json() for child in children]
    return node
