"""The courses of one trainee."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider

MOST = 100

_OF_TRAINEE = text(
    f"""
    select c.id as course_id, c.number, c.type_name, c.first_day, e.attended, e.passed
    from enrolment e join course c on c.provider_id = e.provider_id and c.id = e.course_id
    where e.provider_id = :provider_id and e.trainee_id = :trainee_id and c.state <> 'cancelled'
    order by c.first_day desc, c.id desc limit {MOST}
    """
).bindparams(bindparam("provider_id", type_=Uuid()), bindparam("trainee_id", type_=Uuid()))


async def courses_of_trainee(session: AsyncSession, trainee_id: UUID) -> list[Row[Any]]:
    """The courses in which a trainee is or was, the latest first; cancelled ones are left out."""
    values = {"provider_id": bound_provider(session), "trainee_id": trainee_id}
    return list((await session.execute(_OF_TRAINEE, values)).all())
