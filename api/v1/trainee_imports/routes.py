"""Lists of trainees: taken in, looked over, corrected, agreed with (R-CRS-08)."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as PathParameter
from sqlalchemy import Row

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.downloads import download, file_response
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.courses.desk import desk_of
from api.v1.trainee_imports.error_list import error_list
from api.v1.trainee_imports.reasons import reason
from api.v1.trainee_imports.schemas import (
    Agreement,
    ImportChange,
    ImportColumn,
    ImportCounts,
    ImportOptions,
    ImportRow,
    ImportView,
    RowChange,
    RowProblem,
    RowValues,
    StartedJob,
)
from api.v1.trainee_imports.upload import LIST_BODY, read_submission
from app.core.errors import ModuleNotActive, NotAllowed
from app.core.pagination import Page
from app.courses.list_import import agree_to_import, submit_list
from app.files.lists.limits import MAX_BLANK_ROWS, MAX_ROWS
from app.providers.modules import Module
from app.trainees.importing import agreeing, records, submitting
from app.trainees.importing.correcting import correct_row
from app.trainees.importing.headers import CERTIFICATE_FIELDS, Field
from app.trainees.importing.verdicts import Verdict
from app.trainees.models import TraineeImport

router = APIRouter(route_class=Route, tags=["Trainee imports"])
ReadImports = Annotated[Scope, Depends(allow("trainees:read"), scope="function")]
WriteImports = Annotated[Scope, Depends(allow("trainees:write"), scope="function")]
RowNumber = Annotated[int, PathParameter(ge=1, le=MAX_BLANK_ROWS, description="As the sender's spreadsheet counts")]
CSV = "text/csv; charset=utf-8"


@router.post(
    "/trainee-imports",
    operation_id="trainee_imports_create",
    summary="Take in a list",
    status_code=201,
    responses=problems(409, 413, 415),
    openapi_extra=LIST_BODY,
)
async def trainee_imports_create(scope: WriteImports, request: Request, response: Response) -> ImportView:
    """Read an .xlsx or .csv file or pasted cells, and judge every row. Writes no trainee."""
    submission = await read_submission(request)
    if submission.certificates and "certificates:write" not in scope.caller.permissions:
        raise NotAllowed("Your role does not allow this.", permission="certificates:write")
    found = await submit_list(scope.session, submission, desk_of(scope))
    response.headers["Location"] = f"/api/v1/trainee-imports/{found.id}"
    return await _view(scope, response, found)


@router.get("/trainee-imports/{import_id}", operation_id="trainee_imports_get", summary="An import")
async def trainee_imports_get(scope: ReadImports, response: Response, import_id: UUID) -> ImportView:
    """The columns of a list, and how many rows got each verdict."""
    return await _view(scope, response, await records.get_import(scope.session, import_id))


@router.patch(
    "/trainee-imports/{import_id}",
    operation_id="trainee_imports_change",
    summary="Choose columns and options",
    responses=problems(409, 412, 428),
)
async def trainee_imports_change(
    scope: WriteImports, response: Response, import_id: UUID, body: ImportChange, if_match: IfMatch
) -> ImportView:
    """Let other columns fill the fields, or set options; every row is judged anew."""
    options = body.options.model_dump(exclude_none=True) if body.options else {}
    if options.get("create_customers"):
        _require_customers(scope)
    found = await submitting.change_import(
        scope.session,
        import_id,
        version=if_match,
        fields={choice.index: choice.field for choice in body.columns} if body.columns is not None else None,
        options=options,
        today=scope.today,
    )
    return await _view(scope, response, found)


@router.delete(
    "/trainee-imports/{import_id}",
    operation_id="trainee_imports_delete",
    summary="Throw an import away",
    status_code=204,
    responses=problems(409),
)
async def trainee_imports_delete(scope: WriteImports, import_id: UUID) -> None:
    """Delete a list with its rows; trainees that it made stay."""
    await agreeing.discard(scope.session, import_id)


@router.get("/trainee-imports/{import_id}/rows", operation_id="trainee_imports_rows", summary="The rows of an import")
async def trainee_imports_rows(
    scope: ReadImports,
    request: Request,
    response: Response,
    import_id: UUID,
    page: PageQuery,
    verdict: Annotated[Verdict | None, Query(description="Only rows with this verdict")] = None,
) -> Listing[ImportRow]:
    """The rows in the order of the list."""
    await records.get_import(scope.session, import_id)
    rows, cursor = await records.list_rows(scope.session, import_id, page, verdict)
    link_next(request, response, cursor)
    return Listing(items=[_row(row) for row in rows], next_cursor=cursor)


@router.patch(
    "/trainee-imports/{import_id}/rows/{row_number}",
    operation_id="trainee_imports_correct_row",
    summary="Correct a row",
    responses=problems(409),
)
async def trainee_imports_correct_row(
    scope: WriteImports, import_id: UUID, row_number: RowNumber, body: RowChange
) -> ImportRow:
    """Correct the cells of a row, or say that it is somebody else; rows that this touches are judged anew."""
    row = await correct_row(
        scope.session,
        import_id,
        row_number,
        cells=body.cells,
        is_other_person=body.is_other_person,
        today=scope.today,
    )
    return _row(row)


@router.post(
    "/trainee-imports/{import_id}/execution",
    operation_id="trainee_imports_execute",
    summary="Agree with an import",
    status_code=202,
    responses=problems(409),
)
async def trainee_imports_execute(
    scope: WriteImports, response: Response, import_id: UUID, body: Agreement | None = None
) -> StartedJob:
    """Write the accepted rows in the background: new trainees, and enrolments when the list is for a course."""
    waiting = body.accept_waiting_list if body else False
    job = await agree_to_import(scope.session, import_id, desk_of(scope), accept_waiting_list=waiting)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return StartedJob(job_id=job.id, state=job.state, total=job.total)


@router.get(
    "/trainee-imports/{import_id}/errors.csv",
    operation_id="trainee_imports_errors",
    summary="Download the rows that were not taken",
    responses=download("text/csv"),
    response_class=Response,
)
async def trainee_imports_errors(scope: ReadImports, import_id: UUID) -> Response:
    """The refused and doubled rows with their reasons, to be corrected and sent in again."""
    found = await records.get_import(scope.session, import_id)
    everything = Page(limit=MAX_ROWS)
    refused, _ = await records.list_rows(scope.session, import_id, everything, Verdict.REFUSED)
    doubled, _ = await records.list_rows(scope.session, import_id, everything, Verdict.DUPLICATE)
    rows = sorted([*refused, *doubled], key=lambda row: int(row.row_number))
    language = scope.caller.locale or scope.provider.locale
    content = error_list([column["header"] for column in found.columns], rows, language)
    return file_response(content, "fouten.csv" if language == "nl" else "errors.csv", CSV)


def _require_customers(scope: Scope) -> None:
    if Module.CUSTOMERS not in scope.caller.modules:
        raise ModuleNotActive(Module.CUSTOMERS)


async def _view(scope: Scope, response: Response, found: TraineeImport) -> ImportView:
    counts = await records.count_verdicts(scope.session, found.id)
    set_etag(response, found.version)
    return ImportView(
        id=found.id,
        state=await records.state_of(scope.session, found),  # type: ignore[arg-type]  # the table allows no other
        file_name=found.file_name,
        course_id=found.course_id,
        columns=[ImportColumn.model_validate(column) for column in found.columns],
        fields=[each for each in Field if found.options.get("certificates") or each not in CERTIFICATE_FIELDS],
        counts=ImportCounts(**{verdict.value: counts[verdict] for verdict in Verdict}, total=counts.total()),
        options=ImportOptions.model_validate(found.options),
        job_id=found.job_id,
        created_at=found.created_at,
        version=found.version,
    )


def _row(row: Row[Any]) -> ImportRow:
    return ImportRow(
        row_number=row.row_number,
        cells=row.cells,
        verdict=row.verdict,
        values=RowValues.model_validate(row.values),
        problems=_problems(row.problems),
        is_other_person=row.is_other_person,
        trainee_id=row.trainee_id,
        outcome=row.outcome,
    )


def _problems(kept: Sequence[dict[str, Any]]) -> list[RowProblem]:
    return [
        RowProblem(
            column=problem["field"],
            code=problem["code"],
            detail=reason(problem["code"], problem["value"], "en"),
            value=problem["value"],
            level=problem["level"],
        )
        for problem in kept
    ]
