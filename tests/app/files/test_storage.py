"""Stored bytes come back as they went in, from a folder as from memory."""

from pathlib import Path
from uuid import UUID

import pytest

from app.files.errors import FileMissing
from app.files.storage import FileStore, file_key, open_store

pytestmark = pytest.mark.anyio
KEY = file_key(UUID(int=1), UUID(int=2))


@pytest.fixture(params=["", "memory:"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return open_store(request.param, tmp_path)


async def test_bytes_come_back_unchanged(store: FileStore) -> None:
    """R-EXT-04: whole and in pieces."""
    content = bytes(range(256)) * 4_000
    await store.put(KEY, content)
    assert await store.get(KEY) == content
    assert b"".join([chunk async for chunk in store.stream(KEY)]) == content


async def test_what_is_not_there_is_missing(store: FileStore) -> None:
    """R-EXT-04: an unknown key is a plain refusal, and deleting it is no error."""
    await store.delete(KEY)
    with pytest.raises(FileMissing):
        await store.get(KEY)
    with pytest.raises(FileMissing):
        [chunk async for chunk in store.stream(KEY)]


async def test_deleted_file_is_gone(store: FileStore) -> None:
    """R-ACC-04: erasure reaches the storage."""
    await store.put(KEY, b"x")
    await store.delete(KEY)
    with pytest.raises(FileMissing):
        await store.get(KEY)


async def test_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    """R-INV-06: a key with a way up is refused by the store itself."""
    store = open_store("", tmp_path / "inner")
    with pytest.raises(Exception, match=r"(?i)path|segment"):
        await store.put("../escaped", b"x")
    assert not (tmp_path / "escaped").exists()
    assert (tmp_path / "inner" / "files").stat().st_mode & 0o077 == 0
