"""Merging an external instructor with the registered one who has the same address: from then on they are one person."""

from uuid import UUID

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.courses.desk import Desk
from app.events.audit import record
from app.events.changes import announce
from app.instructors.errors import NoRegisteredTwin
from app.instructors.external import archive_external, get_external
from app.instructors.external_types import Twin, surroundings


def _hand_over(table: str) -> TextClause:
    """Give what the external one has to the registered one, but where he stands in the same course already."""
    return text(
        f"""
        update {table} t set instructor_id = :registered, external_instructor_id = null
        where t.provider_id = :provider_id and t.external_instructor_id = :external and not exists (
            select 1 from {table} o
            where o.provider_id = t.provider_id and o.course_id = t.course_id and o.instructor_id = :registered)
        """  # the name of a table, from the two lines below
    ).bindparams(bindparam("registered"), bindparam("external"))


_BOOKINGS, _REQUESTS = _hand_over("course_instructor"), _hand_over("staffing_request")


async def merge_with_registered(session: AsyncSession, external_id: UUID, desk: Desk) -> Twin:
    """Hand bookings, questions and answers to the registered instructor, and archive the external one.

    Links that were mailed go on working. Raises InstructorUnknown, and NoRegisteredTwin where nobody has the address.
    """
    external = await get_external(session, external_id)
    twin = (await surroundings(session, [external]))[external_id].twin
    if twin is None:
        raise NoRegisteredTwin("No registered instructor has this address.")
    values = {"provider_id": bound_provider(session), "external": external_id, "registered": twin.id}
    for statement in (_BOOKINGS, _REQUESTS):
        await session.execute(statement, values)
    await archive_external(session, external_id, actor=desk.actor, now=desk.now)
    changes = {"name": external.name, "registered": twin.id}
    await record(
        session,
        desk.actor,
        "external-instructor.merged",
        "external_instructor",
        external_id,
        now=desk.now,
        changes=changes,
    )
    for topic in ("courses", "staffing"):
        await announce(session, topic)
    return twin
