"""What the operator keeps: certified course types, and instructors with their teaching qualifications."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.catalog.models import CertifiedCourseType
from app.core.words import normalise
from app.demo.rows import Rows
from app.demo.stock import CERTIFIED_TYPES, INSTRUCTORS
from app.instructors.models import Instructor, TeachingQualification
from app.trainees.names import PersonName


@dataclass(frozen=True)
class CourseTypeRow:
    """A course type as the demo's courses use it; `certified` ones are the operator's."""

    id: UUID
    name: str
    certified: bool
    validity_months: int | None
    max_trainees: int = 12
    is_code95: bool = False


@dataclass(frozen=True)
class Teacher:
    """Somebody who can be booked, and for which types."""

    id: UUID
    name: str
    registered: bool
    types: frozenset[UUID] = frozenset()


def certified_types(rows: Rows) -> dict[str, CourseTypeRow]:
    """The operator's course types, by code."""
    made = {}
    for code, name, months, most, code95 in CERTIFIED_TYPES:
        type_id = rows.add(
            CertifiedCourseType,
            code=code,
            name=name,
            validity_months=months,
            max_trainees=most,
            is_code95=code95,
            required_documents=["attendance_list", "exams"],
        )
        made[code] = CourseTypeRow(type_id, name, True, months, most, code95)
    return made


def instructors(rows: Rows, types: dict[str, CourseTypeRow], today: date) -> list[Teacher]:
    """The registered instructors; the last one's first qualification ran out a month ago."""
    made = []
    for number, (given, infix, family, city, postcode, codes) in enumerate(INSTRUCTORS):
        person = PersonName(given, infix, family)
        instructor_id = rows.add(
            Instructor,
            given_name=given,
            infix=infix,
            family_name=family,
            name_sort=person.sort_key,
            search=normalise(person.full, city),
            email=f"{normalise(given)}.{normalise(family)}@instructeurs-demo.example",
            phone=f"06-555 01 {number:02}",
            city=city,
            postcode=postcode,
            languages=["nl", "en"] if number % 3 == 0 else ["nl"],
            email_visible=number % 2 == 0,
        )
        lapsed = codes[0] if number == len(INSTRUCTORS) - 1 else None
        for code in codes:
            rows.add(
                TeachingQualification,
                instructor_id=instructor_id,
                course_type_id=types[code].id,
                valid_from=today - timedelta(days=900),
                valid_to=today + timedelta(days=-30 if code == lapsed else 900),
            )
        able = frozenset(types[code].id for code in codes if code != lapsed)
        made.append(Teacher(instructor_id, person.full, True, able))
    return made
