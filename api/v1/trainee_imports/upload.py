"""The list in a multipart body: a file, or pasted text."""

from typing import Any
from uuid import UUID

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from app.core.errors import Invalid, TooLarge
from app.files.lists.errors import FileTooLarge
from app.files.lists.limits import MAX_BYTES
from app.trainees.importing.submitting import Submission

_FIELDS = frozenset(("file", "text", "courseId", "certificates"))
LIST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": ".xlsx or .csv, at most 10 MiB"},
                        "text": {
                            "type": "string",
                            "description": "Cells pasted from a spreadsheet, in place of a file",
                        },
                        "courseId": {"type": "string", "format": "uuid", "description": "Enrol in this course"},
                        "certificates": {
                            "type": "string",
                            "enum": ["true", "false"],
                            "description": "A list of certificates that its people hold (R-PRC-04)",
                        },
                    },
                }
            }
        },
    }
}


async def read_submission(request: Request) -> Submission:
    """The list in a request; raises FileTooLarge over 10 MiB, and Invalid when there is neither file nor text."""
    form = await _form(request)
    try:
        return await _submission(form)
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Invalid.at("/file", "required", "Send the list as multipart/form-data.")
    try:
        return await request.form(max_files=1, max_fields=5, max_part_size=MAX_BYTES)
    except TooLarge as refusal:
        raise FileTooLarge("A list has at most 10 MiB.", limit=MAX_BYTES) from refusal


async def _submission(form: FormData) -> Submission:
    if unknown := set(form) - _FIELDS:
        raise Invalid.at(f"/{min(unknown)}"[:100], "unknown_field", "There is no such field.")
    course_id = _course_id(form.get("courseId"))
    certificates = form.get("certificates") == "true"
    file, text = form.get("file"), form.get("text")
    if isinstance(file, UploadFile):
        data = await file.read(MAX_BYTES + 1)
        return Submission(file.filename or "", data, course_id=course_id, certificates=certificates)
    if isinstance(text, str) and text.strip():
        return Submission(text=text, course_id=course_id, certificates=certificates)
    raise Invalid.at("/file", "required", "Send a file in the field `file`, or pasted cells in `text`.")


def _course_id(sent: object) -> UUID | None:
    if not sent:
        return None
    try:
        return UUID(str(sent))
    except ValueError as error:
        raise Invalid.at("/courseId", "uuid_parsing", "This is not an id.") from error
