"""Sending a mail again that has ended, well or badly (R-MAIL-02): a new mail that names the old one."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.mail.addresses import MailAddress
from app.mail.errors import MailNotFound, MailNotResendable
from app.mail.language import as_language
from app.mail.message import CalendarMethod, CalendarPart, Message
from app.mail.models import OutboxBody, OutboxMail
from app.mail.outbox import SINGLE, Cause, Dispatch, queue_many

ENDED = ("sent", "failed", "expired", "cancelled", "bounced")

_MAIL = (
    select(OutboxMail, OutboxBody)
    .join(OutboxBody, (OutboxBody.provider_id == OutboxMail.provider_id) & (OutboxBody.mail_id == OutboxMail.id))
    .where(OutboxMail.provider_id == bindparam("provider"), OutboxMail.id == bindparam("mail"))
)
_RESENDS = select(func.count()).where(
    OutboxMail.provider_id == bindparam("provider"),
    OutboxMail.cause_type == bindparam("type"),
    OutboxMail.cause_id.is_not_distinct_from(bindparam("cause")),
    OutboxMail.resend_of == bindparam("mail"),
)


async def resend(session: AsyncSession, mail_id: UUID, *, now: datetime) -> UUID:
    """Queue the same words for the same people anew; returns the new mail's id.

    Raises MailNotFound, and MailNotResendable while the mail, or a resend that was asked for at this very moment, is
    still on its way.
    """
    provider = bound_provider(session)
    found = (await session.execute(_MAIL, {"provider": provider, "mail": mail_id})).one_or_none()
    if found is None:
        raise MailNotFound("There is no such mail.")
    mail, body = found.OutboxMail, found.OutboxBody
    if mail.state not in ENDED:
        raise MailNotResendable("The mail is still on its way.", state=mail.state)
    values = {"provider": provider, "type": mail.cause_type, "cause": mail.cause_id, "mail": mail_id}
    number = (await session.scalar(_RESENDS, values) or 0) + 1
    cause = Cause(mail.cause_type, mail.cause_id, mail.course_id)
    again = Dispatch(_message(mail, body), f"again:{mail_id}:{number}", cause, resend_of=mail_id)
    (new_id,) = await queue_many(session, [again], now=now, priority=SINGLE)
    if new_id is None:
        raise MailNotResendable("The mail is being sent again already.")
    return new_id


def _message(mail: OutboxMail, body: OutboxBody) -> Message:
    return Message(
        kind=mail.kind,
        to=MailAddress(mail.recipient_email, mail.recipient_name),
        from_name=body.from_name,
        subject=mail.subject,
        html=body.html,
        text=body.text,
        language=as_language(body.language),
        reply_to=MailAddress(body.reply_to) if body.reply_to else None,
        cc=tuple(MailAddress(copy["email"], copy["name"]) for copy in body.cc),
        calendar=_calendar(body),
        attachments=tuple(UUID(file_id) for file_id in body.attachments),
        headers=body.headers,
    )


def _calendar(body: OutboxBody) -> CalendarPart | None:
    if body.calendar is None:
        return None
    return CalendarPart(body.calendar, cast(CalendarMethod, body.calendar_method))
