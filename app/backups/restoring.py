"""Puts a backup into an empty database, with all outgoing mail and webhooks paused.

What was queued when the backup was taken may have gone out since, and so may what the reminders' ledger does not know of:
somebody has to look before it goes again. The operator lets each provider's mail, and its webhooks with it, go in
**Bewaking** (R-MAIL-01).
"""

import asyncio
import zipfile
import zlib
from pathlib import Path

import asyncpg

from app.backups.archive import Manifest, file_entry, open_backup, read_manifest
from app.backups.errors import BackupError
from app.backups.tables import REVISIONS, columns_by_table, copy_in, require_administrator
from app.core.database.migrating import knows, migrate
from app.files.storage import FileStore

_PAUSE = """
    insert into mail_lane (provider_id, paused_at) select id, now() from provider
    on conflict (provider_id) do update set paused_at = coalesce(mail_lane.paused_at, excluded.paused_at)
"""


async def restore_backup(path: Path, admin_url: str, owner_url: str, storage: FileStore) -> Manifest:
    """Fill the database and the storage from a backup, then bring the tables to this version.

    `admin_url` names a superuser in the new database, `owner_url` the owner of its tables (`cbot provision` makes both the
    database and the owner). Raises BackupError with nothing changed in the database when it holds a provider, when the
    backup is damaged, or when it comes from a later version.
    """
    with open_backup(path) as archive:
        manifest = read_manifest(archive)
        if not knows(manifest.revision):
            raise BackupError(f"The backup is of a later version (revision {manifest.revision}): install that version.")
        await _require_empty(admin_url)
        await asyncio.to_thread(migrate, owner_url, manifest.revision)
        await _put_back(archive, manifest, admin_url, storage)
    await asyncio.to_thread(migrate, owner_url)
    return manifest


async def _require_empty(admin_url: str) -> None:
    connection = await asyncpg.connect(admin_url)
    try:
        await require_administrator(connection)
        if await connection.fetchval("select to_regclass('public.provider') is null"):
            return
        if held := await connection.fetchval("select count(*) from provider"):
            raise BackupError(f"The database holds {held} providers already: restore goes into an empty one.")
    finally:
        await connection.close()


async def _put_back(archive: zipfile.ZipFile, manifest: Manifest, admin_url: str, storage: FileStore) -> None:
    """Files first: rows never name what is not there yet."""
    try:
        for key in manifest.files:
            await storage.put(key, archive.read(file_entry(key)))
        await _load(archive, manifest, admin_url)
    except (KeyError, zipfile.BadZipFile, zlib.error) as problem:
        raise BackupError(f"The backup is damaged: {problem}.") from problem


async def _load(archive: zipfile.ZipFile, manifest: Manifest, admin_url: str) -> None:
    """Replace what the migrations put there by the backup's rows, all or nothing."""
    connection = await asyncpg.connect(admin_url)
    try:
        present = await connection.fetchval(f"select version_num from {REVISIONS}")
        if present != manifest.revision:
            raise BackupError(
                f"The tables are at revision {present} already, the backup's at {manifest.revision}: drop them."
            )
        async with connection.transaction():
            await connection.execute("set local session_replication_role = replica")  # rows come in any order
            tables = ", ".join(f'"{table}"' for table in await columns_by_table(connection))
            await connection.execute(f"truncate {tables}")
            for table in manifest.tables:
                await copy_in(connection, archive, table)
            for sequence, last in manifest.sequences.items():
                await connection.execute("select setval($1::text::regclass, greatest($2, 1), $2 > 0)", sequence, last)
            await connection.execute(_PAUSE)
        await connection.execute("analyze")
    finally:
        await connection.close()
