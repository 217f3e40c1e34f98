"""`cbot backup` and `cbot restore`: of the server that the settings name, or of the private database."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from app.backups.archive import Manifest
from app.backups.errors import BackupError
from app.backups.restoring import restore_backup
from app.backups.taking import take_backup
from app.cli.portal import DATABASE, only_portal_on
from app.core.config import Settings
from app.core.database.provisioning import OWNER, provision
from app.embedded.cluster import SUPERUSER
from app.embedded.errors import DataDirectoryInUseError, EmbeddedError
from app.embedded.postgres import EmbeddedPostgres, embedded_postgres, running_postgres
from app.files.storage import open_store


@dataclass(frozen=True)
class Addresses:
    """The database as its administrator and as the owner of its tables; `server` is its private server, if it has one."""

    admin_url: str
    owner_url: str
    server: EmbeddedPostgres | None = None


def back_up(settings: Settings, path: Path, admin_url: str) -> int:
    """Write the backup and say what it holds; returns the exit status."""
    storage = open_store(settings.files_url, settings.data_dir)
    try:
        with _running_or_started(settings, admin_url) as database:
            manifest = asyncio.run(take_backup(database.admin_url, storage, path))
    except (BackupError, EmbeddedError, asyncpg.PostgresError, OSError) as problem:
        return _failed(problem)
    print(f"{path}: {_told(manifest)}.")
    for key in manifest.missing_files:
        print(f"not in the storage: {key}")
    print("It holds personal data: encrypt it before it leaves this machine. Keep CBOT_SECRET_KEYS apart from it.")
    return 0


def put_back(settings: Settings, path: Path, admin_url: str) -> int:
    """Fill an empty database and say what came back; returns the exit status."""
    storage = open_store(settings.files_url, settings.data_dir)
    try:
        with _own(settings, admin_url) as database:
            if database.server is not None:
                asyncio.run(provision(database.server.admin_dsn, DATABASE))
            manifest = asyncio.run(restore_backup(path, database.admin_url, database.owner_url, storage))
    except (BackupError, EmbeddedError, asyncpg.PostgresError, OSError) as problem:
        return _failed(problem)
    print(f"The portal is back: {_told(manifest)}.")
    print("All outgoing mail is paused: look in Bewaking what may have gone out since, then let it go per provider.")
    return 0


@contextmanager
def _running_or_started(settings: Settings, admin_url: str) -> Iterator[Addresses]:
    """The database of a portal that may be at work."""
    try:
        with _own(settings, admin_url) as database:
            yield database
    except DataDirectoryInUseError:
        server = running_postgres(settings.data_dir)
        if server is None:
            raise
        yield _private(server)


@contextmanager
def _own(settings: Settings, admin_url: str) -> Iterator[Addresses]:
    """The named database, or the private one with nobody else at it."""
    if settings.database_url or settings.database_owner_url or admin_url:
        if not admin_url or not settings.database_owner_url:
            raise BackupError("Set DATABASE_ADMIN_URL (an administrator, naming the database) and DATABASE_OWNER_URL.")
        yield Addresses(admin_url, settings.database_owner_url)
        return
    with only_portal_on(settings.data_dir), embedded_postgres(settings.data_dir) as server:
        yield _private(server)


def _private(server: EmbeddedPostgres) -> Addresses:
    return Addresses(server.dsn(SUPERUSER, DATABASE), server.dsn(OWNER, DATABASE), server)


def _told(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables)
    return f"{rows} rows of {len(manifest.tables)} tables and {len(manifest.files)} files, as of {manifest.taken_at}"


def _failed(problem: Exception) -> int:
    print(f"{problem}", file=sys.stderr)
    return 1
