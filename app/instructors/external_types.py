"""Which of the provider's own course types an external instructor may teach, and whether he is registered as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, cast, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import CourseTypeNotFound
from app.catalog.models import ExternalCourseType
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.instructors.models import ExternalInstructor, ExternalInstructorType, Instructor
from app.instructors.statements import REGISTERED_NAME

_OF = select(ExternalInstructorType.external_instructor_id, ExternalInstructorType.external_type_id).where(
    ExternalInstructorType.provider_id == bindparam("provider_id"),
    ExternalInstructorType.external_instructor_id == func.any(cast(bindparam("ids"), ARRAY(Uuid))),
)
_KNOWN = select(ExternalCourseType.id).where(
    ExternalCourseType.provider_id == bindparam("provider_id"),
    ExternalCourseType.id == func.any(cast(bindparam("ids"), ARRAY(Uuid))),
)
_FORGET = delete(ExternalInstructorType).where(
    ExternalInstructorType.provider_id == bindparam("provider_id"),
    ExternalInstructorType.external_instructor_id == bindparam("instructor_id"),
)
_INSERT = insert(ExternalInstructorType)
_TWINS = select(Instructor.id, Instructor.email, REGISTERED_NAME.label("name")).where(
    Instructor.email == func.any(cast(bindparam("addresses"), ARRAY(Text))), Instructor.suspended_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Twin:
    """The registered instructor with the same address."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of an external instructor beside his own row."""

    course_type_ids: Sequence[UUID]
    twin: Twin | None


async def surroundings(session: AsyncSession, people: Sequence[ExternalInstructor]) -> dict[UUID, Surroundings]:
    """Types and twins of these external instructors, in two statements."""
    values = {"provider_id": bound_provider(session), "ids": [each.id for each in people]}
    types: dict[UUID, list[UUID]] = {each.id: [] for each in people}
    for row in await session.execute(_OF, values):
        types[row.external_instructor_id].append(row.external_type_id)
    addresses = {"addresses": [each.email_norm for each in people]}
    twins = {row.email: Twin(row.id, row.name) for row in await session.execute(_TWINS, addresses)}
    return {each.id: Surroundings(sorted(types[each.id]), twins.get(each.email_norm)) for each in people}


async def write_types(session: AsyncSession, instructor_id: UUID, type_ids: Sequence[UUID]) -> list[UUID]:
    """Write the types anew, none meaning all; gives those that stood there. Raises CourseTypeNotFound."""
    provider_id = bound_provider(session)
    wanted = set(type_ids)
    values = {"provider_id": provider_id, "ids": [instructor_id]}
    present = {row.external_type_id for row in await session.execute(_OF, values)}
    if present == wanted:
        return sorted(present)
    known = set(await session.scalars(_KNOWN, {"provider_id": provider_id, "ids": list(wanted)}))
    if known != wanted:
        raise CourseTypeNotFound("One of these is no course type of the provider's own.")
    await session.execute(_FORGET, {"provider_id": provider_id, "instructor_id": instructor_id})
    rows = [
        {"provider_id": provider_id, "id": new_id(), "external_instructor_id": instructor_id, "external_type_id": each}
        for each in sorted(wanted)
    ]
    if rows:
        await session.execute(_INSERT, rows)
    return sorted(present)
