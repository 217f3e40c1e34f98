"""Instructors and certified course types. The global ones are the operator's: their session is the tables' owner's."""

from datetime import date
from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType
from app.core.identifiers import new_id
from app.core.words import normalise
from app.instructors.models import ExternalInstructor, Instructor, TeachingQualification
from app.providers.models import Provider
from app.trainees.names import PersonName

_numbers = count(1)


async def make_certified_type(owner: AsyncSession, **columns: object) -> CertifiedCourseType:
    """A course type that CIBOT certifies."""
    number = f"{next(_numbers)}-{new_id().hex[-6:]}"
    values = {"code": f"T{number}", "name": f"Certificaat {number}", "validity_months": 12, **columns}
    course_type = CertifiedCourseType(id=new_id(), **values)
    owner.add(course_type)
    await owner.flush()
    await owner.refresh(course_type)
    return course_type


async def make_instructor(
    owner: AsyncSession,
    *qualified_for: CertifiedCourseType,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
    **columns: object,
) -> Instructor:
    """A registered instructor who may teach the given types in the period."""
    number = next(_numbers)
    values: dict[str, object] = {
        "given_name": "Ineke",
        "family_name": f"Docent{number:04}",
        "city": "Utrecht",
        **columns,
    }
    person = PersonName(str(values["given_name"]), str(values.get("infix", "")), str(values["family_name"]))
    values.setdefault("email", f"docent{number}@cibot.example")
    instructor = Instructor(
        id=new_id(), name_sort=person.sort_key, search=normalise(person.full, str(values["city"])), **values
    )
    owner.add(instructor)
    await owner.flush()
    owner.add_all(
        TeachingQualification(
            instructor_id=instructor.id, course_type_id=each.id, valid_from=valid_from, valid_to=valid_to
        )
        for each in qualified_for
    )
    await owner.flush()
    return instructor


async def make_external_instructor(session: AsyncSession, provider: Provider, **columns: object) -> ExternalInstructor:
    """A provider's own instructor."""
    number = next(_numbers)
    values = {"name": f"Externe {number}", "email": f"extern{number}@opleider.example", **columns}
    name, email = str(values["name"]), str(values["email"])
    instructor = ExternalInstructor(
        provider_id=provider.id,
        name_sort=normalise(name),
        email_norm=email.lower(),
        **values,
    )
    session.add(instructor)
    await session.flush()
    return instructor
