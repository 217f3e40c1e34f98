"""A backup is the whole portal as of one moment, and comes back as it was, with its mail paused."""

import asyncio
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from app.backups.archive import MANIFEST, read_manifest
from app.backups.errors import BackupError
from app.backups.restoring import restore_backup
from app.backups.taking import take_backup
from app.core.database.provisioning import provision
from app.demo.loading import load_demo
from app.embedded.postgres import EmbeddedPostgres
from app.files.storage import FileStore, open_store
from tests.databases import ScratchDatabase, drop

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
PAUSED_BY_RESTORING = "mail_lane"

_numbers = count(1)


@dataclass(frozen=True)
class Installation:
    """A database and a storage."""

    database: ScratchDatabase
    storage: FileStore


@pytest.fixture
async def busy(clean_database: ScratchDatabase, tmp_path: Path) -> Installation:
    """The demo, with its files."""
    storage = open_store("", tmp_path / "busy")
    await load_demo(clean_database.owner_url, "wachtwoord", NOW, storage)
    return Installation(clean_database, storage)


@pytest.fixture
async def empty(postgres: EmbeddedPostgres, tmp_path: Path) -> AsyncIterator[Installation]:
    """A database without tables, as `cbot provision` leaves it."""
    database = ScratchDatabase(postgres, f"restored_{next(_numbers)}")
    await provision(postgres.admin_dsn, database.name)
    yield Installation(database, open_store("", tmp_path / "empty"))
    await drop(database)


async def restore(path: Path, into: Installation) -> None:
    """Put the backup back as `cbot restore` does."""
    await restore_backup(path, into.database.admin_url, into.database.owner_url, into.storage)


async def value(database: ScratchDatabase, statement: str) -> int:
    """The number that a statement returns, seen by the administrator."""
    connection = await asyncpg.connect(database.admin_url)
    try:
        return int(await connection.fetchval(statement))
    finally:
        await connection.close()


async def contents(database: ScratchDatabase) -> dict[str, str]:
    """A digest of the rows of each table."""
    connection = await asyncpg.connect(database.admin_url)
    try:
        tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public' order by 1")
        return {
            name: await connection.fetchval(
                f"""select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from "{name}" t"""
            )
            for (name,) in tables
        }
    finally:
        await connection.close()


async def test_everything_comes_back_and_no_mail_leaves(
    busy: Installation, empty: Installation, tmp_path: Path
) -> None:
    """R-MAIL-01: rows and files are equal to the byte, and each provider's mail waits for the operator."""
    path = tmp_path / "portal.zip"
    manifest = await take_backup(busy.database.admin_url, busy.storage, path)
    assert path.stat().st_mode & 0o777 == 0o600
    await restore(path, empty)

    before, after = await contents(busy.database), await contents(empty.database)
    before.pop(PAUSED_BY_RESTORING), after.pop(PAUSED_BY_RESTORING)
    assert after == before
    assert len(manifest.files) > 3
    for key in manifest.files:
        assert await empty.storage.get(key) == await busy.storage.get(key)
    assert await value(empty.database, "select count(*) from mail_lane where paused_at <= now()") == 2


async def test_what_is_written_while_it_is_taken_is_not_in_it(
    busy: Installation, empty: Installation, tmp_path: Path
) -> None:
    """R-MAIL-01: a backup of half a transaction would send twice what it did not see sent."""
    path = tmp_path / "portal.zip"
    writer, watcher = [await asyncpg.connect(busy.database.admin_url) for _ in range(2)]
    async with writer.transaction():
        await writer.execute("lock table trainee in access exclusive mode")
        taking = asyncio.create_task(take_backup(busy.database.admin_url, busy.storage, path))
        async with asyncio.timeout(20):
            while not await watcher.fetchval("select exists (select from pg_locks where not granted)"):
                await asyncio.sleep(0.02)
        await writer.execute("update trainee set version = 1000")
    await taking
    await asyncio.gather(writer.close(), watcher.close())
    await restore(path, empty)
    assert await value(empty.database, "select max(version) from trainee") < 1000
    assert await value(empty.database, "select count(*) from trainee") > 10


async def test_a_role_that_does_not_see_every_tenant_takes_none(busy: Installation, tmp_path: Path) -> None:
    """R-MAIL-01: row security would leave rows out in silence."""
    with pytest.raises(BackupError, match="DATABASE_ADMIN_URL"):
        await take_backup(busy.database.owner_url, busy.storage, tmp_path / "portal.zip")
    assert list(tmp_path.glob("*.zip*")) == []


async def test_a_backup_replaces_neither_a_file_nor_a_portal(busy: Installation, tmp_path: Path) -> None:
    """R-MAIL-01: the wrong argument costs nothing."""
    path = tmp_path / "portal.zip"
    path.write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        await take_backup(busy.database.admin_url, busy.storage, path)
    assert path.read_text() == "mine"
    path.unlink()
    await take_backup(busy.database.admin_url, busy.storage, path)
    before = await contents(busy.database)
    with pytest.raises(BackupError, match="holds 2 providers"):
        await restore(path, busy)
    assert await contents(busy.database) == before


async def test_a_file_that_went_in_the_meantime_is_named(busy: Installation, tmp_path: Path) -> None:
    """R-CRS-06: the backup is there all the same, and says what it lacks."""
    path = tmp_path / "portal.zip"
    whole = await take_backup(busy.database.admin_url, busy.storage, tmp_path / "whole.zip")
    await busy.storage.delete(whole.files[0])
    lacking = await take_backup(busy.database.admin_url, busy.storage, path)
    assert lacking.missing_files == [whole.files[0]]
    assert lacking.files == whole.files[1:]


@pytest.mark.parametrize("damage", ["cut", "unfinished", "flipped", "later"])
async def test_a_damaged_backup_changes_nothing(
    damage: str, busy: Installation, empty: Installation, tmp_path: Path
) -> None:
    """R-MAIL-01: it is refused in words, and no provider stands in the database."""
    path = tmp_path / "portal.zip"
    await take_backup(busy.database.admin_url, busy.storage, path)
    _damage(path, damage)
    with pytest.raises(BackupError, match=r"damaged|not finished|cannot be read|later version"):
        await restore(path, empty)
    if await value(empty.database, "select to_regclass('provider') is not null"):
        assert await value(empty.database, "select count(*) from provider") == 0


def _damage(path: Path, how: str) -> None:
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-2000])
        return
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        revision = read_manifest(archive).revision
    if how == "unfinished":
        del parts[MANIFEST]
    if how == "later":
        parts[MANIFEST] = parts[MANIFEST].replace(revision.encode(), b"9999_not_yet")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    if how == "flipped":
        whole = bytearray(path.read_bytes())
        at = whole.index(parts["tables/trainee"]) + len(parts["tables/trainee"]) // 2
        whole[at] ^= 0xFF
        path.write_bytes(whole)
