"""Request bodies of the API, whole and valid, to be bent by a test."""

from typing import Any

from app.instructors.models import ExternalInstructor, Instructor


def day(date: str = "2027-03-01", starts: str = "09:00", ends: str = "17:00") -> dict[str, str]:
    """A course day."""
    return {"date": date, "starts": starts, "ends": ends}


def shown_day(date: str = "2027-03-01", starts: str = "09:00", ends: str = "17:00") -> dict[str, Any]:
    """A course day as a course shows it, without hours for code 95."""
    return day(date, starts, ends) | {"hours": {"theory": 0.0, "practice": 0.0, "eLearning": 0.0}}


def pointer(person: Instructor | ExternalInstructor) -> dict[str, str]:
    """Names an instructor."""
    return {"kind": "registered" if isinstance(person, Instructor) else "external", "id": str(person.id)}


def course_body(**fields: Any) -> dict[str, Any]:
    """A new external course without an instructor."""
    return {"kind": "external", "type": {"name": "Heftruck"}, "days": [day()], "maxTrainees": 12, **fields}


def codes(problem: dict[str, Any]) -> set[tuple[str, str]]:
    """What a refusal of input says: pointer and code of every broken field."""
    return {(each["pointer"], each["code"]) for each in problem["errors"]}
