"""Mailing certificates (R-PRC-03): one transaction writes the sending, its mails and which certificate went with which.

The mails are held for ten seconds, in which the sending can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.repository import printed
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.jobs.queue import enqueue
from app.core.signing import LinkSigner
from app.deliveries.errors import NothingToSend, SendingHasLeft
from app.deliveries.models import CertificateDelivery, CertificateSending
from app.deliveries.planning import LeftOut, Plan, PlannedMail, plan
from app.deliveries.repository import get_sending, sent_before, sent_with
from app.documents.certificate import certificate_name, render_certificate
from app.documents.certificate_sheets import Letterhead, letterhead, sheet_of
from app.events.audit import Actor, record
from app.events.changes import announce
from app.files.bundling import made_file
from app.files.keeping import keep_file
from app.files.kinds import PDF
from app.files.storage import FileStore
from app.mail import outbox
from app.mail.addresses import check_address
from app.mail.message import Message, compose
from app.mail.outbox import Cause, Dispatch
from app.mail.rendering import MailRenderer
from app.mail.system_mails import CertificateFacts, CertificateMail
from app.providers.house_style import house_style
from app.providers.models import Provider
from app.providers.settings import get_provider
from app.visiting.links import PageOwner, contact_page, owner_url

UNDO_TIME = timedelta(seconds=10)
AT_ONCE = 20
"""So many certificates are drawn while the request waits; more are left to a background job."""
JOB = "certificate_sending"


@dataclass(frozen=True)
class Desk:
    """What sending works with: the tenant's session, who sends, the clock's word, and who draws and keeps."""

    session: AsyncSession
    actor: Actor
    user_id: UUID | None
    now: datetime
    renderer: MailRenderer
    storage: FileStore
    public_url: str
    signer: LinkSigner


async def plan_sending(desk: Desk, certificate_ids: Sequence[UUID], *, again: bool = False) -> Plan:
    """What sending would do, mail by mail; nothing is written. Raises CertificateNotFound."""
    rows = await printed(desk.session, certificate_ids)
    before = set() if again else await sent_before(desk.session, certificate_ids)
    return plan(rows, before, (await get_provider(desk.session)).locale)


async def send_certificates(desk: Desk, certificate_ids: Sequence[UUID], *, again: bool = False) -> CertificateSending:
    """Mail certificates, each once: one that was mailed before is left out unless `again` says otherwise.

    Raises CertificateNotFound, and NothingToSend when no mail would go out.
    """
    await take_turn(desk.session)
    planned = await plan_sending(desk, certificate_ids, again=again)
    if not planned.mails:
        raise NothingToSend("No mail would go out.", leftOut=[_told(left) for left in planned.left_out])
    sending = _sending(desk, planned, again)
    desk.session.add(sending)
    await desk.session.flush()
    if planned.certificates > AT_ONCE:
        await _leave_to_job(desk, sending, planned)
    else:
        await put_in_outbox(desk, sending, planned.mails)
    changes = {"mails": sending.mail_count, "certificates": sending.certificate_count}
    await record(
        desk.session, desk.actor, "certificates.sent", "certificate_sending", sending.id, now=desk.now, changes=changes
    )
    await announce(desk.session, "certificates")
    await announce(desk.session, "mails")
    return sending


async def undo_sending(desk: Desk, sending_id: UUID) -> CertificateSending:
    """Take a sending back: none of its mails leaves. Twice is the same as once.

    Raises SendingNotFound, and SendingHasLeft once the time to undo is over.
    """
    sending = await get_sending(desk.session, sending_id, take=True)
    if sending.state == "cancelled":
        return sending
    if desk.now >= sending.release_at:
        raise SendingHasLeft("The mails have left.", releaseAt=sending.release_at.isoformat())
    sending.state = "cancelled"
    await outbox.cancel_held(desk.session, cause_of(sending), now=desk.now)
    await record(
        desk.session, desk.actor, "certificates.sending_undone", "certificate_sending", sending.id, now=desk.now
    )
    await announce(desk.session, "certificates")
    await announce(desk.session, "mails")
    return sending


async def take_turn(session: AsyncSession) -> None:
    """One sending of a provider at a time, so that two at the same moment do not both find a certificate unsent."""
    await lock(session, [f"certificate-sending:{bound_provider(session)}"])


async def put_in_outbox(desk: Desk, sending: CertificateSending, mails: Sequence[PlannedMail]) -> None:
    """Draw and queue these mails, held until the release; the caller has taken its turn."""
    provider = await get_provider(desk.session)
    head = await letterhead(desk.session, desk.storage, desk.public_url)
    dispatches = [
        Dispatch(
            await _message(desk, provider, head, mail),
            f"crt:{sending.id}:{mail.rows[0].id}",
            cause_of(sending),
            hold_until=sending.release_at,
        )
        for mail in mails
    ]
    priority = outbox.SINGLE if sending.mail_count <= AT_ONCE else outbox.MASS
    ids = await outbox.queue_many(desk.session, dispatches, now=desk.now, priority=priority)
    rows = [
        _delivery(sending, mail, row, mail_id, desk.now)
        for mail, mail_id in zip(mails, ids, strict=True)
        if mail_id is not None
        for row in mail.rows
    ]
    if rows:
        await desk.session.execute(insert(CertificateDelivery), rows)


def cause_of(sending: CertificateSending) -> Cause:
    """What the outbox knows of the mails of a sending."""
    return Cause("certificate_sending", sending.id)


async def left_to_send(desk: Desk, sending: CertificateSending, certificate_ids: Sequence[UUID]) -> list[PlannedMail]:
    """The mails that a sending has not written yet."""
    done = await sent_with(desk.session, sending.id)
    waiting = [each for each in certificate_ids if each not in done]
    return (await plan_sending(desk, waiting, again=sending.again)).mails if waiting else []


async def _leave_to_job(desk: Desk, sending: CertificateSending, planned: Plan) -> None:
    ids = [str(row.id) for mail in planned.mails for row in mail.rows]
    job = await enqueue(
        desk.session,
        JOB,
        subject_type="certificate_sending",
        subject_id=sending.id,
        now=desk.now,
        payload={"sendingId": str(sending.id), "certificateIds": ids},
        total=len(ids),
        created_by=desk.user_id,
    )
    sending.job_id = job.id


async def _message(desk: Desk, provider: Provider, head: Letterhead, mail: PlannedMail) -> Message:
    files = [await _file(desk, head, row, mail) for row in mail.rows]
    certificates = tuple(
        CertificateFacts(row.holder_name, row.type_name, row.expires_on, sheet_of(row, head).url) for row in mail.rows
    )
    return compose(
        desk.renderer,
        CertificateMail(
            mail.reader_name, provider.name, certificates, to_contact=mail.via_contact, page_url=_page_url(desk, mail)
        ),
        to=mail.to,
        brand=house_style(provider),
        language=mail.language,
        reply_to=check_address(provider.email, name=provider.name),
        attachments=files,
    )


def _page_url(desk: Desk, mail: PlannedMail) -> str:
    row = mail.rows[0]
    owner = contact_page(row) if mail.via_contact else PageOwner("trainee", row.trainee_id, mail.to.email)
    return owner_url(desk.signer, desk.public_url, bound_provider(desk.session), owner, now=desk.now)


async def _file(desk: Desk, head: Letterhead, row: Any, mail: PlannedMail) -> UUID:
    sheet = sheet_of(row, head, mail.language)
    content = await render_certificate(sheet)
    name = certificate_name(sheet).removesuffix(".pdf")
    stored = await keep_file(
        desk.session, desk.storage, made_file(content, name, PDF), created_by=desk.user_id, now=desk.now
    )
    return stored.id


def _sending(desk: Desk, planned: Plan, again: bool) -> CertificateSending:
    return CertificateSending(
        provider_id=bound_provider(desk.session),
        id=new_id(),
        state="held",
        release_at=desk.now + UNDO_TIME,
        mail_count=len(planned.mails),
        certificate_count=planned.certificates,
        again=again,
        job_id=None,
        created_by=desk.user_id,
        created_at=desk.now,
    )


def _delivery(
    sending: CertificateSending, mail: PlannedMail, row: Any, mail_id: UUID, now: datetime
) -> dict[str, object]:
    return {
        "provider_id": sending.provider_id,
        "id": new_id(),
        "sending_id": sending.id,
        "certificate_id": row.id,
        "mail_id": mail_id,
        "via_contact": mail.via_contact,
        "created_at": now,
    }


def _told(left: LeftOut) -> dict[str, object]:
    return {"certificateId": left.certificate_id, "name": left.name, "reason": left.reason.value}
