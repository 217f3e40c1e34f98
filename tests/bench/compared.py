"""What is measured against the floor, and how far above it each may be."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from tests.bench.measuring import Body
from tests.bench.seed import COURSE_TYPE, COURSE_WORD, CROWD, CROWDED, OPEN, STAFFED_COURSE, TEACHER, TRAINEE_WORD

_API = "/api/v1"
_FILTERS = f"from=2026-01-01&until=2027-12-31&state=planned&instructor=external:{TEACHER}&typeId={COURSE_TYPE}&q=ehbo"


@dataclass(frozen=True)
class Compared:
    """One request of ours, what the floor is asked in its place, and the goal for their ratio."""

    name: str
    path: str
    floor: str
    goal: float
    body: Body | None = None
    floor_body: Body | None = None
    """Where the floor works on other rows than ours."""


def _course(number: int) -> dict[str, Any]:
    day = date(2040, 1, 1) + timedelta(days=number)
    return {
        "kind": "external",
        "type": {"id": str(COURSE_TYPE)},
        "days": [{"date": day.isoformat(), "starts": "09:00", "ends": "17:00"}],
        "maxTrainees": 12,
        "location": {"text": "Breda"},
        "mainInstructor": {"kind": "external", "id": str(TEACHER)},
    }


def _later_course(number: int) -> dict[str, Any]:
    return _course(number + 5000)


def _enrolment(number: int) -> dict[str, Any]:
    return {"traineeId": str(UUID(int=CROWD + 1 + number))}


def _floor_enrolment(number: int) -> dict[str, Any]:
    return {**_enrolment(number), "courseId": str(OPEN[1])}


COMPARED = (
    Compared("page of 50 courses", f"{_API}/courses?limit=50", f"{_API}/courses", 2.5),
    Compared(
        "the same, filtered",
        f"{_API}/courses?limit=50&sort=-firstDay&{_FILTERS}",
        f"{_API}/courses-filtered",
        3.0,
    ),
    Compared("courses by a word", f"{_API}/courses?limit=50&q={quote(COURSE_WORD)}", f"{_API}/courses-found", 2.0),
    Compared("course with 200 people", f"{_API}/courses/{CROWDED}", f"{_API}/overview", 3.0),
    Compared("its 200 enrolments", f"{_API}/courses/{CROWDED}/enrolments?limit=200", f"{_API}/enrolments", 3.0),
    Compared("page of 50 candidates", f"{_API}/courses/{STAFFED_COURSE}/staffing?limit=50", f"{_API}/candidates", 3.0),
    Compared("dashboard", f"{_API}/dashboard", f"{_API}/dashboard", 5.0),
    Compared("page of 50 trainees", f"{_API}/trainees?limit=50", f"{_API}/trainees", 3.0),
    Compared("trainees by a word", f"{_API}/trainees?limit=50&q={TRAINEE_WORD}", f"{_API}/trainees-found", 2.0),
    Compared("page of 50 customers", f"{_API}/customers?limit=50", f"{_API}/customers", 3.0),
    Compared("page of 50 mails", f"{_API}/mails?limit=50", f"{_API}/mails", 3.0),
    Compared("booking a course", f"{_API}/courses", f"{_API}/book", 2.5, _course, _later_course),
    Compared(
        "enrolling a trainee",
        f"{_API}/courses/{OPEN[0]}/enrolments",
        f"{_API}/enrol",
        2.5,
        _enrolment,
        _floor_enrolment,
    ),
)
