"""Taking in undeliverable mail (R-MAIL-02, R-MAIL-04): the mail is marked, its sender sees why, the address is spared."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from app.bounces.models import MailSuppression
from app.bounces.reports import DeliveryReport, read_reports, recipients_of
from app.core.database.session import Database, bound_provider
from app.core.identifiers import new_id
from app.events.changes import announce
from app.mail.models import OutboxAttempt, OutboxMail
from app.mail.return_paths import ReturnPaths

_OWNER = text("select outbox_owner(:mail)").bindparams(bindparam("mail", type_=Uuid()))
_BOUNCED = (
    update(OutboxMail)
    .where(
        OutboxMail.provider_id == bindparam("provider"),
        OutboxMail.id == bindparam("mail"),
        OutboxMail.state.in_(("sent", "uncertain", "bounced")),
    )
    .values(state="bounced", finished_at=bindparam("now"), smtp_code=None, smtp_text=bindparam("words"))
    .returning(OutboxMail.recipient_email, OutboxMail.course_id)
)
_NOTE = insert(OutboxAttempt)
_SUPPRESS = insert_or_skip(MailSuppression).on_conflict_do_nothing(
    index_elements=["provider_id", "address"], index_where=MailSuppression.lifted_at.is_(None)
)


async def take_in(
    database: Database, paths: ReturnPaths, content: bytes, recipients: Sequence[str] = (), *, now: datetime
) -> int:
    """Take in a mail that came back; returns how many mails it was about: none when it is no report about one of ours.

    `recipients` is the envelope's; without it the headers say to whom it was addressed. Twice is once.
    """
    reports = read_reports(content)
    mails = {paths.mail_of(address) for address in (recipients or recipients_of(content))} - {None}
    if not reports:
        return 0
    return sum([await _about(database, mail_id, reports, now) for mail_id in mails if mail_id is not None])


async def _about(database: Database, mail_id: UUID, reports: Iterable[DeliveryReport], now: datetime) -> bool:
    async with database.platform() as session:
        owner: UUID | None = await session.scalar(_OWNER, {"mail": mail_id})
    if owner is None:
        return False
    async with database.tenant(owner) as session:
        for report in reports:
            await _note(session, mail_id, report, now)
            if report.is_final:
                await _mark(session, mail_id, report, now)
        await announce(session, "mails", mail_id)
    return True


async def _note(session: AsyncSession, mail_id: UUID, report: DeliveryReport, now: datetime) -> None:
    row = {
        "provider_id": bound_provider(session),
        "id": new_id(),
        "mail_id": mail_id,
        "started_at": now,
        "finished_at": now,
        "phase": "bounce",
        "address": report.address,
        "code": None,
        "words": report.reason,
        "worker": "",
    }
    await session.execute(_NOTE, [row])


async def _mark(session: AsyncSession, mail_id: UUID, report: DeliveryReport, now: datetime) -> None:
    """Mark the mail when its own recipient was refused; a copy's refusal is only noted."""
    provider = bound_provider(session)
    mail = await session.get(OutboxMail, (provider, mail_id))
    if mail is None or (report.address and report.address.casefold() != mail.recipient_email.casefold()):
        return
    connection = await session.connection()
    values = {"provider": provider, "mail": mail_id, "now": now, "words": report.reason}
    marked = (await connection.execute(_BOUNCED, values)).one_or_none()
    if marked is not None and marked.course_id is not None:
        await announce(session, "enrolments", marked.course_id)
    if marked is not None and report.address_is_dead:
        row = {
            "provider_id": provider,
            "id": new_id(),
            "address": marked.recipient_email.lower(),
            "mail_id": mail_id,
            "status": report.status,
            "words": report.reason,
            "created_at": now,
        }
        await connection.execute(_SUPPRESS, row)
        await announce(session, "trainees")
