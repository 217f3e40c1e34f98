"""What is kept of a person: taken out as a file, and erased."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Scope, allow
from api.downloads import download, file_response
from api.routing import Route, problems
from api.titles import preferred_language
from api.v1.personal_data.schemas import ErasureInput, ErasurePlan, RetentionPlan
from app.files.kinds import XLSX
from app.privacy.erasing import EraseDesk, erase_person, foresee_erasure
from app.privacy.exporting import export_person
from app.privacy.retention import count_over_term

router = APIRouter(route_class=Route, tags=["Trainees"])
ReadPersonalData = Annotated[Scope, Depends(allow("personal-data:read"), scope="function")]
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


@router.get(
    "/trainees/{trainee_id}/erasure",
    operation_id="trainee_erasures_get",
    summary="What erasing a trainee comes to",
    responses=problems(409),
)
async def trainee_erasures_get(scope: ReadPersonalData, trainee_id: UUID) -> ErasurePlan:
    """What would go and what would stay, and which courses forbid it still."""
    return ErasurePlan.model_validate(await foresee_erasure(scope.session, trainee_id, scope.now))


@router.post(
    "/trainees/{trainee_id}/erasure",
    operation_id="trainee_erasures_create",
    summary="Erase all that is personal of a trainee",
    status_code=204,
    responses=problems(409),
)
async def trainee_erasures_create(scope: WritePersonalData, trainee_id: UUID, body: ErasureInput) -> None:
    """Cannot be undone. Enrolment, presence, result, and number, type and dates of certificates stay, of nobody.

    Refused with `trainee_on_courses` while he stands on a course that is to come or to be processed, and with
    `mails_under_way` while mails that tell of him are leaving.
    """
    desk = EraseDesk(scope.actor, scope.now, scope.services.storage)
    await erase_person(scope.session, trainee_id, body.reason, desk)


@router.get("/trainee-retention", operation_id="trainee_retention_get", summary="Who would go with a retention term")
async def trainee_retention_get(
    scope: ReadPersonalData,
    years: Annotated[int, Query(ge=1, le=50, description="Years after the last course or certificate")] = 7,
) -> RetentionPlan:
    """How many trainees a term of so many years would erase now, before it is set as `traineesKeptYears`."""
    return RetentionPlan(trainees=await count_over_term(scope.session, years, scope.today))
