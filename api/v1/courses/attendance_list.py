"""The attendance list of a course as PDF."""

from datetime import date, time
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.deps import Scope, allow
from api.downloads import download, file_response
from api.routing import Route, problems
from app.core.pagination import Page
from app.courses.draft import MAX_TRAINEES
from app.courses.states import Action, require
from app.dashboard.course_overview import course_overview
from app.dashboard.participants import list_participants
from app.documents.attendance_list import (
    AttendanceList,
    ListDay,
    ListRow,
    attendance_list_name,
    render_attendance_list,
)
from app.documents.logos import stored_logo
from app.providers.settings import get_provider
from app.trainees.names import PersonName

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
PDF = "application/pdf"


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
    language: Annotated[Literal["nl", "en"] | None, Query(description="Left out: the provider's language")] = None,
) -> Response:
    """The neutral attendance list (R-EXT-03), with an empty line for every place that is left."""
    course = await course_overview(scope.session, course_id)
    require(course, Action.ATTENDANCE_LIST, scope.today)
    sheet = await _sheet(scope, course, language or scope.provider.locale)
    return file_response(await render_attendance_list(sheet), attendance_list_name(sheet), PDF)


async def _sheet(scope: Scope, course: Any, language: str) -> AttendanceList:
    rows, _ = await list_participants(scope.session, course.id, Page(limit=2 * MAX_TRAINEES))
    enrolled = [row for row in rows if row.place == "enrolled"]
    return AttendanceList(
        language=language,
        provider_name=scope.provider.name,
        course_type=course.type_name,
        number=course.number,
        days=[_day(day) for day in course.days],
        location=course.location_text,
        instructors=[each["name"] for each in course.instructors],
        trainees=[_line(row) for row in enrolled],
        max_trainees=course.max_trainees,
        logo=await stored_logo(scope.session, scope.services.storage, await get_provider(scope.session)),
    )


def _day(day: dict[str, str]) -> ListDay:
    starts, ends = time.fromisoformat(day["starts"]), time.fromisoformat(day["ends"])
    return ListDay(date.fromisoformat(day["date"]), starts, ends)


def _line(row: Any) -> ListRow:
    name = PersonName(row.given_name, row.infix, row.family_name).listed
    return ListRow(name, row.birth_date, row.customer_name or "")
