"""Where bytes live: a folder of this machine, or an object store that a URL names. Metadata is in the database."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol
from uuid import UUID

import obstore
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from app.files.errors import FileMissing


class FileStore(Protocol):
    """The port: keeps bytes under a key that the application chose."""

    async def put(self, key: str, content: bytes) -> None:
        """Keep these bytes; the same key again replaces them."""
        ...

    async def get(self, key: str) -> bytes:
        """All bytes of a key; raises FileMissing."""
        ...

    def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes in pieces, so that a large file never stands in memory; raises FileMissing."""
        ...

    async def delete(self, key: str) -> None:
        """Forget a key; one that is not there is already forgotten."""
        ...


def file_key(provider_id: UUID, file_id: UUID) -> str:
    """The key of a provider's file: never made of a name that somebody typed."""
    return f"{provider_id}/{file_id}"


class ObjectFileStore:
    """The port over obstore, which speaks to local folders and S3-compatible stores alike."""

    def __init__(self, store: ObjectStore) -> None:
        """`store` is any of obstore's stores."""
        self._store = store

    async def put(self, key: str, content: bytes) -> None:
        """Keep these bytes; the same key again replaces them."""
        await obstore.put_async(self._store, key, content)

    async def get(self, key: str) -> bytes:
        """All bytes of a key; raises FileMissing."""
        try:
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())
        except FileNotFoundError as error:
            raise FileMissing("The storage does not hold this file.") from error

    async def stream(self, key: str) -> AsyncIterator[bytes]:
        """The bytes in pieces; raises FileMissing at the first one."""
        try:
            found = await obstore.get_async(self._store, key)
        except FileNotFoundError as error:
            raise FileMissing("The storage does not hold this file.") from error
        async for chunk in found.stream():
            yield bytes(chunk)

    async def delete(self, key: str) -> None:
        """Forget a key; one that is not there is already forgotten."""
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return


def open_store(files_url: str, data_dir: Path) -> FileStore:
    """The store that the settings name: a URL such as `s3://bucket/prefix`, else the folder `<data_dir>/files`."""
    if files_url == "memory:":
        return ObjectFileStore(MemoryStore())
    if files_url:
        return ObjectFileStore(from_url(files_url))
    folder = data_dir / "files"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ObjectFileStore(LocalStore(prefix=folder))
