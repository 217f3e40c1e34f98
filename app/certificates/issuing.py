"""Issuing and revoking: after either, everybody who passed has one certificate in force, and nobody else has (R-PRC-01)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, insert, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.identity import new_verification_code, search_words, type_key
from app.certificates.models import Certificate
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.courses.models import Course
from app.providers.counters import next_numbers
from app.trainees.names import PersonName

_KEYS = (bindparam("provider_id", type_=Uuid()), bindparam("course_id", type_=Uuid()))
_EARNED = text(
    """
    select e.id as enrolment_id, e.trainee_id, e.customer_id, t.given_name, t.infix, t.family_name,
           (select k.id from certificate k where k.provider_id = :provider_id and k.enrolment_id = e.id
            order by k.created_at desc, k.id desc limit 1) as former_id
    from enrolment e join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
    where e.provider_id = :provider_id and e.course_id = :course_id and e.state = 'enrolled' and e.passed
      and not exists (select from certificate k
                      where k.provider_id = :provider_id and k.enrolment_id = e.id and k.revoked_at is null)
    order by t.name_sort, e.id
    """
).bindparams(*_KEYS)
_REVOKE = """
    update certificate k set revoked_at = :now, revoked_because = :because
    where k.provider_id = :provider_id and k.course_id = :course_id and k.revoked_at is null {which}
    returning k.number, k.id
"""
_NOW = bindparam("now", type_=TIMESTAMP(timezone=True))
_REVOKE_ALL = text(_REVOKE.format(which="")).bindparams(*_KEYS, _NOW)
_REVOKE_UNEARNED = text(
    _REVOKE.format(
        which="""and not exists (select from enrolment e where e.provider_id = :provider_id and e.id = k.enrolment_id
                                 and e.course_id = :course_id and e.passed)"""
    )
).bindparams(*_KEYS, _NOW)


@dataclass(frozen=True, slots=True)
class Certificates:
    """Some certificates, by number and by id."""

    numbers: tuple[int, ...] = ()
    ids: tuple[UUID, ...] = ()


async def issue_earned(session: AsyncSession, course: Course, desk: Desk) -> Certificates:
    """Issue what the course's passed trainees lack, in the order of their names; returns what was issued.

    The caller holds the course's lock. Who had a certificate that was revoked gets one that remembers it.
    """
    found = (await session.execute(_EARNED, {"provider_id": course.provider_id, "course_id": course.id})).all()
    if not found:
        return Certificates()
    numbers = next_numbers(session, "certificate", len(found))
    rows = [_row(course, each, number, desk) for each, number in zip(found, await numbers, strict=True)]
    await session.execute(insert(Certificate), rows)
    return Certificates(tuple(row["number"] for row in rows), tuple(row["id"] for row in rows))


async def revoke_unearned(session: AsyncSession, course: Course, desk: Desk) -> Certificates:
    """Revoke the certificates of those who did not pass after all; returns them."""
    return await _revoke(session, _REVOKE_UNEARNED, course, desk, "corrected")


async def revoke_all(session: AsyncSession, course: Course, desk: Desk) -> Certificates:
    """Revoke every certificate of a course whose processing is undone; returns them."""
    return await _revoke(session, _REVOKE_ALL, course, desk, "reopened")


async def _revoke(session: AsyncSession, statement: Any, course: Course, desk: Desk, because: str) -> Certificates:
    values = {"provider_id": course.provider_id, "course_id": course.id, "now": desk.now, "because": because}
    rows = sorted((row.number, row.id) for row in await session.execute(statement, values))
    return Certificates(tuple(number for number, _ in rows), tuple(each for _, each in rows))


def _row(course: Course, earned: Any, number: int, desk: Desk) -> dict[str, Any]:
    holder = PersonName(earned.given_name, earned.infix, earned.family_name).full
    return {
        "provider_id": course.provider_id,
        "id": new_id(),
        "number": number,
        "trainee_id": earned.trainee_id,
        "enrolment_id": earned.enrolment_id,
        "course_id": course.id,
        "customer_id": earned.customer_id,
        **type_columns(course),
        "holder_name": holder,
        "issued_on": desk.today,
        "expires_on": course.expires_on,
        "replaces_id": earned.former_id,
        "source": "issued",
        "verification_code": new_verification_code(),
        "search": search_words(holder, course.type_name, number, "", course.number),
        "created_at": desk.now,
        "created_by": author(desk),
    }


def type_columns(course: Course) -> dict[str, Any]:
    """What a certificate of this course says of its type."""
    type_id: UUID | None = course.certified_type_id or course.external_type_id
    return {
        "kind": course.kind,
        "certified_type_id": course.certified_type_id,
        "external_type_id": course.external_type_id,
        "type_name": course.type_name,
        "type_key": type_key(course.kind, type_id, course.type_name),
    }


def author(desk: Desk) -> UUID | None:
    """The user at the desk; none when a program or the system works there."""
    return desk.actor.id if desk.actor.kind == "user" else None
