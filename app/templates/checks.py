"""The small checks that reading a template's JSON is made of; each notes a fault with its JSON pointer and goes on."""

from typing import Any

from app.core.errors import FieldErrors
from app.templates.characters import has_forbidden, without_forbidden
from app.templates.document import PLAIN, Json, Marks
from app.templates.links import is_safe_link

MAX_MARKS = 10
# What the editor adds to a link of its own accord; our renderer decides these, so they are dropped.
_LINK_EXTRAS = frozenset({"target", "rel", "class", "title"})
_TOGGLES = frozenset({"bold", "italic", "underline"})


class Checks:
    """Collects the faults of one document."""

    def __init__(self) -> None:
        self.faults = FieldErrors()

    def refuse(self, pointer: str, code: str, detail: str) -> None:
        """Note a fault."""
        self.faults.add(pointer, code, detail)

    def only_keys(self, node: Json, pointer: str, allowed: frozenset[str]) -> None:
        """Refuse every field of a node that is not named."""
        for key in node.keys() - allowed:
            self.refuse(_under(pointer, key), "field_not_allowed", "This field is not part of a template.")

    def attrs(self, node: Json, pointer: str, known: frozenset[str] = frozenset()) -> Json:
        """The attributes of a node; every one that is set and not known is refused."""
        attrs = node.get("attrs") or {}
        if not isinstance(attrs, dict):
            self.refuse(f"{pointer}/attrs", "not_an_object", "The attributes are an object.")
            return {}
        for key, value in attrs.items():
            if key not in known and value is not None:
                self.refuse(_under(f"{pointer}/attrs", key), "attribute_not_allowed", "This attribute is not allowed.")
        return attrs

    def number(self, node: Json, pointer: str, name: str, most: int, otherwise: int | None = None) -> int:
        """A whole number from 1 to `most` from the attributes, which hold nothing else."""
        value = self.attrs(node, pointer, frozenset({name})).get(name, otherwise)
        if type(value) is int and 1 <= value <= most:
            return value
        self.refuse(f"{pointer}/attrs/{name}", "out_of_range", f"A whole number from 1 to {most}.")
        return 1

    def string(self, value: object, pointer: str, longest: int) -> str:
        """A text without control characters, not too long; empty when it is refused."""
        if not isinstance(value, str):
            self.refuse(pointer, "not_a_text", "This is a text.")
        elif len(value) > longest:
            self.refuse(pointer, "too_long", f"At most {longest} characters.")
        elif has_forbidden(value):
            self.refuse(pointer, "forbidden_character", "Control characters are not allowed.")
        else:
            return value
        return ""

    def marks(self, node: Json, pointer: str) -> Marks:
        """The marks of a text or a chip."""
        raw = node.get("marks") or []
        if not isinstance(raw, list) or len(raw) > MAX_MARKS:
            self.refuse(f"{pointer}/marks", "not_a_list", f"The marks are a list of at most {MAX_MARKS}.")
            return PLAIN
        read: dict[str, Any] = {}
        for index, mark in enumerate(raw):
            read |= self._mark(mark, f"{pointer}/marks/{index}")
        return Marks(**read)

    def _mark(self, raw: object, pointer: str) -> dict[str, Any]:
        kind = raw.get("type") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or not isinstance(kind, str) or kind not in _TOGGLES | {"link"}:
            self.refuse(pointer, "mark_not_allowed", "Allowed: bold, italic, underline and link.")
            return {}
        self.only_keys(raw, pointer, frozenset({"type", "attrs"}))
        if kind == "link":
            return self._link(raw, pointer)
        self.attrs(raw, pointer)
        return {kind: True}

    def _link(self, raw: Json, pointer: str) -> dict[str, Any]:
        href = self.attrs(raw, pointer, _LINK_EXTRAS | {"href"}).get("href")
        if isinstance(href, str) and is_safe_link(href):
            return {"link": href}
        self.refuse(f"{pointer}/attrs/href", "link_not_allowed", "A link starts with https:// or mailto:.")
        return {}


def _under(pointer: str, key: object) -> str:
    name = without_forbidden(str(key))[:100]
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
