"""Processing a course: what it lacks, doing it, correcting and undoing it."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Instant
from api.v1.courses.desk import desk_of
from api.v1.courses.schemas import State
from api.v1.enrolments.schemas import EnrolmentsView
from api.v1.enrolments.views import show_several
from app.certificates.correcting import correct
from app.certificates.processing import process, undo_processing
from app.certificates.readiness import Checklist, checklist
from app.courses.marking import Mark
from app.courses.states import state

router = APIRouter(route_class=Route, tags=["Processing"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]


class StepView(ApiModel):
    """How many of how many are done."""

    done: int
    total: int


class MissingWorkView(ApiModel):
    """Something that is missing: a trainee's attendance or result, or a document's file."""

    what: Literal["attendance", "result", "document"]
    id: UUID = Field(description="Of the enrolment or the document")
    name: str
    kind: Literal["attendance_list", "exams", "own"] | None = Field(default=None, description="Of a document")


class ProcessingView(ApiModel):
    """How far a course is on its way to being processed (R-PRC-01)."""

    state: State
    processed_at: Instant | None
    attendance: StepView
    results: StepView
    documents: StepView
    missing: list[MissingWorkView]
    ready: bool
    certificates: int = Field(description="How many certificates of the course are in force")


class CorrectionInput(ApiModel):
    """Marks of a processed course to set anew; what is left out stays."""

    enrolment_ids: list[UUID] = Field(min_length=1, max_length=1000)
    attended: bool | None = None
    passed: bool | None = None


@router.get(
    "/courses/{course_id}/processing",
    operation_id="course_processing_get",
    summary="What a course lacks to be processed",
)
async def course_processing_get(scope: ReadCourses, course_id: UUID) -> ProcessingView:
    """Attendance, results and documents: how many are done, and everything that is missing by name."""
    return _view(scope, await checklist(scope.session, course_id))


@router.post(
    "/courses/{course_id}/processing",
    operation_id="course_processing_create",
    summary="Process a course",
    responses=problems(409),
)
async def course_processing_create(scope: WriteCourses, course_id: UUID) -> ProcessingView:
    """Issue a certificate to everybody who passed, once, however often this is called (R-PRC-01).

    409 `course_not_ready` lists everything that is missing.
    """
    await process(scope.session, course_id, desk_of(scope))
    return _view(scope, await checklist(scope.session, course_id))


@router.delete(
    "/courses/{course_id}/processing",
    operation_id="course_processing_delete",
    summary="Undo the processing of a course",
    status_code=204,
    responses=problems(409),
)
async def course_processing_delete(scope: WriteCourses, course_id: UUID) -> None:
    """Open the course again and revoke its certificates; they stay on record."""
    await undo_processing(scope.session, course_id, desk_of(scope))


@router.post(
    "/courses/{course_id}/corrections",
    operation_id="course_corrections_create",
    summary="Correct marks of a processed course",
    responses=problems(409),
)
async def course_corrections_create(scope: WriteCourses, course_id: UUID, body: CorrectionInput) -> EnrolmentsView:
    """Who did not pass after all loses the certificate, who did gets one; the history is kept (R-PRC-01)."""
    given = frozenset({"attended", "passed"} & body.model_fields_set)
    mark = Mark(given, body.attended, body.passed)
    marked = await correct(scope.session, course_id, body.enrolment_ids, mark, desk_of(scope))
    return await show_several(scope, course_id, [each.id for each in marked])


def _view(scope: Scope, found: Checklist) -> ProcessingView:
    return ProcessingView(
        state=state(found.row, scope.today).value,
        processed_at=found.row.processed_at,
        attendance=StepView.model_validate(found.attendance),
        results=StepView.model_validate(found.results),
        documents=StepView.model_validate(found.documents),
        missing=[MissingWorkView.model_validate(each) for each in found.missing],
        ready=not found.missing,
        certificates=found.certificates,
    )
