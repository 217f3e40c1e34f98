"""Puts a settled draft into the rows of a course: days, instructors and documents are matched with what is there."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from app.core.identifiers import new_id
from app.core.words import normalise
from app.courses.code95.hours import Hours
from app.courses.draft import CHECKLIST, RequiredDocument
from app.courses.models import Course, CourseDay, CourseDocument, CourseInstructor
from app.courses.settling import Settled


def write(course: Course, settled: Settled, *, now: datetime, double_booked: Collection[str]) -> None:
    """Make the course say what was settled; `double_booked` are positions booked although busy (R-CRS-05)."""
    _write_fields(course, settled)
    _write_days(course, settled)
    _write_instructors(course, settled, now, double_booked)
    _write_documents(course, settled.draft.required_documents)
    course.search = search_words(course, settled)
    flag_modified(course, "search")  # a change of a child raises the version too


def search_words(course: Course, settled: Settled) -> str:
    """What a course is found by: number, type, place, instructors, reseller."""
    names = [teacher.name for teacher in settled.teachers.values()]
    return normalise(f"#{course.number}", course.type_name, course.location_text, *names, course.reseller)


def _write_fields(course: Course, settled: Settled) -> None:
    draft, certified = settled.draft, settled.draft.kind == "certified"
    course.kind = draft.kind
    course.certified_type_id = settled.course_type.id if certified else None
    course.external_type_id = None if certified else settled.course_type.id
    course.type_name = settled.course_type.name
    course.validity_months = settled.course_type.validity_months
    course.first_day, course.last_day = settled.days[0].date, settled.days[-1].date
    course.expires_on = settled.expires_on
    course.max_trainees = draft.max_trainees
    course.location_id, course.location_text = settled.location.id, settled.location.text
    course.visible_to_others = draft.visible_to_others
    course.is_code95 = draft.is_code95
    course.is_white_label = draft.is_white_label
    course.reseller = draft.reseller.strip()
    course.remarks = draft.remarks.strip()


def _write_days(course: Course, settled: Settled) -> None:
    course.most_days = max(course.most_days or 1, len(course.days), len(settled.days))
    there = {day.date: day for day in course.days}
    wanted = {day.date: day for day in settled.days}
    for gone in there.keys() - wanted.keys():
        course.days.remove(there[gone])
    for date, day in wanted.items():
        row = there.get(date)
        if row is None:
            row = CourseDay(id=new_id(), provider_id=course.provider_id, date=date)
            course.days.append(row)
        row.starts, row.ends = day.starts, day.ends
        _write_hours(row, day.hours)


def _write_hours(row: CourseDay, hours: Hours | None) -> None:
    """Hours that nobody named stay as they are; a new day has none."""
    if hours is not None:
        row.theory_minutes, row.practice_minutes = hours.theory, hours.practice
        row.e_learning_minutes = hours.e_learning
    elif row.theory_minutes is None:
        row.theory_minutes = row.practice_minutes = row.e_learning_minutes = 0


def _write_instructors(course: Course, settled: Settled, now: datetime, double_booked: Collection[str]) -> None:
    there = {place.position: place for place in course.instructors}
    for vacant in there.keys() - settled.teachers.keys():
        course.instructors.remove(there[vacant])
    for position, teacher in settled.teachers.items():
        columns = teacher.person.columns
        place = there.get(position)
        if place is None:
            place = CourseInstructor(
                id=new_id(), provider_id=course.provider_id, position=position, double_booked=False
            )
            course.instructors.append(place)
        if (place.instructor_id, place.external_instructor_id) != tuple(columns.values()):
            place.instructor_id, place.external_instructor_id = columns.values()
            place.booked_at, place.double_booked = now, False
        place.name = teacher.name
        place.double_booked = place.double_booked or position in double_booked


def _write_documents(course: Course, required: Collection[RequiredDocument]) -> None:
    """Keep what is still needed; a file whose document is not needed any more stays as an ordinary file."""
    wanted = {document.key: document for document in required}
    for document in [each for each in course.documents if each.kind != "file"]:
        if wanted.pop(RequiredDocument(document.kind, document.label).key, None) is not None:
            continue
        if document.file_id is None:
            course.documents.remove(document)
        else:
            document.kind = "file"
    for new in sorted(wanted.values(), key=_in_checklist):
        row = CourseDocument(id=new_id(), provider_id=course.provider_id, kind=new.kind, label=new.label)
        course.documents.append(row)


def _in_checklist(document: RequiredDocument) -> int:
    return CHECKLIST.index(document.kind) if document.kind in CHECKLIST else len(CHECKLIST)
