"""How large a file may be, enforced while it comes in rather than after it has been read."""

from collections.abc import AsyncIterable

from app.files.errors import AttachmentTooLarge

ATTACHMENT_LIMIT = 2_097_152
"""Bytes that may go along with a mail (R-INV-06)."""

DOCUMENT_LIMIT = 10 * 1024 * 1024
"""Bytes of a document that is kept with a course or an import."""


async def read_within(chunks: AsyncIterable[bytes], limit: int) -> bytes:
    """All bytes of a stream; raises AttachmentTooLarge at the first byte over `limit` and reads no further."""
    received = bytearray()
    async for chunk in chunks:
        if len(received) + len(chunk) > limit:
            raise AttachmentTooLarge(limit)
        received += chunk
    return bytes(received)
