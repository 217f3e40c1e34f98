"""Why a file is refused."""

from app.core.errors import NotFound, TooLarge, UnsupportedType


class AttachmentTooLarge(TooLarge):
    """The file exceeds the limit of its use (R-INV-06); `limit` is in bytes."""

    code = "attachment_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The file is larger than {limit} bytes.", limit=limit)


class FileTypeNotAllowed(UnsupportedType):
    """The content is not of a kind that is accepted, whatever the name says (R-INV-06)."""

    code = "file_type_not_allowed"


class FileMissing(NotFound):
    """The storage does not hold this file."""

    code = "file_missing"
