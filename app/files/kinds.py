"""The closed set of file kinds that are accepted; the content decides which one a file is."""

from dataclasses import dataclass

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True)
class FileKind:
    """A media type with the extension that files of it carry."""

    content_type: str
    extension: str


PDF = FileKind("application/pdf", "pdf")
PNG = FileKind("image/png", "png")
JPEG = FileKind("image/jpeg", "jpg")
GIF = FileKind("image/gif", "gif")
WEBP = FileKind("image/webp", "webp")
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", "docx")
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", "xlsx")
PPTX = FileKind(f"{_OFFICE}.presentationml.presentation", "pptx")
ODT = FileKind(f"{_OPEN}.text", "odt")
ODS = FileKind(f"{_OPEN}.spreadsheet", "ods")
ODP = FileKind(f"{_OPEN}.presentation", "odp")
TEXT = FileKind("text/plain", "txt")
CSV = FileKind("text/csv", "csv")
CALENDAR = FileKind("text/calendar", "ics")

BINARY = {kind.content_type: kind for kind in (PDF, PNG, JPEG, GIF, WEBP)}
"""Kinds that their first bytes tell apart."""

OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
"""The main part inside a zip that makes it an office document."""

OPEN_DOCUMENTS = {kind.content_type: kind for kind in (ODT, ODS, ODP)}

PLAIN = {kind.extension: kind for kind in (TEXT, CSV, CALENDAR)}
"""Text has no signature: here the name chooses among kinds that no program runs."""

LOGOS = frozenset({PNG, JPEG})
"""What a provider's logo may be."""

PHOTOS = frozenset({PNG, JPEG, WEBP, PDF})
"""What a phone makes of a sheet of paper."""
