"""Takes a backup while the portal runs: every row as of one moment, then the files that these rows name."""

import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from app.backups.archive import Manifest, file_entry, write_manifest
from app.backups.errors import BackupError
from app.backups.tables import REVISIONS, columns_by_table, copy_out, require_administrator, sequence_values
from app.files.errors import FileMissing
from app.files.storage import FileStore

FILE_COLUMN = "storage_key"
"""Every table that keeps a file names its place in the storage in a column of this name."""


async def take_backup(admin_url: str, storage: FileStore, path: Path) -> Manifest:
    """Write the backup to `path` (mode 0600), whole or not at all; returns what it holds.

    `admin_url` names a role that row security does not bind. Raises BackupError, asyncpg's errors, and OSError.
    """
    if path.exists():
        raise BackupError(f"{path} exists already; a backup never replaces another.")
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                manifest = await _fill(archive, admin_url, storage)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


async def _fill(archive: zipfile.ZipFile, admin_url: str, storage: FileStore) -> Manifest:
    connection = await asyncpg.connect(admin_url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            await require_administrator(connection)
            moment = await connection.fetchval("select now()")
            columns = await columns_by_table(connection)
            tables = [await copy_out(connection, archive, table, names) for table, names in columns.items()]
            revision = await connection.fetchval(f"select version_num from {REVISIONS}")
            sequences = await sequence_values(connection)
            keys = await _file_keys(connection, columns)
    finally:
        await connection.close()
    kept = {key: await _keep_file(archive, storage, key) for key in keys}
    manifest = Manifest(
        taken_at=_utc(moment),
        revision=revision,
        tables=tables,
        sequences=sequences,
        files=[key for key in keys if kept[key]],
        missing_files=[key for key in keys if not kept[key]],
    )
    write_manifest(archive, manifest)
    return manifest


async def _file_keys(connection: asyncpg.Connection, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The files that rows name, each once, in order."""
    naming = [table for table, names in columns.items() if FILE_COLUMN in names]
    statement = " union ".join(f'select {FILE_COLUMN} from public."{table}"' for table in naming)
    return [row[0] for row in await connection.fetch(f"{statement} order by 1") if row[0]]


async def _keep_file(archive: zipfile.ZipFile, storage: FileStore, key: str) -> bool:
    """Copy a file; False when it was deleted since the moment of the rows."""
    try:
        content = await storage.get(key)
    except FileMissing:
        return False
    archive.writestr(file_entry(key), content)
    return True


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
