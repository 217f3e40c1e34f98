"""Revoking a certificate by hand, and issuing another in its place (R-PRC-01): what was, stays on record."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import CertificateReplaced, CertificateRevoked, NotIssuedHere
from app.certificates.identity import new_verification_code, search_words
from app.certificates.issuing import author
from app.certificates.models import Certificate
from app.certificates.repository import get_certificate
from app.core.database.locks import lock
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.loading import course_lock, get_course
from app.events.audit import record
from app.events.changes import announce
from app.providers.counters import next_number
from app.trainees.names import PersonName
from app.trainees.repository import get_trainee

_IN_FORCE = select(
    exists().where(
        Certificate.provider_id == bindparam("provider"),
        Certificate.enrolment_id == bindparam("enrolment"),
        Certificate.id != bindparam("certificate"),
        Certificate.revoked_at.is_(None),
    )
)


async def revoke(session: AsyncSession, certificate_id: UUID, reason: str, desk: Desk) -> Certificate:
    """Revoke a certificate; its verification page says so at once. Raises CertificateNotFound, CertificateRevoked."""
    certificate = await _take(session, certificate_id)
    if certificate.revoked_at is not None:
        raise CertificateRevoked("This certificate was revoked before.")
    certificate.revoked_at, certificate.revoked_because = desk.now, "by_hand"
    certificate.revoked_reason = reason
    await session.flush()
    await _tell(session, desk, "certificate.revoked", certificate, {"reason": reason})
    return certificate


async def reissue(session: AsyncSession, certificate_id: UUID, desk: Desk) -> Certificate:
    """Issue a certificate anew, with a new number and the trainee's name as it is now; the former one is revoked.

    Raises CertificateNotFound, NotIssuedHere, and CertificateReplaced when another took its place already.
    """
    former = await _take(session, certificate_id)
    if former.source != "issued" or former.course_id is None or former.enrolment_id is None:
        raise NotIssuedHere("Only a certificate of an enrolment can be issued anew.")
    key = {"provider": former.provider_id, "enrolment": former.enrolment_id, "certificate": former.id}
    if await session.scalar(_IN_FORCE, key):
        raise CertificateReplaced("There is a newer certificate in its place.")
    in_force = former.revoked_at is None
    if in_force:
        former.revoked_at, former.revoked_because = desk.now, "reissued"
        await session.flush()
    made = await _successor(session, former, desk)
    session.add(made)
    await session.flush()
    changes = {
        "number": made.number,
        "replaces": former.number,
        "certificate_ids": [made.id],
        "revoked_ids": [former.id] if in_force else [],
    }
    await _tell(session, desk, "certificate.reissued", made, changes)
    return made


async def _successor(session: AsyncSession, former: Certificate, desk: Desk) -> Certificate:
    assert former.course_id is not None
    trainee = await get_trainee(session, former.trainee_id)
    course = await get_course(session, former.course_id)
    holder = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
    number = await next_number(session, "certificate")
    kept = "provider_id trainee_id enrolment_id course_id customer_id kind certified_type_id external_type_id"
    kept += " type_name type_key issued_on source"
    return Certificate(
        **{name: getattr(former, name) for name in kept.split()},
        id=new_id(),
        number=number,
        foreign_number="",
        holder_name=holder,
        expires_on=former.expires_on,
        replaces_id=former.id,
        verification_code=new_verification_code(),
        search=search_words(holder, former.type_name, number, "", course.number),
        revoked_reason="",
        created_at=desk.now,
        created_by=author(desk),
    )


async def _take(session: AsyncSession, certificate_id: UUID) -> Certificate:
    """The certificate, while nobody else changes it or those of its course."""
    certificate = await get_certificate(session, certificate_id)
    name = course_lock(certificate.course_id) if certificate.course_id else f"certificate:{certificate_id}"
    await lock(session, [name])
    return await get_certificate(session, certificate_id)


async def _tell(
    session: AsyncSession, desk: Desk, action: str, certificate: Certificate, changes: dict[str, Any]
) -> None:
    await record(session, desk.actor, action, "certificate", certificate.id, now=desk.now, changes=changes)
    await announce(session, "certificates", certificate.id)
