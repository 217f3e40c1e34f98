"""The files that go with mails. A mailing sends the same file hundreds of times, so the last few stay at hand."""

from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from app.catalog.models import LessonMaterial
from app.core.database.session import Database
from app.files.errors import FileMissing
from app.files.models import StoredFile
from app.files.storage import FileStore
from app.mail.content_ids import content_id
from app.mail.outgoing import OutgoingAttachment

_KEPT = 8
_FILE = select(StoredFile.name, StoredFile.content_type, StoredFile.storage_key).where(
    StoredFile.provider_id == bindparam("provider"), StoredFile.id == bindparam("file")
)

_MATERIAL = select(LessonMaterial.name, LessonMaterial.content_type, LessonMaterial.storage_key).where(
    LessonMaterial.id == bindparam("file")
)


class Enclosures:
    """Reads stored files, and the operator's lesson material, as attachments."""

    def __init__(self, database: Database, storage: FileStore) -> None:
        """Metadata comes from the database, bytes from the storage."""
        self._database = database
        self._storage = storage
        self._kept: OrderedDict[tuple[UUID, UUID], OutgoingAttachment] = OrderedDict()

    async def read(self, provider_id: UUID, file_ids: Sequence[str]) -> tuple[OutgoingAttachment, ...]:
        """The provider's files with these ids; raises FileMissing."""
        return tuple([await self._one(provider_id, UUID(file_id)) for file_id in file_ids])

    async def _one(self, provider_id: UUID, file_id: UUID) -> OutgoingAttachment:
        key = (provider_id, file_id)
        if key not in self._kept:
            self._kept[key] = await self._fetch(provider_id, file_id)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    async def _fetch(self, provider_id: UUID, file_id: UUID) -> OutgoingAttachment:
        async with self._database.tenant(provider_id) as session:
            row = (await session.execute(_FILE, {"provider": provider_id, "file": file_id})).one_or_none()
            row = row or (await session.execute(_MATERIAL, {"file": file_id})).one_or_none()
        if row is None:
            raise FileMissing("The attachment is no longer kept.")
        content = await self._storage.get(row.storage_key)
        return OutgoingAttachment(row.name, row.content_type, content, content_id(file_id))
