"""Forgetting what the portal made for somebody to download: lists, exports and certificates in one file."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.files.storage import FileStore

KEPT = timedelta(days=7)
"""How long a made file can be fetched. It can be made again at any time."""

_PROVIDERS = text("select providers_with_made_files(:before)")
_OF_JOBS = text(
    """
    update background_job j set result = result - 'fileId'
    from (select id, result ->> 'fileId' as file from background_job
          where provider_id = :provider_id and finished_at <= :before and result ->> 'fileId' is not null) was
    where j.provider_id = :provider_id and j.id = was.id
    returning cast(was.file as uuid)
    """
).bindparams(bindparam("provider_id", type_=Uuid()))
_DELETE = text(
    "delete from stored_file where provider_id = :provider_id and id = :id returning storage_key"
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("id", type_=Uuid()))


async def providers_with_old_files(session: AsyncSession, now: datetime) -> Sequence[UUID]:
    """Whose jobs made a file that is kept no longer; looks across the tenants."""
    return (await session.scalars(_PROVIDERS, {"before": now - KEPT})).all()


async def forget_made_files(session: AsyncSession, storage: FileStore, now: datetime) -> int:
    """Delete the session's provider's made files whose time is over; returns how many. Their jobs name them no longer.

    A file that somebody has put to use since, as the attachment of a template, stays. The bytes go right away: should the
    transaction fail after all, the next try finds them gone already.
    """
    provider_id, deleted = bound_provider(session), 0
    for file_id in await session.scalars(_OF_JOBS, {"provider_id": provider_id, "before": now - KEPT}):
        try:
            async with session.begin_nested():
                key = await session.scalar(_DELETE, {"provider_id": provider_id, "id": file_id})
        except IntegrityError:
            continue
        if key is not None:
            await storage.delete(key)
            deleted += 1
    return deleted
