"""Streaming through the XML parts of a spreadsheet: no tree, no entities, bounded in every direction."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from app.trainees.importing.errors import SpreadsheetDamaged, SpreadsheetTooLarge
from app.trainees.importing.limits import MAX_ELEMENTS, MAX_TOKEN_BYTES

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
        parser.StartElementHandler = self._counting_start()
        parser.EndElementHandler = lambda name: self.end(name.rpartition(" ")[2])
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

    def _counting_start(self) -> Callable[[str, Attributes], None]:
        count = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal count
            count += 1
            if count > MAX_ELEMENTS:
                raise SpreadsheetTooLarge()
            self.start(name.rpartition(" ")[2], attributes)

        return start


def _refuse_doctype(*_declaration: object) -> None:
    raise SpreadsheetDamaged()
