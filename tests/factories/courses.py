"""Courses with their days and instructors, and enrolments."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.models import CertifiedCourseType, ExternalCourseType
from app.core.identifiers import new_id
from app.core.words import normalise
from app.courses.models import Course, CourseDay, CourseInstructor, Enrolment
from app.customers.models import Customer
from app.instructors.models import ExternalInstructor, Instructor
from app.providers.models import Provider
from app.trainees.models import Trainee

BOOKED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)

_numbers = count(1)


async def make_external_type(session: AsyncSession, provider: Provider, **columns: object) -> ExternalCourseType:
    """The provider's own word for a kind of course."""
    values = {"name": f"Training {next(_numbers)}", **columns}
    course_type = ExternalCourseType(provider_id=provider.id, name_norm=normalise(str(values["name"])), **values)
    session.add(course_type)
    await session.flush()
    return course_type


async def make_course(
    session: AsyncSession,
    provider: Provider,
    *,
    course_type: ExternalCourseType | CertifiedCourseType | None = None,
    days: Sequence[date] = (date(2027, 3, 1),),
    starts: time = time(9),
    ends: time = time(17),
    main: Instructor | ExternalInstructor | None = None,
    second: Instructor | ExternalInstructor | None = None,
    **columns: object,
) -> Course:
    """A planned course of one or more days, external unless a certified type is given; nobody teaches it by default."""
    kind = course_type or await make_external_type(session, provider)
    certified = isinstance(kind, CertifiedCourseType)
    values = {"number": 100_000 + next(_numbers), "max_trainees": 12, **columns}
    names = [_name(person) for person in (main, second) if person is not None]
    course = Course(
        provider_id=provider.id,
        id=new_id(),
        kind="certified" if certified else "external",
        certified_type_id=kind.id if certified else None,
        external_type_id=None if certified else kind.id,
        type_name=kind.name,
        validity_months=kind.validity_months,
        first_day=min(days),
        last_day=max(days),
        search=normalise(f"#{values['number']}", kind.name, str(values.get("location_text", "")), *names),
        **values,
    )
    session.add(course)
    await session.flush()
    session.add_all(
        CourseDay(provider_id=provider.id, course_id=course.id, date=day, starts=starts, ends=ends) for day in days
    )
    session.add_all(
        _place(course, position, person)
        for position, person in (("main", main), ("second", second))
        if person is not None
    )
    await session.flush()
    await session.refresh(course)
    return course


async def make_enrolment(
    session: AsyncSession,
    course: Course,
    trainee: Trainee,
    *,
    customer: Customer | None = None,
    **columns: object,
) -> Enrolment:
    """A trainee in a course, with the customer of that day."""
    customer_id = customer.id if customer else trainee.customer_id
    enrolment = Enrolment(
        provider_id=course.provider_id, course_id=course.id, trainee_id=trainee.id, customer_id=customer_id, **columns
    )
    session.add(enrolment)
    await session.flush()
    await session.refresh(enrolment)
    return enrolment


def _place(course: Course, position: str, person: Instructor | ExternalInstructor) -> CourseInstructor:
    registered = isinstance(person, Instructor)
    return CourseInstructor(
        provider_id=course.provider_id,
        course_id=course.id,
        position=position,
        instructor_id=person.id if registered else None,
        external_instructor_id=None if registered else person.id,
        name=_name(person),
        booked_at=BOOKED_AT,
    )


def _name(person: Instructor | ExternalInstructor) -> str:
    if isinstance(person, ExternalInstructor):
        return person.name
    return " ".join(part for part in (person.given_name, person.infix, person.family_name) if part)
