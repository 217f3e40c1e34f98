"""From what came in to what use-cases take, and from rows to what goes out."""

from datetime import date
from typing import Any

from pydantic.alias_generators import to_camel

from api.deps import Scope
from api.v1.courses.desk import offered_actions
from api.v1.courses.schemas import CourseChange, CourseInput, CourseRow, CourseView, HoursByKind, OwnDocument
from api.v1.staffing.schemas import InstructorPointer
from app.courses.code95.hours import Hours
from app.courses.days import Day
from app.courses.draft import CourseDraft, LocationChoice, RequiredDocument, TypeChoice
from app.courses.repository import COLUMNS
from app.courses.states import Action, allowed_actions, state
from app.instructors.people import InstructorRef

_ROW_NAMES = tuple(map(to_camel, COLUMNS))


def draft_from(body: CourseInput) -> CourseDraft:
    """The draft that a new course is booked from."""
    return CourseDraft(kind=body.kind, **_given(body))


def changes_from(body: CourseChange) -> dict[str, Any]:
    """What of the draft is to change."""
    return _given(body)


def row_values(row: Any, today: date) -> dict[str, Any]:
    """A row of the list in the words of `CourseRow`."""
    return {**dict(zip(_ROW_NAMES, row, strict=True)), "state": state(row, today)}


def course_row(row: Any, today: date) -> CourseRow:
    """A row of the list, beside other things."""
    return CourseRow.model_validate(row_values(row, today))


def course_view(scope: Scope, row: Any) -> CourseView:
    """A course with everything that hangs on it."""
    found = dict(row._mapping)
    counted = ("enrolled", "waiting", "attended", "passed", "invited")
    located = found["location_id"] is not None or found["location_text"]
    inner = {
        "state": state(row, scope.today),
        "type": {
            "id": found.pop("type_id"),
            "kind": row.kind,
            "name": row.type_name,
            "validity_months": found.pop("validity_months"),
        },
        "location": {"id": row.location_id, "text": row.location_text} if located else None,
        "counts": {name: found[name] for name in counted},
        "allowed_actions": [
            each for each in offered_actions(scope, row) if row.is_code95 or each is not Action.REPORT_CODE95
        ],
        "place_offer": found["place_offer"] if Action.ENROL in allowed_actions(row, scope.today) else None,
    }
    for name in ("location_id", "attended", "passed", "invited"):
        del found[name]
    return CourseView.model_validate({**found, **inner})


def _given(body: CourseInput | CourseChange) -> dict[str, Any]:
    """The fields that the request names, in the words of the draft."""
    plain = {"expires_on", "max_trainees", "visible_to_others", "is_code95", "is_white_label", "reseller", "remarks"}
    given = body.model_fields_set
    draft: dict[str, Any] = {name: getattr(body, name) for name in plain & given}
    if "type" in given:
        draft["type"] = TypeChoice(body.type.id, body.type.name or "", body.type.validity_months)
    if "days" in given:
        draft["days"] = tuple(Day(day.date, day.starts, day.ends, _hours(day.hours)) for day in body.days)
    if "location" in given:
        draft["location"] = LocationChoice(body.location.id, body.location.text) if body.location else None
    for name in {"main_instructor", "second_instructor"} & given:
        draft[name] = _ref(getattr(body, name))
    if "required_documents" in given:
        draft["required_documents"] = tuple(_document(each) for each in body.required_documents)
    return draft


def _hours(hours: HoursByKind | None) -> Hours | None:
    if hours is None:
        return None
    return Hours(*(round(each * 60) for each in (hours.theory, hours.practice, hours.e_learning)))


def _ref(pointer: InstructorPointer | None) -> InstructorRef | None:
    return InstructorRef(pointer.kind, pointer.id) if pointer else None


def _document(wanted: str | OwnDocument) -> RequiredDocument:
    return RequiredDocument("own", wanted.label) if isinstance(wanted, OwnDocument) else RequiredDocument(wanted)
