"""What is kept of a person: taken out as a file."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.deps import Scope, allow
from api.downloads import download, file_response
from api.routing import Route
from api.titles import preferred_language
from app.files.kinds import XLSX
from app.privacy.exporting import export_person

router = APIRouter(route_class=Route, tags=["Trainees"])
WritePersonalData = Annotated[Scope, Depends(allow("personal-data:write"), scope="function")]


@router.post(
    "/trainees/{trainee_id}/exports",
    operation_id="trainee_exports_create",
    summary="Everything that is kept of a trainee",
    responses=download(XLSX.content_type),
    response_class=Response,
)
async def trainee_exports_create(scope: WritePersonalData, request: Request, trainee_id: UUID) -> Response:
    """An .xlsx with a sheet per kind of data, for who asks what is known of him; the audit log tells who took it out."""
    language = preferred_language(request.headers.get("accept-language"))
    request.state.pending_answer = None  # an answer that is kept would be one more place where all of it stands
    content, name = await export_person(scope.session, trainee_id, language, actor=scope.actor, now=scope.now)
    title = "Persoonsgegevens" if language == "nl" else "Personal data"
    return file_response(content, f"{title} {name}.xlsx", XLSX.content_type)
