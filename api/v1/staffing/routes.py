"""Staffing of a course: candidates, invitations, answers on behalf, confirming, decline notices (R-STF-01 to R-STF-07)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.courses.desk import desk_of
from api.v1.staffing.schemas import (
    AnswerInput,
    AnswerView,
    CallInput,
    CallView,
    CandidatesView,
    ConfirmationInput,
    DeclinedView,
    InvitationInput,
    RenewalInput,
    RequestsView,
    RequestView,
)
from api.v1.staffing.views import answer_view, call_view, candidates_view, request_view
from app.core.errors import Invalid
from app.core.signing import LinkSigner
from app.instructors.people import InstructorRef
from app.mail.rendering import shared_renderer
from app.staffing.answer_log import list_answers
from app.staffing.answering import GivenAnswer, enter_answer
from app.staffing.candidates import CandidateQuery, list_candidates
from app.staffing.deciding import confirm, decline_others
from app.staffing.inviting import invite, invite_again, invite_all_free
from app.staffing.mails import Post
from app.staffing.rings import start_call, stop_call

router = APIRouter(route_class=Route, tags=["Staffing"])
ReadStaffing = Annotated[Scope, Depends(allow("staffing:read", module="staffing"), scope="function")]
WriteStaffing = Annotated[Scope, Depends(allow("staffing:write", module="staffing"), scope="function")]
Words = Annotated[str, Query(max_length=200, description="Words of name or town")]
Sort = Annotated[Literal["name", "distance"], Query(description="By name, or the nearest first")]
_REQUESTS = "/courses/{course_id}/staffing-requests"


@router.get("/courses/{course_id}/staffing", operation_id="staffing_list", summary="Who could teach the course")
async def staffing_list(
    scope: ReadStaffing,
    request: Request,
    response: Response,
    course_id: UUID,
    page: PageQuery,
    q: Words = "",
    sort: Sort = "name",
) -> CandidatesView:
    """The instructors who may teach the course on all of its days, with state, distance and clashes (R-STF-02)."""
    query = CandidateQuery(q, page, sort)
    found = await list_candidates(scope.session, course_id, query, now=scope.now, today=scope.today)
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
        invited = await invite_all_free(scope.session, course_id, desk, post, reply_by=body.reply_by)
    else:
        refs = [InstructorRef(each.kind, each.id) for each in body.instructors]
        invited = await invite(scope.session, course_id, refs, desk, post, reply_by=body.reply_by)
    return RequestsView(items=[request_view(each.request) for each in invited])


@router.post(
    f"{_REQUESTS}/{{request_id}}/renewal",
    operation_id="staffing_invite_again",
    summary="Ask an instructor again",
    responses=problems(409),
)
async def staffing_invite_again(
    scope: WriteStaffing, course_id: UUID, request_id: UUID, body: RenewalInput | None = None
) -> RequestView:
    """Reset the answer, mail again, and make the former link void (R-STF-06)."""
    reply_by = body.reply_by if body else None
    desk, post = desk_of(scope), _post(scope)
    return request_view(await invite_again(scope.session, course_id, request_id, desk, post, reply_by=reply_by))


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


@router.get(
    f"{_REQUESTS}/{{request_id}}/answers",
    operation_id="staffing_answers_list",
    summary="What an instructor answered, and when",
)
async def staffing_answers_list(
    scope: ReadStaffing, request: Request, response: Response, course_id: UUID, request_id: UUID, page: PageQuery
) -> Listing[AnswerView]:
    """Every answer to one question, the newest first, earlier invitations among them."""
    found, cursor = await list_answers(scope.session, course_id, request_id, page)
    link_next(request, response, cursor)
    return Listing(items=[answer_view(each) for each in found], next_cursor=cursor)


@router.post(
    "/courses/{course_id}/decline-notices",
    operation_id="staffing_decline_others",
    summary="Tell the others that the provider is served",
    responses=problems(409),
)
async def staffing_decline_others(scope: WriteStaffing, course_id: UUID) -> DeclinedView:
    """Mail everybody who is available or has not answered, once each (R-STF-07)."""
    return DeclinedView(declined=await decline_others(scope.session, course_id, desk_of(scope), _post(scope)))


@router.post(
    "/courses/{course_id}/staffing-calls",
    operation_id="staffing_calls_start",
    summary="Ask instructors in rounds",
    status_code=201,
    responses=problems(409),
)
async def staffing_calls_start(scope: WriteStaffing, course_id: UUID, body: CallInput) -> CallView:
    """Ask the nearest free ones at once; the next group follows after so many hours without a yes, between 8:00 and 20:00."""
    desk, post = desk_of(scope), _post(scope)
    return call_view(await start_call(scope.session, course_id, body.group_size, body.every_hours, desk, post))


@router.delete(
    "/courses/{course_id}/staffing-calls/{call_id}",
    operation_id="staffing_calls_stop",
    summary="Ask no further groups",
    status_code=204,
)
async def staffing_calls_stop(scope: WriteStaffing, course_id: UUID, call_id: UUID) -> None:
    """End a call in rings; who was asked stays asked."""
    await stop_call(scope.session, course_id, call_id, desk_of(scope))


def _post(scope: Scope) -> Post:
    return Post(shared_renderer(), LinkSigner(scope.services.keys), scope.services.settings.public_url)
