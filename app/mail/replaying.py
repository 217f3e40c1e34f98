"""Sending again what was given up: all of a provider's failed mails of the last two days at once (R-MAIL-02)."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.core.database.session import bound_provider
from app.mail.models import OutboxMail
from app.mail.resending import resend

PERIOD = timedelta(days=2)
MOST = 500
"""So many at once; asking again takes the following ones."""
_Again = aliased(OutboxMail)
_FAILED = (
    select(OutboxMail.id)
    .where(
        OutboxMail.provider_id == bindparam("provider"),
        OutboxMail.state.in_(("failed", "expired")),
        OutboxMail.created_at >= bindparam("since"),
        ~exists().where(_Again.provider_id == OutboxMail.provider_id, _Again.resend_of == OutboxMail.id),
    )
    .order_by(OutboxMail.created_at, OutboxMail.id)
    .limit(MOST)
)


async def replay(session: AsyncSession, now: datetime) -> int:
    """Queue every failed mail of the session's provider anew that was not sent again yet; returns how many."""
    found = (await session.scalars(_FAILED, {"provider": bound_provider(session), "since": now - PERIOD})).all()
    for mail_id in found:
        await resend(session, mail_id, now=now)
    return len(found)
