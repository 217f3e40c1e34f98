"""Finding instructors: both kinds in one list, qualifications, and who somebody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType
from app.core.database.session import bound_provider
from app.instructors.models import ExternalInstructor, Instructor, TeachingQualification
from app.instructors.people import InstructorContact, InstructorRef
from app.instructors.statements import REGISTERED_NAME

_QUALIFICATIONS = (
    select(
        TeachingQualification.instructor_id,
        TeachingQualification.course_type_id,
        CertifiedCourseType.name,
        TeachingQualification.valid_from,
        TeachingQualification.valid_to,
    )
    .join(CertifiedCourseType, CertifiedCourseType.id == TeachingQualification.course_type_id)
    .where(TeachingQualification.instructor_id == func.any(cast(bindparam("ids"), ARRAY(Uuid))))
    .order_by(CertifiedCourseType.name, TeachingQualification.valid_from)
)
_REGISTERED_PEOPLE = (
    select(
        Instructor.id,
        REGISTERED_NAME.label("name"),
        Instructor.email,
        Instructor.locale,
        Instructor.email_visible,
    )
    .where(Instructor.id == func.any(cast(bindparam("ids"), ARRAY(Uuid))))
    .where(Instructor.suspended_at.is_(None))
)
_EXTERNAL_PEOPLE = select(
    ExternalInstructor.id, ExternalInstructor.name, ExternalInstructor.email, ExternalInstructor.locale
).where(
    and_(
        ExternalInstructor.provider_id == bindparam("provider_id"),
        ExternalInstructor.id == func.any(cast(bindparam("ids"), ARRAY(Uuid))),
        ExternalInstructor.archived_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class HeldQualification:
    """The right of an instructor to teach a certified type for a period."""

    course_type_id: UUID
    name: str
    valid_from: date
    valid_to: date | None


class InstructorRepository:
    """Instructors as one provider sees them: the registered ones and its own external ones."""

    def __init__(self, session: AsyncSession) -> None:
        """`session` is bound to the provider."""
        self._session = session
        self._provider_id = bound_provider(session)

    async def qualifications(self, ids: Iterable[UUID]) -> dict[UUID, list[HeldQualification]]:
        """The qualifications of registered instructors, by instructor."""
        found: dict[UUID, list[HeldQualification]] = {each: [] for each in ids}
        if found:
            for row in await self._session.execute(_QUALIFICATIONS, {"ids": list(found)}):
                held = HeldQualification(row.course_type_id, row.name, row.valid_from, row.valid_to)
                found[row.instructor_id].append(held)
        return found

    async def people(self, refs: Sequence[InstructorRef]) -> dict[InstructorRef, InstructorContact]:
        """Who these are, to write to; suspended, archived, foreign and unknown ones are left out."""
        registered = [ref.id for ref in refs if ref.kind == "registered"]
        external = [ref.id for ref in refs if ref.kind == "external"]
        people: dict[InstructorRef, InstructorContact] = {}
        if registered:
            for row in await self._session.execute(_REGISTERED_PEOPLE, {"ids": registered}):
                ref = InstructorRef("registered", row.id)
                people[ref] = InstructorContact(ref, row.name, row.email, row.locale, row.email_visible)
        if external:
            values = {"ids": external, "provider_id": self._provider_id}
            for row in await self._session.execute(_EXTERNAL_PEOPLE, values):
                ref = InstructorRef("external", row.id)
                people[ref] = InstructorContact(ref, row.name, row.email, row.locale, email_visible=True)
        return people
