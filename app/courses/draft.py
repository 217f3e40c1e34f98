"""What a user fills in for a course (R-CRS-01), and the checks that need no database."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal
from uuid import UUID

from app.core.errors import FieldErrors
from app.core.values import contains_bsn
from app.courses.code95.hours import Hours
from app.courses.days import Day, check_days
from app.courses.models import Course, CourseDay
from app.instructors.people import InstructorRef

CourseKind = Literal["certified", "external"]
CHECKLIST = ("attendance_list", "exams")
MAX_TRAINEES = 1000


class Expiry(Enum):
    """Stands for an expiry date that nobody typed (R-CRS-04)."""

    PROPOSED = "proposed"
    """What the type proposes."""
    FOLLOWING = "following"
    """What stood there, unless it was the proposal: then the new proposal."""


@dataclass(frozen=True)
class TypeChoice:
    """A type that exists, or the provider's own word for an external one (R-CRS-04).

    Of a course as it stands, name and validity are those that it was booked with.
    """

    id: UUID | None = None
    name: str = ""
    validity_months: int | None = None


@dataclass(frozen=True)
class LocationChoice:
    """One of the provider's locations, or free text."""

    id: UUID | None = None
    text: str = ""


@dataclass(frozen=True)
class RequiredDocument:
    """A document that the course needs: one of the standard ones, or the provider's own by its label."""

    kind: str
    label: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them the same one."""
        return self.kind, self.label.casefold()


@dataclass(frozen=True)
class CourseDraft:
    """Every field of the form; booking and changing go through the same one."""

    kind: CourseKind
    type: TypeChoice
    days: tuple[Day, ...]
    max_trainees: int
    expires_on: date | Expiry | None = Expiry.PROPOSED
    location: LocationChoice | None = None
    main_instructor: InstructorRef | None = None
    second_instructor: InstructorRef | None = None
    visible_to_others: bool = False
    is_code95: bool = False
    is_white_label: bool = False
    reseller: str = ""
    remarks: str = ""
    required_documents: tuple[RequiredDocument, ...] = ()

    @property
    def places(self) -> dict[str, InstructorRef]:
        """Who teaches in which position."""
        chosen = {"main": self.main_instructor, "second": self.second_instructor}
        return {position: person for position, person in chosen.items() if person is not None}

    def check(self) -> FieldErrors:
        """Everything that is wrong with the fields by themselves, together."""
        errors = FieldErrors()
        check_days(self.days, errors)
        if not 1 <= self.max_trainees <= MAX_TRAINEES:
            errors.add("/maxTrainees", "out_of_range", f"A course has 1 to {MAX_TRAINEES} places.")
        if self.is_white_label and self.kind != "external":
            errors.add("/isWhiteLabel", "white_label_external_only", "Only an external course can be white label.")
        if isinstance(self.expires_on, date) and self.days and self.expires_on <= max(self.days).date:
            errors.add("/expiresOn", "expires_before_course_ends", "Certificates expire after the last course day.")
        self._check_type(errors)
        self._check_instructors(errors)
        self._check_texts(errors)
        return errors

    def _check_type(self, errors: FieldErrors) -> None:
        if self.type.id is None and not self.type.name.strip():
            errors.add("/type", "required", "Choose a type, or name one.")
        if self.type.id is None and self.kind == "certified":
            errors.add("/type/name", "certified_type_needed", "A certified course has one of the certified types.")

    def _check_texts(self, errors: FieldErrors) -> None:
        place = self.location.text if self.location else ""
        for pointer, words in (("/remarks", self.remarks), ("/reseller", self.reseller), ("/location/text", place)):
            if contains_bsn(words):
                errors.add(pointer, "bsn_not_allowed", "A citizen service number may not be kept here.")

    def _check_instructors(self, errors: FieldErrors) -> None:
        if self.second_instructor is not None and self.second_instructor == self.main_instructor:
            errors.add(
                "/secondInstructor", "instructor_twice", "The second instructor is somebody else than the main one."
            )
        for pointer, person in (
            ("/mainInstructor", self.main_instructor),
            ("/secondInstructor", self.second_instructor),
        ):
            if person is not None and person.kind == "external" and self.kind == "certified":
                errors.add(pointer, "instructor_not_registered", "Certified courses are taught by CIBOT instructors.")


def day_of(day: CourseDay) -> Day:
    """A course day as the form has it."""
    hours = Hours(day.theory_minutes, day.practice_minutes, day.e_learning_minutes)
    return Day(day.date, day.starts, day.ends, hours)


def draft_of(course: Course) -> CourseDraft:
    """The form as it stands for a course whose days, instructors and documents are loaded."""
    persons = {
        each.position: InstructorRef.of(each.instructor_id, each.external_instructor_id) for each in course.instructors
    }
    located = course.location_id is not None or course.location_text
    return CourseDraft(
        kind="certified" if course.kind == "certified" else "external",
        type=TypeChoice(course.certified_type_id or course.external_type_id, course.type_name, course.validity_months),
        days=tuple(day_of(day) for day in course.days),
        max_trainees=course.max_trainees,
        expires_on=course.expires_on,
        location=LocationChoice(course.location_id, course.location_text) if located else None,
        main_instructor=persons.get("main"),
        second_instructor=persons.get("second"),
        visible_to_others=course.visible_to_others,
        is_code95=course.is_code95,
        is_white_label=course.is_white_label,
        reseller=course.reseller,
        remarks=course.remarks,
        required_documents=tuple(
            RequiredDocument(each.kind, each.label) for each in course.documents if each.kind != "file"
        ),
    )
