"""Enrolling trainees in a course, and marking who was present and who passed."""

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
from api.v1.enrolments.schemas import (
    CustomersInput,
    EnrolmentChange,
    EnrolmentInput,
    EnrolmentMarks,
    EnrolmentsView,
    EnrolmentView,
    MarksInput,
    MarksRestoration,
    TransferInput,
)
from api.v1.enrolments.views import enrolment_values, enrolment_view, show_several
from app.core.errors import FieldError, Invalid
from app.courses import enrolling, marking
from app.courses.adjusting import Adjustment, adjust
from app.courses.attendance import Attendance
from app.courses.enrolling import CustomerOf
from app.courses.marking import Mark, Marks
from app.courses.transferring import transfer
from app.dashboard.participants import list_participants, participants
from app.trainees import keeping

router = APIRouter(route_class=Route, tags=["Enrolments"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteCourses = Annotated[Scope, Depends(allow("courses:write"), scope="function")]
_MARKS = frozenset({"attended", "passed"})


@router.get(
    "/courses/{course_id}/enrolments",
    operation_id="enrolments_list",
    summary="List the enrolments of a course",
    response_model=Listing[EnrolmentView],
)
async def enrolments_list(scope: ReadCourses, request: Request, course_id: UUID, page: PageQuery) -> Response:
    """Who takes part, by family name (R-CRS-07)."""
    rows, cursor = await list_participants(scope.session, course_id, page)
    return write_page(request, [enrolment_values(row, scope.now) for row in rows], cursor)


@router.post(
    "/courses/{course_id}/enrolments",
    operation_id="enrolments_create",
    summary="Enrol a trainee",
    status_code=201,
    responses=problems(409),
)
async def enrolments_create(
    scope: WriteCourses, response: Response, course_id: UUID, body: EnrolmentInput
) -> EnrolmentView:
    """Enrol somebody who is known or new (R-CRS-08); a full course offers its waiting list."""
    enrolment = await enrolling.enrol(
        scope.session,
        course_id,
        body.trainee_id or await _new_trainee(scope, body),
        desk_of(scope),
        customer=CustomerOf(own="customer_id" not in body.model_fields_set, id=body.customer_id),
        accept_waiting_list=body.accept_waiting_list,
    )
    response.headers["Location"] = f"/api/v1/courses/{course_id}/enrolments/{enrolment.id}"
    return await _show(scope, response, course_id, enrolment.id)


@router.get(
    "/courses/{course_id}/enrolments/{enrolment_id}", operation_id="enrolments_get", summary="An enrolment of a course"
)
async def enrolments_get(scope: ReadCourses, response: Response, course_id: UUID, enrolment_id: UUID) -> EnrolmentView:
    """One enrolment."""
    await enrolling.get_enrolment(scope.session, course_id, enrolment_id)
    return await _show(scope, response, course_id, enrolment_id)


@router.patch(
    "/courses/{course_id}/enrolments/{enrolment_id}",
    operation_id="enrolments_change",
    summary="Mark or change an enrolment",
    responses=problems(409, 412, 428),
)
async def enrolments_change(
    scope: WriteCourses,
    response: Response,
    course_id: UUID,
    enrolment_id: UUID,
    body: EnrolmentChange,
    if_match: IfMatch,
) -> EnrolmentView:
    """Set presence and result (passed only when present), the customer, or give a place from the waiting list."""
    wanted = Adjustment(
        mark=_mark(body),
        give_place=body.state == "enrolled",
        link_customer="customer_id" in body.model_fields_set,
        customer_id=body.customer_id,
    )
    await adjust(scope.session, course_id, enrolment_id, wanted, desk_of(scope), version=if_match)
    return await _show(scope, response, course_id, enrolment_id)


@router.delete(
    "/courses/{course_id}/enrolments/{enrolment_id}",
    operation_id="enrolments_delete",
    summary="Take a trainee out of a course",
    status_code=204,
    responses=problems(409),
)
async def enrolments_delete(scope: WriteCourses, course_id: UUID, enrolment_id: UUID) -> None:
    """Give the place back; the trainee stays known."""
    await enrolling.withdraw(scope.session, course_id, enrolment_id, desk_of(scope))


@router.post(
    "/courses/{course_id}/enrolments/marks",
    operation_id="enrolments_mark",
    summary="Mark several enrolments at once",
    responses=problems(409),
)
async def enrolments_mark(scope: WriteCourses, course_id: UUID, body: MarksInput) -> EnrolmentsView:
    """Everybody present, everybody passed: what is given is set for all that are named (R-EXT-04).

    Present on every course day counts as present, absent on one as absent; marking the whole overrules days that differ.
    """
    marked = await marking.mark_many(scope.session, course_id, body.enrolment_ids, _mark(body), desk_of(scope))
    return await show_several(scope, course_id, [each.id for each in marked])


@router.post(
    "/courses/{course_id}/enrolments/marks/restoration",
    operation_id="enrolments_restore_marks",
    summary="Put marks back",
    responses=problems(409),
)
async def enrolments_restore_marks(scope: WriteCourses, course_id: UUID, body: MarksRestoration) -> EnrolmentsView:
    """Undo marking: every mark of these enrolments becomes what it was."""
    restored = await marking.restore_marks(
        scope.session, course_id, [_marks(each) for each in body.items], desk_of(scope)
    )
    return await show_several(scope, course_id, [each.id for each in restored])


@router.post(
    "/courses/{course_id}/enrolments/customers",
    operation_id="enrolments_link_customer",
    summary="Link several enrolments to a customer",
)
async def enrolments_link_customer(scope: WriteCourses, course_id: UUID, body: CustomersInput) -> EnrolmentsView:
    """Link from within the course (R-CUS-04); trainees without a customer get this one too."""
    linked = await enrolling.assign_customer(
        scope.session, course_id, body.enrolment_ids, body.customer_id, desk_of(scope)
    )
    return await show_several(scope, course_id, [each.id for each in linked])


@router.post(
    "/courses/{course_id}/enrolments/transfers",
    operation_id="enrolments_transfer",
    summary="Move trainees to another course",
    responses=problems(409),
)
async def enrolments_transfer(scope: WriteCourses, course_id: UUID, body: TransferInput) -> EnrolmentsView:
    """All of them or none; the answer shows their enrolments in the other course."""
    arrived = await transfer(
        scope.session,
        course_id,
        body.enrolment_ids,
        body.course_id,
        desk_of(scope),
        accept_waiting_list=body.accept_waiting_list,
    )
    return await show_several(scope, body.course_id, [each.id for each in arrived])


async def _new_trainee(scope: Scope, body: EnrolmentInput) -> UUID:
    assert body.trainee is not None
    values = body.trainee.model_dump(exclude={"accept_double"})
    desk = keeping.Desk(scope.actor, scope.now, scope.today)
    try:
        trainee = await keeping.create_trainee(scope.session, values, desk, accept_double=body.trainee.accept_double)
    except Invalid as error:
        below = [FieldError(f"/trainee{each.pointer}", each.code, each.detail) for each in error.errors]
        raise Invalid(error.detail, below) from error
    return trainee.id


def _mark(body: EnrolmentChange | MarksInput) -> Mark:
    return Mark(frozenset(_MARKS & body.model_fields_set), body.attended, body.passed, body.day)


def _marks(marks: EnrolmentMarks) -> Marks:
    days = {day.date: day.attended for day in marks.days}
    return Marks(marks.enrolment_id, Attendance(days, marks.attended, marks.attendance_overruled), marks.passed)


async def _show(scope: Scope, response: Response, course_id: UUID, enrolment_id: UUID) -> EnrolmentView:
    [row] = await participants(scope.session, course_id, [enrolment_id])
    set_etag(response, row.version)
    return enrolment_view(scope, row)
