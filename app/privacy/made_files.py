"""Files that the portal made in which a person stands: certificates that were mailed, and zips of certificates and lists."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.files.storage import FileStore
from app.privacy.person import Person

_OF_JOBS = text(
    """
    update background_job j set result = result - 'fileId'
    from (select id, result ->> 'fileId' as file from background_job where provider_id = :provider_id) was
    where j.provider_id = :provider_id and j.id = was.id and was.file is not null
      and j.kind in ('certificate_archive', 'course_lists')
      and exists (
        select from (
            select id from certificate where provider_id = :provider_id and trainee_id = any(:ids)
            union all select course_id from enrolment where provider_id = :provider_id and trainee_id = any(:ids)
        ) his where position(his.id::text in j.payload::text) > 0)
    returning cast(was.file as uuid)
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_DELETE = text(
    "delete from stored_file where provider_id = :provider_id and id = any(:files) returning storage_key"
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("files", type_=ARRAY(Uuid())))


async def remove_files(session: AsyncSession, storage: FileStore, person: Person, mailed: Collection[UUID]) -> None:
    """Take away the mailed certificates named, and the zips of courses and certificates of his; what people uploaded stays.

    The bytes go right away: should the transaction fail after all, a second try finds them gone already.
    """
    provider_id = person.trainee.provider_id
    zipped = await session.scalars(_OF_JOBS, {"provider_id": provider_id, "ids": list(person.ids)})
    values = {"provider_id": provider_id, "files": [*mailed, *zipped]}
    for key in await session.scalars(_DELETE, values):
        await storage.delete(key)
