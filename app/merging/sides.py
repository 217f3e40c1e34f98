"""Two that look alike, side by side: what each is, and how much hangs on it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.customers.correspondence import contact_of

_KEYS = (bindparam("provider_id", type_=Uuid()), bindparam("ids", type_=ARRAY(Uuid())))
_TRAINEES = text(
    """
    select t.id, t.given_name, t.infix, t.family_name, t.birth_date, t.email, t.phone, t.locale, t.remarks, t.created_at,
           t.customer_id, k.name as customer_name,
           (select count(*) from enrolment e where e.provider_id = :provider_id and e.trainee_id = t.id) as courses,
           (select count(*) from certificate c where c.provider_id = :provider_id and c.trainee_id = t.id) as certificates
    from trainee t left join customer k on k.provider_id = :provider_id and k.id = t.customer_id
    where t.provider_id = :provider_id and t.id = any(:ids)
    """
).bindparams(*_KEYS)
_CUSTOMERS = text(
    f"""
    select k.id, k.name, k.address, coalesce(contact.contact_name, '') as contact_name,
           coalesce(contact.contact_email, '') as contact_email, k.correspondence_via_contact, k.remarks, k.created_at,
           (select count(*) from trainee t where t.provider_id = :provider_id and t.customer_id = k.id) as trainees,
           (select count(distinct e.course_id) from enrolment e
            where e.provider_id = :provider_id and e.customer_id = k.id) as courses
    from customer k left join lateral ({contact_of("k", None)}) contact on true
    where k.provider_id = :provider_id and k.id = any(:ids)
    """
).bindparams(*_KEYS)


async def trainee_sides(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Any]:
    """These trainees with customer and counts, by id; unknown ones are absent."""
    values = {"provider_id": bound_provider(session), "ids": list(ids)}
    return {row.id: row for row in await session.execute(_TRAINEES, values)}


async def customer_sides(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, Any]:
    """These customers with counts, by id; unknown ones are absent."""
    values = {"provider_id": bound_provider(session), "ids": list(ids)}
    return {row.id: row for row in await session.execute(_CUSTOMERS, values)}


def better_keeper(sides: Sequence[Any]) -> UUID:
    """Who is proposed to stay: the one with most courses, of two alike the one that was there first."""
    best: UUID = min(sides, key=lambda side: (-side.courses, side.created_at, side.id)).id
    return best
