"""The file of a backup: a zip with `tables/…` in PostgreSQL's own COPY format, `files/…`, and `manifest.json`.

The manifest is written last: a file without it was not finished.
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.backups.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class CopiedTable:
    """A table in the backup: its columns in the order of the copy, and how many rows there are."""

    name: str
    columns: Sequence[str]
    rows: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `taken_at` is the moment, ISO 8601 in UTC, of which every row is."""

    taken_at: str
    revision: str
    tables: Sequence[CopiedTable]
    sequences: Mapping[str, int]
    files: Sequence[str]
    missing_files: Sequence[str]
    """Files that rows name but the storage did not hold any more when it was asked."""
    format: int = FORMAT


def table_entry(name: str) -> str:
    """Where a table's rows lie in the zip."""
    return f"tables/{name}"


def file_entry(key: str) -> str:
    """Where a stored file lies in the zip."""
    return f"files/{key}"


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """End the backup."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


def open_backup(path: Path) -> zipfile.ZipFile:
    """The zip of a backup; raises BackupError when it is none."""
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as problem:
        raise BackupError(f"{path} cannot be read as a backup: {problem}.") from problem


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What the backup says of itself; raises BackupError when it was not finished or comes from a later version."""
    try:
        found = json.loads(archive.read(MANIFEST))
        if found["format"] == FORMAT:
            tables = [CopiedTable(**table) for table in found.pop("tables")]
            return Manifest(tables=tables, **found)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as problem:
        raise BackupError("The backup was not finished or is damaged: its manifest cannot be read.") from problem
    raise BackupError(f"The backup has format {found['format']}; this version reads format {FORMAT}.")
