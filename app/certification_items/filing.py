"""Photos and other files of an item (R-CIT-01)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.keeping import tell
from app.certification_items.models import CertificationItemFile
from app.certification_items.repository import files_of, get_item
from app.core.identifiers import new_id
from app.files.errors import FileMissing
from app.files.models import StoredFile
from app.trainees.keeping import Desk


async def add_file(session: AsyncSession, item_id: UUID, file: StoredFile, desk: Desk) -> CertificationItemFile:
    """Put a stored file with an item; raises ItemNotFound."""
    item = await get_item(session, item_id)
    by = desk.actor.id if desk.actor.kind == "user" else None
    row = CertificationItemFile(
        provider_id=item.provider_id, id=new_id(), item_id=item.id, file_id=file.id, added_at=desk.now, added_by=by
    )
    session.add(row)
    await session.flush()
    await tell(session, desk, "certification_item.file_added", item, {"file": file.name})
    return row


async def remove_file(session: AsyncSession, item_id: UUID, file_id: UUID, desk: Desk) -> None:
    """Take a file away from an item; raises ItemNotFound and FileMissing."""
    item = await get_item(session, item_id)
    for row, stored in await files_of(session, item.id):
        if stored.id == file_id:
            await session.delete(row)
            await session.flush()
            await tell(session, desk, "certification_item.file_removed", item, {"file": stored.name})
            return
    raise FileMissing("The item has no such file.")
