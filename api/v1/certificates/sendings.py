"""Certificates by mail, and many of them in one zip."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from api.deps import Scope, allow
from api.routing import Route, problems
from api.v1.certificates.schemas import (
    ArchiveInput,
    ChosenCertificates,
    LeftOutView,
    PlannedMailView,
    SendingInput,
    SendingPlanView,
    SendingView,
)
from api.v1.jobs import JobView
from app.certificates.repository import certificates_of_course
from app.core.signing import LinkSigner
from app.courses.loading import get_course
from app.deliveries.models import CertificateSending
from app.deliveries.planning import Plan
from app.deliveries.repository import get_sending
from app.deliveries.sending import Desk, plan_sending, send_certificates, undo_sending
from app.documents.certificate_archive import order_archive
from app.mail.rendering import shared_renderer

router = APIRouter(route_class=Route, tags=["Certificates"])
ReadCertificates = Annotated[Scope, Depends(allow("certificates:read"), scope="function")]
WriteCertificates = Annotated[Scope, Depends(allow("certificates:write"), scope="function")]


@router.post(
    "/certificate-sending-plans",
    operation_id="certificate_sending_plans_create",
    summary="See who would get which certificates",
)
async def certificate_sending_plans_create(scope: WriteCertificates, body: SendingInput) -> SendingPlanView:
    """Each mail with its certificates, and which are left out and why; nothing is kept or sent."""
    return _plan(await plan_sending(_desk(scope), await _chosen(scope, body), again=body.again))


@router.post(
    "/certificate-sendings",
    operation_id="certificate_sendings_create",
    summary="Mail certificates",
    status_code=201,
    responses=problems(409),
)
async def certificate_sendings_create(scope: WriteCertificates, response: Response, body: SendingInput) -> SendingView:
    """To the trainees, or to the contact person alone where the customer wants so (R-PRC-03, R-CUS-03).

    Each certificate goes once; the mails leave after ten seconds. More than twenty are drawn by the job in `jobId`.
    """
    sending = await send_certificates(_desk(scope), await _chosen(scope, body), again=body.again)
    response.headers["Location"] = f"/api/v1/certificate-sendings/{sending.id}"
    return _sending(scope, sending)


@router.get(
    "/certificate-sendings/{sending_id}", operation_id="certificate_sendings_get", summary="A sending of certificates"
)
async def certificate_sendings_get(scope: ReadCertificates, sending_id: UUID) -> SendingView:
    """One sending; how each mail fares stands with its certificates."""
    return _sending(scope, await get_sending(scope.session, sending_id))


@router.post(
    "/certificate-sendings/{sending_id}/cancellation",
    operation_id="certificate_sendings_undo",
    summary="Take a sending of certificates back",
    responses=problems(409),
)
async def certificate_sendings_undo(scope: WriteCertificates, sending_id: UUID) -> SendingView:
    """Undo a sending before its mails leave."""
    return _sending(scope, await undo_sending(_desk(scope), sending_id))


@router.post(
    "/certificate-archives",
    operation_id="certificate_archives_create",
    summary="Have certificates put into one zip",
    status_code=202,
    responses=problems(409),
)
async def certificate_archives_create(scope: ReadCertificates, response: Response, body: ArchiveInput) -> JobView:
    """A background job makes the zip; its result names the file in `fileId`."""
    job = await order_archive(
        scope.session,
        await _chosen(scope, body),
        course_id=body.course_id,
        language=scope.caller.locale or scope.provider.locale,
        now=scope.now,
        created_by=scope.caller.id if scope.caller.kind == "user" else None,
    )
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobView.model_validate(job)


async def _chosen(scope: Scope, body: ChosenCertificates) -> list[UUID]:
    if body.course_id is None:
        return body.certificate_ids or []
    await get_course(scope.session, body.course_id)
    return await certificates_of_course(scope.session, body.course_id)


def _desk(scope: Scope) -> Desk:
    user_id = scope.caller.id if scope.caller.kind == "user" else None
    services = scope.services
    return Desk(
        scope.session,
        scope.actor,
        user_id,
        scope.now,
        shared_renderer(),
        services.storage,
        services.settings.public_url,
        LinkSigner(services.keys),
    )


def _plan(plan: Plan) -> SendingPlanView:
    return SendingPlanView(
        mails=[
            PlannedMailView(
                recipient_name=mail.to.name,
                recipient_email=mail.to.email,
                via_contact=mail.via_contact,
                certificate_ids=[row.id for row in mail.rows],
            )
            for mail in plan.mails
        ],
        left_out=[LeftOutView.model_validate(left) for left in plan.left_out],
    )


def _sending(scope: Scope, sending: CertificateSending) -> SendingView:
    gone = sending.state == "held" and scope.now >= sending.release_at
    return SendingView(
        id=sending.id,
        state="released" if gone else "held" if sending.state == "held" else "cancelled",
        undo_until=sending.release_at,
        mail_count=sending.mail_count,
        certificate_count=sending.certificate_count,
        job_id=sending.job_id,
        created_at=sending.created_at,
    )
