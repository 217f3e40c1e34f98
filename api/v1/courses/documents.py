"""Files of a course: what its checklist asks for, and whatever else is added."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from api.deps import Scope, allow
from api.downloads import download, stored_file_response
from api.routing import Route, problems
from api.schemas import ApiModel, Line
from api.uploads import read_upload, upload_body
from api.v1.courses.desk import desk_of
from api.v1.courses.schemas import DocumentView, FileView
from app.courses.documents import add_file, remove_file
from app.files.acceptance import accept_document
from app.files.keeping import find_file, keep_file
from app.files.limits import DOCUMENT_LIMIT

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]


class DocumentPlace(ApiModel):
    """Where a file belongs: at a document of the checklist, or beside it under a label."""

    document_id: UUID | None = None
    label: Line = ""


@router.post(
    "/courses/{course_id}/documents",
    operation_id="course_documents_create",
    summary="Add a file to a course",
    status_code=201,
    responses=problems(409, 413, 415),
    openapi_extra=upload_body("documentId", "label"),
)
async def course_documents_create(
    scope: WriteCourses, request: Request, response: Response, course_id: UUID
) -> DocumentView:
    """Put a file at a document that the course needs, in place of a former one, or beside the checklist (R-EXT-04).

    At most 10 MiB; the content decides what kind of file it is.
    """
    upload = await read_upload(request, DOCUMENT_LIMIT)
    at = _place(upload.fields)
    accepted = accept_document(upload.content, upload.name)
    desk = desk_of(scope)
    stored = await keep_file(
        scope.session,
        scope.services.storage,
        accepted,
        created_by=desk.actor.id if desk.actor.kind == "user" else None,
        now=scope.now,
    )
    document = await add_file(scope.session, course_id, stored, desk, document_id=at.document_id, label=at.label)
    response.headers["Location"] = f"/api/v1/files/{stored.id}"
    return DocumentView.model_validate(
        {"id": document.id, "kind": document.kind, "label": document.label, "file": FileView.model_validate(stored)}
    )


@router.delete(
    "/courses/{course_id}/documents/{document_id}",
    operation_id="course_documents_delete",
    summary="Take a file away from a course",
    status_code=204,
    responses=problems(409),
)
async def course_documents_delete(scope: WriteCourses, course_id: UUID, document_id: UUID) -> None:
    """Take a file away; a document that the course needs stays on the checklist."""
    await remove_file(scope.session, course_id, document_id, desk_of(scope))


@router.get(
    "/files/{file_id}",
    operation_id="files_get",
    summary="Download a file",
    tags=["Files"],
    responses=download("*/*"),
    response_class=Response,
)
async def files_get(scope: ReadCourses, file_id: UUID) -> Response:
    """A stored file of the provider, as an attachment."""
    return await stored_file_response(scope.services.storage, await find_file(scope.session, file_id))


def _place(fields: dict[str, str]) -> DocumentPlace:
    try:
        return DocumentPlace.model_validate(fields)
    except ValidationError as error:
        raise RequestValidationError([{**each, "loc": ("body", *each["loc"])} for each in error.errors()]) from error
