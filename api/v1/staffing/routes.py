"""Staffing of a course: candidates, invitations, answers on behalf, confirming, decline notices (R-STF-01 to R-STF-07)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.v1.courses.desk import desk_of
from api.v1.staffing.schemas import (
    AnswerInput,
    CandidatesView,
    ConfirmationInput,
    DeclinedView,
    InvitationInput,
    RequestsView,
    RequestView,
)
from api.v1.staffing.views import candidates_view, request_view
from app.core.errors import Invalid
from app.core.signing import LinkSigner
from app.instructors.people import InstructorRef
from app.mail.rendering import shared_renderer
from app.staffing.answering import GivenAnswer, enter_answer
from app.staffing.candidates import list_candidates
from app.staffing.deciding import confirm, decline_others
from app.staffing.inviting import invite, invite_again, invite_all_free
from app.staffing.mails import Post

router = APIRouter(route_class=Route, tags=["Staffing"])
ReadStaffing = Annotated[Scope, Depends(allow("staffing:read", module="staffing"), scope="function")]
WriteStaffing = Annotated[Scope, Depends(allow("staffing:write", module="staffing"), scope="function")]
Words = Annotated[str, Query(max_length=200, description="Words of name or town")]
_REQUESTS = "/courses/{course_id}/staffing-requests"


@router.get("/courses/{course_id}/staffing", operation_id="staffing_list", summary="Who could teach the course")
async def staffing_list(
    scope: ReadStaffing, request: Request, response: Response, course_id: UUID, page: PageQuery, q: Words = ""
) -> CandidatesView:
    """The instructors who may teach the course on all of its days, by name, with state and clashes (R-STF-02)."""
    found = await list_candidates(scope.session, course_id, words=q, page=page, now=scope.now, today=scope.today)
    link_next(request, response, found.next_cursor)
    return candidates_view(found)


@router.post(
    _REQUESTS,
    operation_id="staffing_invite",
    summary="Ask instructors",
    status_code=201,
    responses=problems(409),
)
async def staffing_invite(scope: WriteStaffing, course_id: UUID, body: InvitationInput) -> RequestsView:
    """Mail the question at once; 409 `instructor_busy` when one of them is booked on one of the days: then none is asked."""
    if body.all_free == bool(body.instructors):
        raise Invalid.at("/instructors", "required", "Name instructors, or send allFree: true.")
    desk, post = desk_of(scope), _post(scope)
    if body.all_free:
        invited = await invite_all_free(scope.session, course_id, desk, post)
    else:
        refs = [InstructorRef(each.kind, each.id) for each in body.instructors]
        invited = await invite(scope.session, course_id, refs, desk, post)
    return RequestsView(items=[request_view(each.request) for each in invited])


@router.post(
    f"{_REQUESTS}/{{request_id}}/renewal",
    operation_id="staffing_invite_again",
    summary="Ask an instructor again",
    responses=problems(409),
)
async def staffing_invite_again(scope: WriteStaffing, course_id: UUID, request_id: UUID) -> RequestView:
    """Reset the answer, mail again, and make the former link void (R-STF-06)."""
    return request_view(await invite_again(scope.session, course_id, request_id, desk_of(scope), _post(scope)))


@router.post(
    f"{_REQUESTS}/{{request_id}}/confirmation",
    operation_id="staffing_confirm",
    summary="Confirm an instructor",
    responses=problems(409),
)
async def staffing_confirm(
    scope: WriteStaffing, course_id: UUID, request_id: UUID, body: ConfirmationInput
) -> RequestView:
    """Book the instructor as main or second one and tell him; busy is checked once more (R-CRS-05)."""
    confirmed = await confirm(
        scope.session,
        course_id,
        request_id,
        body.position,
        desk_of(scope),
        _post(scope),
        accept_double_booking=body.accept_double_booking,
    )
    return request_view(confirmed)


@router.post(
    f"{_REQUESTS}/{{request_id}}/answer",
    operation_id="staffing_enter_answer",
    summary="Enter an answer on the instructor's behalf",
    responses=problems(409),
)
async def staffing_enter_answer(
    scope: WriteStaffing, course_id: UUID, request_id: UUID, body: AnswerInput
) -> RequestView:
    """Keep what the instructor said by telephone, under the name of who enters it."""
    given = GivenAnswer(body.answer, body.note)
    return request_view(await enter_answer(scope.session, course_id, request_id, given, desk_of(scope), _post(scope)))


@router.post(
    "/courses/{course_id}/decline-notices",
    operation_id="staffing_decline_others",
    summary="Tell the others that the provider is served",
    responses=problems(409),
)
async def staffing_decline_others(scope: WriteStaffing, course_id: UUID) -> DeclinedView:
    """Mail everybody who is available or has not answered, once each (R-STF-07)."""
    return DeclinedView(declined=await decline_others(scope.session, course_id, desk_of(scope), _post(scope)))


def _post(scope: Scope) -> Post:
    return Post(shared_renderer(), LinkSigner(scope.services.keys), scope.services.settings.public_url)
