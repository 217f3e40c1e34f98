"""Retention: who is erased so many years after his last course or certificate, as the provider set (R-ACC-04)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

# A certificate counts until it expires, a course until its last day, and somebody without either from when he was added.
_OVER = """
    from trainee t
    left join lateral (
        select max(c.last_day) as last_day, bool_or(c.state = 'planned') as ahead
        from enrolment e join course c on c.provider_id = :provider_id and c.id = e.course_id
        where e.provider_id = :provider_id and e.trainee_id = t.id and c.state <> 'cancelled') taught on true
    left join lateral (
        select max(greatest(k.issued_on, k.expires_on, cast(k.revoked_at as date))) as last_day,
               bool_or(k.revoked_at is null and (k.expires_on is null or k.expires_on >= :today)) as valid
        from certificate k where k.provider_id = :provider_id and k.trainee_id = t.id) held on true
    where t.provider_id = :provider_id and t.erased_at is null
      and not coalesce(taught.ahead, false) and not coalesce(held.valid, false)
      and coalesce(greatest(taught.last_day, held.last_day), cast(t.created_at as date))
          < cast(:today as date) - make_interval(years => :years)
"""
_KEY = (
    bindparam("provider_id", type_=Uuid()),
    bindparam("today", type_=Date()),
    bindparam("years", type_=Integer()),
)
_COUNT = text(f"select count(*) {_OVER}").bindparams(*_KEY)
_NEXT = text(f"select t.id {_OVER} order by t.id limit :limit").bindparams(*_KEY, bindparam("limit", type_=Integer()))


async def count_over_term(session: AsyncSession, years: int, today: date) -> int:
    """How many trainees would be erased with a term of so many years; never one with a valid certificate."""
    values = {"provider_id": bound_provider(session), "years": years, "today": today}
    return int(await session.scalar(_COUNT, values) or 0)


async def over_term(session: AsyncSession, years: int, today: date, *, limit: int) -> list[UUID]:
    """The first of them."""
    values = {"provider_id": bound_provider(session), "years": years, "today": today, "limit": limit}
    return list(await session.scalars(_NEXT, values))
