"""Office documents are zip archives: look inside without unpacking more than two small parts."""

import io
import zipfile

from app.files.kinds import OFFICE_PARTS, OPEN_DOCUMENTS, FileKind

_MAX_ENTRIES = 5_000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_PART = 1024 * 1024
_TYPES_PART = "[Content_Types].xml"
_ACTIVE_TYPES = (b"macroenabled", b"vbaproject", b"activex")
_ACTIVE_ENDINGS = (
    ".bin", ".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".lnk", ".hta", ".html",
    ".htm", ".msi", ".sh", ".class",
)  # fmt: skip
_HARMLESS_PARTS = ("printersettings", "xl/worksheets/binaryindex", "customproperty")
_MACRO_FOLDERS = ("basic/", "scripts/", "macros/")


def office_kind(content: bytes) -> FileKind | None:
    """The kind of an office document, or None for any other archive, a bomb, and one that carries code (R-INV-06)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not _is_sane(archive) or any(_is_active(entry.filename) for entry in archive.infolist()):
                return None
            return _open_document(archive) or _office_document(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return None


def _is_sane(archive: zipfile.ZipFile) -> bool:
    """Few enough entries, small enough unpacked, none encrypted, none that points out of its folder."""
    entries = archive.infolist()
    return (
        len(entries) <= _MAX_ENTRIES
        and sum(entry.file_size for entry in entries) <= _MAX_UNPACKED
        and not any(entry.flag_bits & 0x1 for entry in entries)
        and not any(".." in entry.filename.split("/") or entry.filename.startswith("/") for entry in entries)
    )


def _is_active(name: str) -> bool:
    lowered = name.lower()
    if lowered.startswith(_MACRO_FOLDERS):
        return True
    return lowered.endswith(_ACTIVE_ENDINGS) and not any(part in lowered for part in _HARMLESS_PARTS)


def _office_document(archive: zipfile.ZipFile) -> FileKind | None:
    names = set(archive.namelist())
    declared = _small_part(archive, _TYPES_PART).lower()
    if not declared or any(mark in declared for mark in _ACTIVE_TYPES):
        return None
    return next((kind for part, kind in OFFICE_PARTS.items() if part in names), None)


def _open_document(archive: zipfile.ZipFile) -> FileKind | None:
    return OPEN_DOCUMENTS.get(_small_part(archive, "mimetype").decode("ascii", "replace").strip())


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more than a megabyte of it: the size in the directory can lie."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(_MAX_PART)
