"""Getting hold of certificates, and of what is printed on them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, Uuid, bindparam, column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import CertificateNotFound, CertificateRevoked, NotIssuedHere
from app.certificates.models import Certificate
from app.core.database.session import bound_provider
from app.customers.correspondence import Topic, contact_of

_ONE = select(Certificate).where(
    Certificate.provider_id == bindparam("provider"), Certificate.id == bindparam("certificate")
)
_FRESH = {"populate_existing": True}
_PRINTED = (
    text(
        f"""
    select k.id, k.number, k.kind, k.holder_name, k.type_name, k.issued_on, k.expires_on, k.verification_code, k.source,
           k.revoked_at, k.course_id, k.customer_id, k.trainee_id, t.locale, t.given_name, t.email, u.name as customer_name,
           contact.contact_id, contact.contact_name, contact.contact_email, u.correspondence_via_contact,
           array(select d.date from course_day d
                 where d.provider_id = :provider_id and d.course_id = k.course_id order by d.date) as days
    from certificate k join trainee t on t.provider_id = k.provider_id and t.id = k.trainee_id
    left join customer u on u.provider_id = k.provider_id and u.id = k.customer_id
    left join lateral ({contact_of("u", Topic.CERTIFICATES)}) contact on true
    where k.provider_id = :provider_id and k.id = any(:ids)
    order by k.number, k.id
    """
    )
    .bindparams(bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
    .columns(
        *map(column, "id number kind holder_name type_name issued_on expires_on verification_code source".split()),
        *map(column, "revoked_at course_id customer_id trainee_id locale given_name email customer_name".split()),
        *map(column, "contact_id contact_name contact_email correspondence_via_contact".split()),
        column("days", ARRAY(Date)),
    )
)
_OF_COURSE = select(Certificate.id).where(
    Certificate.provider_id == bindparam("provider"),
    Certificate.course_id == bindparam("course"),
    Certificate.revoked_at.is_(None),
)


async def get_certificate(session: AsyncSession, certificate_id: UUID) -> Certificate:
    """A certificate of the provider, as it is now; raises CertificateNotFound."""
    key = {"provider": bound_provider(session), "certificate": certificate_id}
    found = await session.scalar(_ONE, key, execution_options=_FRESH)
    if found is None:
        raise CertificateNotFound("There is no such certificate.")
    return found


async def certificates_of_course(session: AsyncSession, course_id: UUID) -> list[UUID]:
    """The certificates of a course that are in force."""
    return list(await session.scalars(_OF_COURSE, {"provider": bound_provider(session), "course": course_id}))


async def printed(session: AsyncSession, certificate_ids: Sequence[UUID]) -> list[Any]:
    """What stands on the named certificates, with the days of their courses and whom to write to.

    Raises CertificateNotFound when one of them is not the provider's.
    """
    wanted = list(dict.fromkeys(certificate_ids))
    values = {"provider_id": bound_provider(session), "ids": wanted}
    rows = (await session.execute(_PRINTED, values)).all()
    if len(rows) < len(wanted):
        raise CertificateNotFound("There is no such certificate.")
    return list(rows)


def require_printable(row: Any) -> None:
    """Raise NotIssuedHere for an imported certificate, CertificateRevoked for one that is not in force."""
    if row.source != "issued":
        raise NotIssuedHere("Somebody else issued this certificate.")
    if row.revoked_at is not None:
        raise CertificateRevoked("This certificate was revoked.")
