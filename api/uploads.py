"""Files in a multipart body: refused by size before they are read, whatever the client declares."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from app.core.errors import Invalid, TooLarge
from app.files.errors import AttachmentTooLarge

_WRAPPING = 64 * 1024
"""Room for the multipart headers and the few small fields beside the file."""


@dataclass(frozen=True)
class Upload:
    """One file as it was sent, and the plain fields beside it."""

    name: str
    content: bytes
    fields: dict[str, str]


def upload_body(*fields: str, required: bool = True) -> dict[str, Any]:
    """How such a body looks, for the `openapi_extra` of an operation."""
    properties: dict[str, Any] = {"file": {"type": "string", "format": "binary"}}
    properties |= {field: {"type": "string"} for field in fields}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = ["file"]
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


async def read_upload(request: Request, limit: int) -> Upload:
    """The file of a request; raises AttachmentTooLarge over `limit` bytes, and Invalid when there is none."""
    form = await _form(request, limit)
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Invalid.at("/file", "required", "Send a file in the field `file`.")
        content = await file.read(limit + 1)
        if len(content) > limit:
            raise AttachmentTooLarge(limit)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return Upload(file.filename or "", content, fields)
    finally:
        await form.close()


async def _form(request: Request, limit: int) -> FormData:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit + _WRAPPING:
        raise AttachmentTooLarge(limit)
    try:
        return await request.form(max_files=1, max_fields=20)
    except TooLarge as refusal:
        raise AttachmentTooLarge(limit) from refusal
