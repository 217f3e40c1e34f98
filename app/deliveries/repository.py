"""Which certificates went with which mails."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.deliveries.errors import SendingNotFound
from app.deliveries.models import CertificateDelivery, CertificateSending
from app.mail.models import OutboxMail

NEVER_ARRIVED = ("cancelled", "failed", "expired", "bounced")
_SENT = (
    select(CertificateDelivery.certificate_id)
    .join(
        OutboxMail,
        (OutboxMail.provider_id == CertificateDelivery.provider_id) & (OutboxMail.id == CertificateDelivery.mail_id),
    )
    .where(
        CertificateDelivery.provider_id == bindparam("provider"),
        CertificateDelivery.certificate_id.in_(bindparam("certificates", expanding=True)),
        OutboxMail.state.not_in(NEVER_ARRIVED),
    )
)
_WITH = select(CertificateDelivery.certificate_id).where(
    CertificateDelivery.provider_id == bindparam("provider"), CertificateDelivery.sending_id == bindparam("sending")
)
_ONE = select(CertificateSending).where(
    CertificateSending.provider_id == bindparam("provider"), CertificateSending.id == bindparam("sending")
)
_FRESH = {"populate_existing": True}


async def sent_before(session: AsyncSession, certificate_ids: Collection[UUID]) -> set[UUID]:
    """Which of these went with a mail that arrived or still may."""
    values = {"provider": bound_provider(session), "certificates": list(certificate_ids)}
    return set(await session.scalars(_SENT, values))


async def sent_with(session: AsyncSession, sending_id: UUID) -> set[UUID]:
    """The certificates for which this sending has written a mail."""
    return set(await session.scalars(_WITH, {"provider": bound_provider(session), "sending": sending_id}))


async def get_sending(session: AsyncSession, sending_id: UUID, *, take: bool = False) -> CertificateSending:
    """A sending of the provider, locked when it is to be changed; raises SendingNotFound."""
    statement = _ONE.with_for_update() if take else _ONE
    key = {"provider": bound_provider(session), "sending": sending_id}
    found = await session.scalar(statement, key, execution_options=_FRESH)
    if found is None:
        raise SendingNotFound("There is no such sending.")
    return found
