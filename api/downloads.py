"""Answers that are files: always an attachment, never sniffed, under a harmless name (RFC 6266)."""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from fastapi import Response
from fastapi.responses import StreamingResponse

from app.catalog.models import LessonMaterial
from app.core.spreadsheets import Cell, Format, as_csv, as_xlsx
from app.files.errors import FileMissing
from app.files.kinds import CSV, XLSX
from app.files.models import StoredFile
from app.files.names import content_disposition
from app.files.storage import FileStore


def file_response(content: bytes, name: str, content_type: str) -> Response:
    """Bytes at hand, offered under a name."""
    return Response(content, media_type=content_type, headers=_headers(name))


def list_response(kind: Format, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A list as the file that was asked for."""
    if kind == "csv":
        return file_response(as_csv(header, rows), f"{title}.csv", CSV.content_type)
    return file_response(as_xlsx(title, header, rows), f"{title}.xlsx", XLSX.content_type)


async def stored_file_response(storage: FileStore, file: StoredFile | LessonMaterial) -> Response:
    """A stored file in pieces; raises FileMissing before anything is answered."""
    pieces = storage.stream(file.storage_key)
    first = await anext(pieces, None)
    if first is None and file.size > 0:
        raise FileMissing("The storage does not hold this file.")
    headers = _headers(file.name) | {"Content-Length": str(file.size)}
    return StreamingResponse(_all(first, pieces), media_type=file.content_type, headers=headers)


def download(*content_types: str) -> dict[int | str, dict[str, Any]]:
    """How a file as answer stands in the OpenAPI document, for `responses=`, with every type that it may have."""
    content = {each: {"schema": {"type": "string", "format": "binary"}} for each in content_types}
    return {200: {"description": "The file", "content": content}}


async def _all(first: bytes | None, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    if first is not None:
        yield first
    async for piece in rest:
        yield piece


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": content_disposition(name), "X-Content-Type-Options": "nosniff"}
