"""Mailings of a course (uitnodigingen)."""

from collections import Counter
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.mailings.desk import desk_of
from api.v1.mailings.schemas import (
    LeftOutView,
    MailCounts,
    MailingInput,
    MailingView,
    PlannedMailView,
    PlanView,
)
from api.v1.templates.schemas import MissingView
from app.courses.loading import get_course
from app.instructors.privacy import hidden_addresses
from app.invitations.models import Mailing
from app.invitations.ordering import Order
from app.invitations.planning import Audience, Plan
from app.invitations.repository import MailingRepository
from app.invitations.sending import plan_mailing, send_mailing
from app.invitations.summaries import described, mailing_state
from app.invitations.undoing import undo_mailing
from app.templates.variables import Context

router = APIRouter(route_class=Route, tags=["Mailings"])
ReadMailings = Annotated[Scope, Depends(allow("mails:read", module="invitations"), scope="function")]
SendMailings = Annotated[Scope, Depends(allow("mails:write", module="invitations"), scope="function")]


@router.post(
    "/courses/{course_id}/mailing-plans",
    operation_id="mailing_plans_create",
    summary="See who would get what",
    responses=problems(409, 413),
)
async def mailing_plans_create(scope: SendMailings, course_id: UUID, body: MailingInput) -> PlanView:
    """Number of mails, each address, who is left out and why; nothing is kept or sent (R-INV-04)."""
    plan = await plan_mailing(desk_of(scope), course_id, _order(body))
    to_instructors = [mail.to.email for mail in plan.mails if mail.kind is Context.INSTRUCTOR]
    return _plan(plan, await hidden_addresses(scope.session, to_instructors))


@router.post(
    "/courses/{course_id}/mailings",
    operation_id="mailings_create",
    summary="Send invitations",
    status_code=201,
    responses=problems(409, 413),
)
async def mailings_create(scope: SendMailings, response: Response, course_id: UUID, body: MailingInput) -> MailingView:
    """Send the mailing; its mails leave after ten seconds. A large one is written by the job in `jobId` (R-INV-03)."""
    mailing = await send_mailing(desk_of(scope), course_id, _order(body))
    response.headers["Location"] = f"/api/v1/mailings/{mailing.id}"
    return await _view(scope, mailing)


@router.get("/courses/{course_id}/mailings", operation_id="mailings_list", summary="List the mailings of a course")
async def mailings_list(scope: ReadMailings, course_id: UUID) -> Listing[MailingView]:
    """The mailings of a course, the latest first."""
    await get_course(scope.session, course_id)
    repository = MailingRepository(scope.session)
    mailings = await repository.mailings(course_id)
    counts = await repository.mail_counts(course_id)
    return Listing(items=[_shown(scope, each, counts) for each in mailings])


@router.get("/mailings/{mailing_id}", operation_id="mailings_get", summary="A mailing")
async def mailings_get(scope: ReadMailings, mailing_id: UUID) -> MailingView:
    """One mailing, with how far its mails are."""
    return await _view(scope, await MailingRepository(scope.session).mailing(mailing_id))


@router.post(
    "/mailings/{mailing_id}/cancellation",
    operation_id="mailings_undo",
    summary="Take a mailing back",
    responses=problems(409),
)
async def mailings_undo(scope: SendMailings, mailing_id: UUID) -> MailingView:
    """Undo a mailing before its mails leave."""
    return await _view(scope, await undo_mailing(desk_of(scope), mailing_id))


def _order(body: MailingInput) -> Order:
    values = body.model_dump()
    ids = values.pop("enrolment_ids")
    return Order(**values, enrolment_ids=None if ids is None else frozenset(ids))


def _plan(plan: Plan, hidden: frozenset[str]) -> PlanView:
    """The plan without the addresses of instructors who did not agree to show theirs (R-INS-02)."""
    return PlanView(
        mails=[
            PlannedMailView(
                kind=mail.kind,
                recipient_name=mail.to.name,
                recipient_email="" if mail.to.email.lower() in hidden else mail.to.email,
                enrolment_ids=list(mail.enrolment_ids),
            )
            for mail in plan.mails
        ],
        left_out=[LeftOutView.model_validate(left) for left in plan.left_out],
        missing=[
            MissingView(
                variable=variable,
                enrolment_id=mail.enrolment_ids[0] if len(mail.enrolment_ids) == 1 else None,
                name=mail.to.name,
            )
            for mail in plan.mails
            for variable in mail.missing
        ],
    )


async def _view(scope: Scope, mailing: Mailing) -> MailingView:
    counts = await MailingRepository(scope.session).mail_counts(mailing.course_id)
    return _shown(scope, mailing, counts)


def _shown(scope: Scope, mailing: Mailing, counts: dict[UUID, Counter[str]]) -> MailingView:
    return MailingView(
        id=mailing.id,
        course_id=mailing.course_id,
        audience=Audience(mailing.audience),
        bulk=mailing.bulk,
        template_id=mailing.template_id,
        subject=described(mailing),
        state=mailing_state(mailing, scope.now),
        release_at=mailing.release_at,
        undo_until=mailing.release_at,
        mail_count=mailing.mail_count,
        job_id=mailing.job_id,
        counts=MailCounts(**counts.get(mailing.id, Counter())),
        created_at=mailing.created_at,
    )
