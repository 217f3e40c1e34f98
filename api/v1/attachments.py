"""Files that go along with mails."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel
from api.uploads import read_upload, upload_body
from app.files.acceptance import accept_attachment
from app.files.keeping import keep_file
from app.files.limits import ATTACHMENT_LIMIT

router = APIRouter(route_class=Route, tags=["Mailings"])
SendMailings = Annotated[Scope, Depends(allow("mails:write", module="invitations"), scope="function")]


class AttachmentView(ApiModel):
    """A file that can be named in a template or a mailing."""

    id: UUID
    name: str
    size: int
    content_type: str


@router.post(
    "/attachments",
    operation_id="attachments_create",
    summary="Upload an attachment",
    status_code=201,
    responses=problems(413, 415),
    openapi_extra=upload_body(),
)
async def attachments_create(scope: SendMailings, request: Request, response: Response) -> AttachmentView:
    """Keep a file of at most 2,097,152 bytes; its type is judged by content (R-INV-06)."""
    upload = await read_upload(request, ATTACHMENT_LIMIT)
    accepted = accept_attachment(upload.content, upload.name)
    user_id = scope.caller.id if scope.caller.kind == "user" else None
    stored = await keep_file(scope.session, scope.services.storage, accepted, created_by=user_id, now=scope.now)
    response.headers["Location"] = f"/api/v1/files/{stored.id}"
    return AttachmentView.model_validate(stored)
