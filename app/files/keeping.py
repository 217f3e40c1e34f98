"""Keeping a provider's files: the row in the database, the bytes in the storage."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.files.acceptance import AcceptedFile
from app.files.errors import FileMissing
from app.files.models import StoredFile
from app.files.storage import FileStore, file_key

_SEVERAL = select(StoredFile).where(
    StoredFile.provider_id == bindparam("provider"), StoredFile.id.in_(bindparam("files", expanding=True))
)
_ONE = select(StoredFile).where(StoredFile.provider_id == bindparam("provider"), StoredFile.id == bindparam("id"))


async def keep_file(
    session: AsyncSession, storage: FileStore, accepted: AcceptedFile, *, created_by: UUID | None, now: datetime
) -> StoredFile:
    """Store an accepted file. The bytes are written first: a row never points at nothing."""
    provider_id, file_id = bound_provider(session), new_id()
    key = file_key(provider_id, file_id)
    await storage.put(key, accepted.content)
    row = StoredFile(
        provider_id=provider_id,
        id=file_id,
        name=accepted.name,
        content_type=accepted.kind.content_type,
        size=accepted.size,
        sha256=accepted.sha256,
        storage_key=key,
        created_by=created_by,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    return row


async def find_file(session: AsyncSession, file_id: UUID) -> StoredFile:
    """A file of this provider; raises FileMissing."""
    found = await session.scalar(_ONE, {"provider": bound_provider(session), "id": file_id})
    if found is None:
        raise FileMissing("There is no such file.")
    return found


async def find_files(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, StoredFile]:
    """Those of the named files that the provider has; an unknown id and another provider's are simply absent."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = await session.scalars(_SEVERAL, {"provider": bound_provider(session), "files": wanted})
    return {file.id: file for file in found}
