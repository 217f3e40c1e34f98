"""From JSON to a document, or to the list of everything that is wrong with it, each with its place (R-INV-02).

Nothing is accepted that is not named here: unknown nodes, attributes, marks and variables are refused when a template
is saved and once more when it is sent.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

import orjson

from app.core.errors import FieldErrors, Invalid
from app.mail.language import FormOfAddress, Language
from app.templates.checks import Checks
from app.templates.document import (
    PLAIN,
    Block,
    BulletList,
    Chip,
    Document,
    HardBreak,
    Heading,
    Image,
    Inline,
    Json,
    ListItem,
    OrderedList,
    Paragraph,
    Text,
    Wording,
)
from app.templates.variables import Variable

MAX_BYTES = 100_000
MAX_DEPTH = 20
MAX_NODES = 500
MAX_SUBJECT = 200
MAX_ALT = 300
MAX_START = 9999

_T = TypeVar("_T")
_Reader = Callable[[Json, str, int], _T | None]
_VARIABLES = frozenset(Variable)
_BRANCH = frozenset({"type", "attrs", "content"})


def parse_body(raw: object, pointer: str = "/body") -> Document:
    """Make a document of a template's body; raises `Invalid` that names every fault."""
    parser = _Parser()
    document = parser.document(raw, pointer, parser.blocks)
    parser.checks.faults.raise_if_any()
    if len(orjson.dumps(document.to_json())) > MAX_BYTES:
        parser.checks.refuse(pointer, "document_too_large", f"The document is larger than {MAX_BYTES} bytes.")
        parser.checks.faults.raise_if_any()
    return document


def parse_subject(raw: object, pointer: str = "/subject") -> Document:
    """Make a document of a subject: one paragraph of plain text and chips; raises `Invalid` that names every fault."""
    parser = _Parser()
    document = parser.document(raw, pointer, {"paragraph": parser.subject_line})
    if len(document.content) > 1:
        parser.checks.refuse(pointer, "subject_of_several_lines", "A subject is a single line.")
    if sum(len(node.text) for node in document.nodes() if isinstance(node, Text)) > MAX_SUBJECT:
        parser.checks.refuse(pointer, "too_long", f"A subject has at most {MAX_SUBJECT} characters.")
    parser.checks.faults.raise_if_any()
    return document


def parse_wording(subject: object, body: object, language: Language, form: FormOfAddress | None = None) -> Wording:
    """Make a whole template of its two documents; raises `Invalid` with the faults of both, also when one is blank."""
    faults = FieldErrors()
    first = _parsed(parse_subject, subject, "/subject", faults)
    second = _parsed(parse_body, body, "/body", faults)
    faults.raise_if_any()
    return Wording(first, second, language, form)


def _parsed(parse: Callable[[object, str], Document], raw: object, pointer: str, faults: FieldErrors) -> Document:
    try:
        document = parse(raw, pointer)
    except Invalid as refusal:
        faults.errors.extend(refusal.errors)
        return Document()
    if document.is_blank():
        faults.add(pointer, "required", "Write something here.")
    return document


