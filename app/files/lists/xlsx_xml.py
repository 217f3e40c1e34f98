"""Streaming through the XML parts of a spreadsheet: no tree, no entities, bounded in every direction."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from app.files.lists.errors import SpreadsheetDamaged, SpreadsheetTooLarge
from app.files.lists.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_TOKEN_BYTES

Attributes = dict[str, str]


class XmlScan:
    """Base of the scanners: `start`, `end` and `text` are called for each element, by its name without prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text within the present element."""

    def run(self, chunks: Iterable[bytes]) -> None:
        """Go through one part. Raises SpreadsheetDamaged on broken XML and on any document type declaration
        (no spreadsheet has one, and entities would be defined there), SpreadsheetTooLarge on absurd sizes."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._bounded_handlers()
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        fed = 0
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                    raise SpreadsheetTooLarge()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SpreadsheetDamaged() from error

    def _bounded_handlers(self) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
        count = depth = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal count, depth
            count, depth = count + 1, depth + 1
            if count > MAX_ELEMENTS or depth > MAX_DEPTH:
                raise SpreadsheetTooLarge()
            self.start(name.rpartition(" ")[2], attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            self.end(name.rpartition(" ")[2])

        return start, end


def _refuse_doctype(*_declaration: object) -> None:
    raise SpreadsheetDamaged()
