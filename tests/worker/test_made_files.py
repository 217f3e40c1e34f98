"""Files that jobs made for somebody to fetch are deleted after a week."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.jobs.models import BackgroundJob
from app.core.signing import KeyRing
from app.files.bundling import ZIP, made_file
from app.files.errors import FileMissing
from app.files.keeping import find_file, keep_file
from app.files.storage import FileStore, open_store
from app.templates.models import MailTemplate
from app.worker.context import Ports
from app.worker.cron import TICKS, tick
from tests.worker.arena import Arena

MADE = datetime(2028, 3, 1, 9, tzinfo=UTC)
FORGETTING = next(entry for entry in TICKS if entry.name == "forget_made_files")


class _At:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


async def _forget(arena: Arena, storage: FileStore, now: datetime) -> None:
    settings = arena.settings()
    ports = Ports(settings, arena.database, _At(now), storage, KeyRing.parse(settings.secret_keys))
    assert await tick(ports, FORGETTING)


async def _file(arena: Arena, storage: FileStore, *, by_job: bool = True) -> UUID:
    """A zip, made by a job that was done at MADE."""
    async with arena.database.tenant(arena.provider_id) as session:
        made = made_file(b"PK", "lijsten", ZIP)
        file = await keep_file(session, storage, made, created_by=None, now=MADE)
        if by_job:
            job = {"kind": "course_lists", "subject_type": "course_list", "payload": {}, "state": "done"}
            result = {"fileId": str(file.id), "files": 2}
            moments = {"created_at": MADE, "finished_at": MADE}
            session.add(BackgroundJob(provider_id=arena.provider_id, result=result, **job, **moments))
    return file.id


async def _is_there(arena: Arena, storage: FileStore, file_id: UUID) -> bool:
    """Row and bytes: both or neither."""
    key = f"{arena.provider_id}/{file_id}"
    async with arena.database.tenant(arena.provider_id) as session:
        try:
            await find_file(session, file_id)
        except FileMissing:
            with pytest.raises(FileMissing):
                await storage.get(key)
            return False
    assert await storage.get(key) == b"PK"
    return True


async def test_a_made_file_is_there_for_a_week(arena: Arena) -> None:
    """R-ACC-04: then row and bytes are gone, and its job names it no longer; what somebody uploaded stays."""
    storage = open_store("memory:", arena.folder)
    made, uploaded = await _file(arena, storage), await _file(arena, storage, by_job=False)
    await _forget(arena, storage, MADE + timedelta(days=6, hours=23))
    assert await _is_there(arena, storage, made)
    await _forget(arena, storage, MADE + timedelta(days=7))
    assert not await _is_there(arena, storage, made)
    assert await _is_there(arena, storage, uploaded)
    async with arena.database.tenant(arena.provider_id) as session:
        assert list(await session.scalars(text("select result from background_job"))) == [{"files": 2}]


async def test_a_made_file_that_was_put_to_use_stays(arena: Arena) -> None:
    """R-INV-01: a template goes on carrying its attachment, and the others of that hour are deleted all the same."""
    storage = open_store("memory:", arena.folder)
    used, unused = await _file(arena, storage), await _file(arena, storage)
    async with arena.database.tenant(arena.provider_id) as session:
        session.add(
            MailTemplate(provider_id=arena.provider_id, name="Met bijlage", subject={}, body={}, attachment_id=used)
        )
    await _forget(arena, storage, MADE + timedelta(days=8))
    assert await _is_there(arena, storage, used)
    assert not await _is_there(arena, storage, unused)