class _Parser:
    def __init__(self) -> None:
        self.checks = Checks()
        self._nodes = 0
        self._words: Mapping[str, _Reader[Inline]] = {"text": self._text, "variable": self._chip}
        self._inline: Mapping[str, _Reader[Inline]] = {**self._words, "hardBreak": self._hard_break}
        self._item_blocks: Mapping[str, _Reader[Block]] = {
            "paragraph": self._paragraph,
            "bulletList": self._bullet_list,
            "orderedList": self._ordered_list,
        }
        self.blocks: Mapping[str, _Reader[Block]] = {
            **self._item_blocks,
            "heading": self._heading,
            "image": self._image,
        }

    def document(self, raw: object, pointer: str, readers: Mapping[str, _Reader[Block]]) -> Document:
        root: Mapping[str, _Reader[Document]] = {
            "doc": lambda node, at, depth: Document(self._children(node, at, depth, readers))
        }
        return self._node(raw, pointer, 1, root) or Document()

    def subject_line(self, node: Json, pointer: str, depth: int) -> Paragraph:
        self.checks.attrs(node, pointer)
        content: tuple[Inline, ...] = self._children(node, pointer, depth, self._words)
        if any(isinstance(child, Text | Chip) and child.marks != PLAIN for child in content):
            self.checks.refuse(pointer, "mark_not_allowed", "A subject is plain text.")
        return Paragraph(content)

    def _node(self, raw: object, pointer: str, depth: int, readers: Mapping[str, _Reader[_T]]) -> _T | None:
        if not self._within_limits(pointer, depth):
            return None
        kind = raw.get("type") if isinstance(raw, dict) else None
        reader = readers.get(kind) if isinstance(kind, str) else None
        if reader is None or not isinstance(raw, dict):
            self.checks.refuse(pointer, "node_not_allowed", f"A node of one of these types: {', '.join(readers)}.")
            return None
        return reader(raw, pointer, depth)

    def _within_limits(self, pointer: str, depth: int) -> bool:
        self._nodes += 1
        if depth > MAX_DEPTH:
            self.checks.refuse(pointer, "document_too_deep", f"Nodes are nested at most {MAX_DEPTH} deep.")
        if self._nodes == MAX_NODES + 1:
            self.checks.refuse(pointer, "too_many_nodes", f"A document has at most {MAX_NODES} nodes.")
        return depth <= MAX_DEPTH and self._nodes <= MAX_NODES

    def _children(self, node: Json, pointer: str, depth: int, readers: Mapping[str, _Reader[_T]]) -> tuple[_T, ...]:
        self.checks.only_keys(node, pointer, _BRANCH)
        raw = node.get("content", [])
        if not isinstance(raw, list):
            self.checks.refuse(f"{pointer}/content", "not_a_list", "The content is a list of nodes.")
            return ()
        # One more than allowed is enough to be refused; the rest of an endless list is not looked at.
        found = (
            self._node(child, f"{pointer}/content/{index}", depth + 1, readers)
            for index, child in enumerate(raw[: MAX_NODES + 1])
        )
        return tuple(child for child in found if child is not None)

    def _paragraph(self, node: Json, pointer: str, depth: int) -> Paragraph:
        self.checks.attrs(node, pointer)
        return Paragraph(self._children(node, pointer, depth, self._inline))

    def _heading(self, node: Json, pointer: str, depth: int) -> Heading:
        level = self.checks.number(node, pointer, "level", 3)
        return Heading(level, self._children(node, pointer, depth, self._inline))

    def _bullet_list(self, node: Json, pointer: str, depth: int) -> BulletList:
        self.checks.attrs(node, pointer)
        return BulletList(self._children(node, pointer, depth, {"listItem": self._list_item}))

    def _ordered_list(self, node: Json, pointer: str, depth: int) -> OrderedList:
        start = self.checks.number(node, pointer, "start", MAX_START, 1)
        return OrderedList(self._children(node, pointer, depth, {"listItem": self._list_item}), start)

    def _list_item(self, node: Json, pointer: str, depth: int) -> ListItem:
        self.checks.attrs(node, pointer)
        return ListItem(self._children(node, pointer, depth, self._item_blocks))

    def _image(self, node: Json, pointer: str, depth: int) -> Image | None:
        self.checks.only_keys(node, pointer, frozenset({"type", "attrs"}))
        attrs = self.checks.attrs(node, pointer, frozenset({"fileId", "alt"}))
        alt = self.checks.string(attrs.get("alt") or "", f"{pointer}/attrs/alt", MAX_ALT)
        try:
            return Image(UUID(attrs.get("fileId")), alt)
        except (TypeError, ValueError, AttributeError):
            self.checks.refuse(f"{pointer}/attrs/fileId", "unknown_file", "An image names one of your own files.")
        return None

    def _text(self, node: Json, pointer: str, depth: int) -> Text | None:
        self.checks.only_keys(node, pointer, frozenset({"type", "text", "marks"}))
        text = self.checks.string(node.get("text"), f"{pointer}/text", MAX_BYTES)
        marks = self.checks.marks(node, pointer)
        return Text(text, marks) if text else None

    def _chip(self, node: Json, pointer: str, depth: int) -> Chip | None:
        self.checks.only_keys(node, pointer, frozenset({"type", "attrs", "marks"}))
        name = self.checks.attrs(node, pointer, frozenset({"name"})).get("name")
        marks = self.checks.marks(node, pointer)
        if isinstance(name, str) and name in _VARIABLES:
            return Chip(Variable(name), marks)
        self.checks.refuse(f"{pointer}/attrs/name", "unknown_variable", "There is no variable of this name.")
        return None

    def _hard_break(self, node: Json, pointer: str, depth: int) -> HardBreak:
        self.checks.only_keys(node, pointer, frozenset({"type", "marks"}))
        return HardBreak()
