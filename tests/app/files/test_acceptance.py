"""What comes in is measured, recognised and renamed before anything is stored or sent."""

import hashlib
from collections.abc import AsyncIterator

import pytest

from app.files.acceptance import accept_attachment, accept_document, accept_logo
from app.files.errors import AttachmentTooLarge, FileTypeNotAllowed
from app.files.limits import ATTACHMENT_LIMIT, DOCUMENT_LIMIT, read_within
from tests.factories import sample_files as samples

pytestmark = pytest.mark.anyio


def padded(size: int) -> bytes:
    return samples.PDF + bytes(size - len(samples.PDF))


def test_attachment_of_exactly_the_limit_is_accepted() -> None:
    """R-INV-06: 2,097,152 bytes may go along."""
    accepted = accept_attachment(padded(ATTACHMENT_LIMIT), "lesstof.pdf")
    assert (accepted.size, accepted.name) == (2_097_152, "lesstof.pdf")


def test_attachment_of_one_byte_more_is_refused() -> None:
    """R-INV-06: one byte over 2 MB is `attachment_too_large`."""
    with pytest.raises(AttachmentTooLarge) as refusal:
        accept_attachment(padded(ATTACHMENT_LIMIT + 1), "lesstof.pdf")
    assert (refusal.value.code, refusal.value.params) == ("attachment_too_large", {"limit": 2_097_152})


def test_document_may_be_ten_mebibytes() -> None:
    """R-EXT-04: documents of a course have a limit of their own."""
    assert accept_document(padded(DOCUMENT_LIMIT), "examen.pdf").size == DOCUMENT_LIMIT
    with pytest.raises(AttachmentTooLarge):
        accept_document(padded(DOCUMENT_LIMIT + 1), "examen.pdf")


def test_accepted_file_carries_its_fingerprint_and_true_extension() -> None:
    """R-INV-06: what is called something else is named for what it is."""
    accepted = accept_attachment(samples.png(), "C:\\foto's\\logo.exe")
    assert accepted.name == "logo.png"
    assert accepted.sha256 == hashlib.sha256(accepted.content).hexdigest()


def test_logo_is_an_image() -> None:
    """R-ACC-01: a PDF is no logo."""
    assert accept_logo(samples.png(), "logo.png").kind.content_type == "image/png"
    with pytest.raises(FileTypeNotAllowed):
        accept_logo(samples.PDF, "logo.pdf")


async def test_stream_is_cut_as_soon_as_it_is_too_large() -> None:
    """R-INV-06: an upload of 300 MB is refused after the first bytes over the limit, not after all of them."""
    sent = 0

    async def upload() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(4_800):
            sent += 65_536
            yield bytes(65_536)

    with pytest.raises(AttachmentTooLarge):
        await read_within(upload(), ATTACHMENT_LIMIT)
    assert sent <= ATTACHMENT_LIMIT + 65_536


async def test_stream_within_the_limit_comes_through_whole() -> None:
    """R-INV-06: what fits arrives unchanged."""

    async def upload() -> AsyncIterator[bytes]:
        yield b"ab"
        yield b"cd"

    assert await read_within(upload(), 4) == b"abcd"
