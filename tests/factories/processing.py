"""Courses that are ready to be processed, or lack something."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.courses.models import Course, CourseDocument, Enrolment
from app.providers.models import Provider
from app.trainees.names import PersonName
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import make_trainee

LONG_PAST = (date(2026, 11, 2),)
PASSED = {"attended": True, "passed": True}
FAILED = {"attended": True, "passed": False}
ABSENT = {"attended": False, "passed": None}
UNMARKED: dict[str, Any] = {}


async def make_held_course(
    session: AsyncSession, provider: Provider, marks: Sequence[dict[str, Any]], **columns: Any
) -> tuple[Course, list[Enrolment]]:
    """A course that was held, with one trainee per set of marks: `Adam`, `Bea`, … in this order."""
    columns = {"days": LONG_PAST, "expires_on": date(2027, 11, 2), **columns}
    course = await make_course(session, provider, **columns)
    enrolments = []
    for number, marked in enumerate(marks):
        name = PersonName(f"Cursist{number:03}", "", f"Achternaam{number:03}")
        trainee = await make_trainee(session, provider, name=name)
        enrolments.append(await make_enrolment(session, course, trainee, **marked))
    return course, enrolments


async def need_document(
    session: AsyncSession, course: Course, kind: str = "exams", *, label: str = "", file_id: UUID | None = None
) -> UUID:
    """Put a document on the course's checklist."""
    document = CourseDocument(
        provider_id=course.provider_id, id=new_id(), course_id=course.id, kind=kind, label=label, file_id=file_id
    )
    session.add(document)
    await session.flush()
    return document.id
