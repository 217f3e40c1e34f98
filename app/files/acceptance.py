"""One door for every file that comes in: size, kind, name and fingerprint, before anything is stored or sent."""

import hashlib
from dataclasses import dataclass

from app.files.errors import AttachmentTooLarge, FileTypeNotAllowed
from app.files.kinds import LOGOS, PHOTOS, FileKind
from app.files.limits import ATTACHMENT_LIMIT, DOCUMENT_LIMIT
from app.files.names import safe_name
from app.files.recognition import recognise


@dataclass(frozen=True)
class AcceptedFile:
    """A file that may be stored: its harmless name, what it is, and its bytes."""

    name: str
    kind: FileKind
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self.content)


def accept_attachment(content: bytes, name: str) -> AcceptedFile:
    """A file that goes along with mail (R-INV-06); raises AttachmentTooLarge over 2 MB, FileTypeNotAllowed."""
    return _accept(content, name, ATTACHMENT_LIMIT)


def accept_document(content: bytes, name: str) -> AcceptedFile:
    """A file that is kept with a course; raises AttachmentTooLarge over 10 MiB, FileTypeNotAllowed."""
    return _accept(content, name, DOCUMENT_LIMIT)


def accept_logo(content: bytes, name: str) -> AcceptedFile:
    """A provider's logo, PNG or JPEG; raises AttachmentTooLarge over 2 MB, FileTypeNotAllowed."""
    accepted = _accept(content, name, ATTACHMENT_LIMIT)
    if accepted.kind not in LOGOS:
        raise FileTypeNotAllowed("A logo is a PNG or a JPEG image.", name=accepted.name)
    return accepted


def accept_photo(content: bytes, name: str) -> AcceptedFile:
    """A photo or a scan of a sheet of paper; raises AttachmentTooLarge over 10 MiB, FileTypeNotAllowed."""
    accepted = _accept(content, name, DOCUMENT_LIMIT)
    if accepted.kind not in PHOTOS:
        raise FileTypeNotAllowed("A photo is a JPEG, PNG or WebP image, or a PDF.", name=accepted.name)
    return accepted


def _accept(content: bytes, name: str, limit: int) -> AcceptedFile:
    if len(content) > limit:
        raise AttachmentTooLarge(limit)
    kind = recognise(content, name)
    return AcceptedFile(safe_name(name, kind.extension), kind, content, hashlib.sha256(content).hexdigest())
