"""The lists of courses as PDF, one by one or many in a zip."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import Field

from api.deps import Scope, allow
from api.downloads import download, file_response
from api.routing import Route, problems
from api.schemas import ApiModel
from api.v1.courses.desk import desk_of
from api.v1.jobs import JobView
from app.dashboard.course_lists import CourseList, course_list, order_lists

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
PDF = "application/pdf"
Language = Annotated[Literal["nl", "en"] | None, Query(description="Left out: the provider's language")]


class ListsInput(ApiModel):
    """Which lists of which courses; what a course does not have is left out."""

    course_ids: list[UUID] = Field(min_length=1, max_length=200)
    lists: list[CourseList] = Field(min_length=1, max_length=3)
    language: Literal["nl", "en"] | None = Field(default=None, description="Left out: the provider's language")


@router.get(
    "/courses/{course_id}/attendance-list",
    operation_id="courses_attendance_list",
    summary="Download the attendance list",
    responses={**download(PDF), **problems(409)},
    response_class=Response,
)
async def courses_attendance_list(
    scope: ReadCourses,
    course_id: UUID,
    language: Language = None,
    style: Annotated[Literal["neutral", "cibot"], Query(description="`cibot` for certified courses only")] = "neutral",
) -> Response:
    """The neutral list with the provider's logo (R-EXT-03), or CIBOT's (R-CRT-03); with a line for every place left."""
    kind = CourseList.CIBOT_ATTENDANCE if style == "cibot" else CourseList.ATTENDANCE
    return await _answer(scope, course_id, kind, language)


@router.get(
    "/courses/{course_id}/assessment-list",
    operation_id="courses_assessment_list",
    summary="Download the assessment list",
    responses={**download(PDF), **problems(409)},
    response_class=Response,
)
async def courses_assessment_list(scope: ReadCourses, course_id: UUID, language: Language = None) -> Response:
    """The assessment list of a certified course (R-CRT-03); an external one has none: 409 `certified_courses_only`."""
    return await _answer(scope, course_id, CourseList.ASSESSMENT, language)


@router.post(
    "/course-lists",
    operation_id="course_lists_create",
    summary="Make the lists of many courses into one zip",
    status_code=202,
    responses=problems(409),
)
async def course_lists_create(scope: ReadCourses, response: Response, body: ListsInput) -> JobView:
    """Start a job; its result names the file (`fileId`), to be downloaded from `/files/{fileId}`."""
    job = await order_lists(scope.session, body.course_ids, body.lists, body.language, desk_of(scope))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobView.model_validate(job)


async def _answer(scope: Scope, course_id: UUID, kind: CourseList, language: str | None) -> Response:
    content, name = await course_list(scope.session, scope.services.storage, course_id, kind, language, scope.today)
    return file_response(content, name, PDF)
