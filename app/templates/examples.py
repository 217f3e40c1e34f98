"""Templates to begin with (R-INV-01): our own texts for the usual courses, in both languages and both forms of address.

They are files beside this module. `{courseType}` is the place of a variable, `# ` begins a heading, `- ` a line of a list;
a file begins with the line of its name and the line of its subject.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.mail.language import FormOfAddress, Language
from app.templates.document import (
    Block,
    BulletList,
    Chip,
    Document,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Text,
)
from app.templates.variables import Variable

_FOLDER = Path(__file__).parent / "example_texts"
_CHIP = re.compile(r"\{(\w+)\}")
KEYS = ("bhv", "code95", "nen3140", "in-company", "reminder", "certificate")
"""In the order in which they are offered."""
_BULK = frozenset({"in-company"})


@dataclass(frozen=True)
class Example:
    """A template that can be taken over and changed."""

    key: str
    name: str
    subject: Document
    body: Document
    bulk: bool


@cache
def examples(language: Language, form: FormOfAddress) -> tuple[Example, ...]:
    """Every example in a language; the form of address matters in Dutch only."""
    variant = f"nl-{form}" if language == "nl" else "en"
    return tuple(_read(key, variant) for key in KEYS)


def _read(key: str, variant: str) -> Example:
    name, subject, _, *lines = (_FOLDER / f"{key}.{variant}.txt").read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(lines).strip().split("\n\n")
    line = Document((Paragraph(_inline(subject)),))
    return Example(key, name, line, Document(tuple(_block(block) for block in blocks)), key in _BULK)


def _block(block: str) -> Block:
    if block.startswith("# "):
        return Heading(2, _inline(block.removeprefix("# ")))
    if block.startswith("- "):
        items = (line.removeprefix("- ") for line in block.splitlines())
        return BulletList(tuple(ListItem((Paragraph(_inline(item)),)) for item in items))
    return Paragraph(_inline(" ".join(block.splitlines())))


def _inline(line: str) -> tuple[Inline, ...]:
    """Text and chips in turn: `re.split` gives the names of the chips at the odd places."""
    parts = enumerate(_CHIP.split(line))
    return tuple(Chip(Variable(part)) if place % 2 else Text(part) for place, part in parts if part)
