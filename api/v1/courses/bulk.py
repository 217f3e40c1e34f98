"""What is done with a list of courses at once: exporting what is shown, cancelling several (R-CRS-07)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from api.deps import Scope, allow
from api.downloads import download, file_response
from api.routing import Route, problems
from api.schemas import ApiModel
from api.v1.courses.desk import desk_of
from api.v1.courses.filters import SortKey, Wanted
from api.v1.mailings.desk import desk_of as mailing_desk
from app.courses.cancelling import Cancelled, cancel_many
from app.courses.exporting import KINDS, Export, export_now, start_export
from app.files.names import safe_name
from app.invitations.notices import News, take_back_held, tell_invited

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]


class JobStarted(ApiModel):
    """Work that goes on in the background; `Location` leads to its progress."""

    job_id: UUID


class CancellationsInput(ApiModel):
    """Which courses are off, and whether those who were invited and who teach are told."""

    course_ids: list[UUID] = Field(min_length=1, max_length=100)
    tell_invited: bool = False


class CancellationOutcome(ApiModel):
    """What became of one of the courses; `reason` is the code of a refusal."""

    course_id: UUID
    number: int
    cancelled: bool
    reason: str | None


class CancellationsView(ApiModel):
    """What became of each."""

    items: list[CancellationOutcome]


async def _export(
    scope: ReadCourses,
    wanted: Wanted,
    sort: SortKey = "firstDay",
    format_: Annotated[Literal["xlsx", "csv"], Query(alias="format")] = "xlsx",
    language: Annotated[Literal["nl", "en"] | None, Query(description="Left out: the provider's language")] = None,
) -> Export:
    own: Literal["nl", "en"] = "en" if scope.provider.locale == "en" else "nl"
    return Export(wanted, sort, format_, language or own)


Exported = Annotated[Export, Depends(_export)]


@router.get(
    "/course-exports",
    operation_id="course_exports_get",
    summary="Export a list of courses",
    responses={**download(*(kind.content_type for kind in KINDS.values())), **problems(409)},
    response_class=Response,
)
async def course_exports_get(scope: ReadCourses, export: Exported) -> Response:
    """The rows that the list shows for these filters, as a file; 409 `export_too_large` leaves a longer list to a job."""
    content = await export_now(scope.session, export, scope.today)
    name = safe_name(f"{export.name(scope.today)}.{export.kind.extension}", export.kind.extension)
    return file_response(content, name, export.kind.content_type)


@router.post(
    "/course-exports",
    operation_id="course_exports_start",
    summary="Export a long list of courses",
    status_code=202,
)
async def course_exports_start(scope: ReadCourses, response: Response, export: Exported) -> JobStarted:
    """Leave an export to a job; its result names the file that `GET /files/{id}` gives."""
    job = await start_export(scope.session, export, desk_of(scope))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobStarted(job_id=job.id)


@router.post("/course-cancellations", operation_id="course_cancellations_create", summary="Cancel several courses")
async def course_cancellations_create(scope: WriteCourses, body: CancellationsInput) -> CancellationsView:
    """Cancel those that allow it; the answer says which do not."""
    outcomes = await cancel_many(scope.session, body.course_ids, desk_of(scope))
    for outcome in outcomes:
        if outcome.refused is None:
            await take_back_held(mailing_desk(scope), outcome.course.id)
            if body.tell_invited:
                await tell_invited(mailing_desk(scope), outcome.course.id, News.CANCELLED)
    return CancellationsView(items=[_outcome(each) for each in outcomes])


def _outcome(cancelled: Cancelled) -> CancellationOutcome:
    course = cancelled.course
    return CancellationOutcome(
        course_id=course.id,
        number=course.number,
        cancelled=cancelled.refused is None,
        reason=cancelled.refused,
    )
