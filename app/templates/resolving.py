"""Fill in the variables of a document: a chip becomes literal text, exactly once (R-INV-02).

The result holds no chip, so nothing that a value contains can ever be read as one.
"""

from dataclasses import dataclass, field, replace

from app.mail.language import Language
from app.templates.document import (
    Block,
    BulletList,
    Chip,
    Document,
    Heading,
    Image,
    Inline,
    ListItem,
    Paragraph,
    Table,
    Text,
)
from app.templates.values import Values
from app.templates.variables import DEFINITIONS, Kind, Variable


@dataclass
class Resolver:
    """Fills in one mail's values and remembers which variables had none."""

    values: Values
    language: Language
    missing: dict[Variable, None] = field(default_factory=dict)

    def document(self, document: Document) -> Document:
        """The same document with literal text in the place of each chip."""
        return Document(tuple(self._block(block) for block in document.content))

    def line(self, document: Document) -> Document:
        """The same for a subject, where a list too is an enumeration within the line."""
        lines = (block.content for block in document.content if isinstance(block, Paragraph))
        return Document(tuple(Paragraph(self._line(content)) for content in lines))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self._grown(block) or Paragraph(self._line(block.content))
        if isinstance(block, Heading):
            return replace(block, content=self._line(block.content))
        if isinstance(block, Image | Table):
            return block
        return replace(block, items=tuple(self._item(item) for item in block.items))

    def _item(self, item: ListItem) -> ListItem:
        return ListItem(tuple(self._block(block) for block in item.content))

    def _grown(self, paragraph: Paragraph) -> BulletList | Table | None:
        """A list or table that has a paragraph to itself becomes one; elsewhere it is an enumeration in the line."""
        parts = [part for part in paragraph.content if not (isinstance(part, Text) and not part.text.strip())]
        chip = parts[0] if len(parts) == 1 else None
        if not isinstance(chip, Chip) or DEFINITIONS[chip.variable].kind is Kind.TEXT:
            return None
        if table := self.values.tables.get(chip.variable):
            return Table(table)
        rows = self.values.lines(chip.variable)
        return BulletList(tuple(ListItem((Paragraph((Text(row, chip.marks),)),)) for row in rows)) if rows else None

    def _line(self, parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
        line: list[Inline] = []
        for part in parts:
            if not isinstance(part, Chip):
                line.append(part)
            elif text := self._filled_in(part.variable):
                line.append(Text(text, part.marks))
            else:
                _drop_space_at_end(line)
        return tuple(line)

    def _filled_in(self, variable: Variable) -> str:
        text = ", ".join(self.values.lines(variable))
        if text:
            return text
        self.missing[variable] = None
        return DEFINITIONS[variable].fallback.in_language(self.language)


def _drop_space_at_end(line: list[Inline]) -> None:
    """Where nothing is filled in, the space before it goes too: 'cursist ,' would show that something is absent."""
    if line and isinstance(line[-1], Text):
        shorter = line[-1].text.rstrip(" ")
        line[-1:] = [replace(line[-1], text=shorter)] if shorter else []
