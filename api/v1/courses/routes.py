"""The list of courses, booking, changing and cancelling."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from api.answers import write_page
from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.courses.desk import desk_of
from api.v1.courses.filters import SortKey, Wanted
from api.v1.courses.schemas import CancellationInput, CourseChange, CourseInput, CourseRow, CourseView
from api.v1.courses.views import changes_from, course_view, draft_from, row_values
from api.v1.mailings.desk import desk_of as mailing_desk
from app.courses import booking, cancelling
from app.courses.loading import get_course
from app.courses.repository import list_courses
from app.dashboard.course_overview import course_overview
from app.invitations.notices import News, take_back_held, tell_invited

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]


@router.get(
    "/courses",
    operation_id="courses_list",
    summary="List and search courses",
    response_model=Listing[CourseRow],
)
async def courses_list(
    scope: ReadCourses, request: Request, page: PageQuery, wanted: Wanted, sort: SortKey = "firstDay"
) -> Response:
    """A page of courses (R-CRS-07)."""
    rows, cursor = await list_courses(scope.session, wanted, page, sort, scope.today)
    return write_page(request, [row_values(row, scope.today) for row in rows], cursor)


@router.post(
    "/courses",
    operation_id="courses_create",
    summary="Book a course",
    status_code=201,
    responses=problems(409),
)
async def courses_create(scope: WriteCourses, response: Response, body: CourseInput) -> CourseView:
    """Book a course; 409 `instructor_busy` tells who is booked when, and asks for the deliberate second step."""
    course = await booking.book(
        scope.session, draft_from(body), desk_of(scope), accept_double_booking=body.accept_double_booking
    )
    response.headers["Location"] = f"/api/v1/courses/{course.id}"
    return await show_course(scope, response, course.id)


@router.get("/courses/{course_id}", operation_id="courses_get", summary="A course")
async def courses_get(scope: ReadCourses, response: Response, course_id: UUID) -> CourseView:
    """A course with days, instructors, documents, counts and what may be done to it."""
    return await show_course(scope, response, course_id)


@router.patch(
    "/courses/{course_id}",
    operation_id="courses_change",
    summary="Change a course",
    responses=problems(409, 412, 428),
)
async def courses_change(
    scope: WriteCourses, response: Response, course_id: UUID, body: CourseChange, if_match: IfMatch
) -> CourseView:
    """Change fields of a course, with the same checks as booking."""
    former = (await get_course(scope.session, course_id)).calendar_sequence
    course = await booking.change(
        scope.session,
        course_id,
        changes_from(body),
        desk_of(scope),
        version=if_match,
        accept_double_booking=body.accept_double_booking,
    )
    if course.calendar_sequence > former:
        await take_back_held(mailing_desk(scope), course_id)
    if body.tell_invited and course.calendar_sequence > former:
        await tell_invited(mailing_desk(scope), course_id, News.MOVED)
    return await show_course(scope, response, course_id)


@router.post(
    "/courses/{course_id}/cancellation",
    operation_id="courses_cancel",
    summary="Cancel a course",
    responses=problems(409),
)
async def courses_cancel(
    scope: WriteCourses, response: Response, course_id: UUID, body: CancellationInput
) -> CourseView:
    """Cancel a course; its trainees and history stay, and its instructors are free again."""
    await cancelling.cancel(scope.session, course_id, desk_of(scope))
    await take_back_held(mailing_desk(scope), course_id)
    if body.tell_invited:
        await tell_invited(mailing_desk(scope), course_id, News.CANCELLED)
    return await show_course(scope, response, course_id)


async def show_course(scope: Scope, response: Response, course_id: UUID) -> CourseView:
    """The course as it is now, with its version."""
    row = await course_overview(scope.session, course_id)
    set_etag(response, row.version)
    return course_view(scope, row)
