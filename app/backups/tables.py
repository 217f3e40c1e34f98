"""Rows of all tables out of a database and into it, by COPY, as an administrator whom row security does not bind."""

import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from itertools import groupby

import asyncpg

from app.backups.archive import CopiedTable, table_entry
from app.backups.errors import BackupError

REVISIONS = "alembic_version"
PIECE = 256 * 1024

_COLUMNS = """
    select c.relname as "table", a.attname as "column"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relname <> $1
    order by c.relname, a.attnum
"""
_SEQUENCES = "select sequencename, coalesce(last_value, 0) from pg_sequences where schemaname = 'public'"


async def require_administrator(connection: asyncpg.Connection) -> None:
    """Raise BackupError unless the role sees the rows of every tenant: a backup that lacks some must not exist."""
    if not await connection.fetchval("select rolsuper or rolbypassrls from pg_roles where rolname = current_user"):
        raise BackupError(
            "Row security hides rows from this role. Name an administrator of the database in DATABASE_ADMIN_URL."
        )


async def columns_by_table(connection: asyncpg.Connection) -> dict[str, list[str]]:
    """The tables that hold data, each with the columns that can be written."""
    rows = await connection.fetch(_COLUMNS, REVISIONS)
    return {table: [row["column"] for row in group] for table, group in groupby(rows, lambda row: row["table"])}


async def sequence_values(connection: asyncpg.Connection) -> dict[str, int]:
    """The last number that each sequence gave out; 0 for none yet."""
    return dict(await connection.fetch(_SEQUENCES))


async def copy_out(
    connection: asyncpg.Connection, archive: zipfile.ZipFile, table: str, columns: Sequence[str]
) -> CopiedTable:
    """Write a table's rows into the archive, never holding more than a piece of them."""
    with archive.open(table_entry(table), "w", force_zip64=True) as entry:
        status = await connection.copy_from_table(
            table, columns=columns, output=_writer(entry.write), format="binary", schema_name="public"
        )
    return CopiedTable(table, columns, _counted(status))


async def copy_in(connection: asyncpg.Connection, archive: zipfile.ZipFile, table: CopiedTable) -> None:
    """Put a table's rows back; raises BackupError when they are not as many as the manifest says."""
    status = await connection.copy_to_table(
        table.name,
        columns=table.columns,
        source=_pieces(archive, table_entry(table.name)),
        format="binary",
        schema_name="public",
    )
    if _counted(status) != table.rows:
        raise BackupError(f"The backup is damaged: {table.name} has {_counted(status)} rows of {table.rows}.")


def _writer(write: Callable[[bytes], int]) -> Callable[[bytes], Awaitable[None]]:
    async def take(piece: bytes) -> None:
        write(piece)

    return take


async def _pieces(archive: zipfile.ZipFile, entry: str) -> AsyncIterator[bytes]:
    with archive.open(entry) as rows:
        while piece := rows.read(PIECE):
            yield piece


def _counted(status: str) -> int:
    """The number in PostgreSQL's `COPY 12`."""
    return int(status.rpartition(" ")[2])
