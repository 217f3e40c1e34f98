"""What the log notes of a course (R-ACC-03): its fields in words, so that the names of that day stay."""

from collections.abc import Sequence
from typing import Any

from app.courses.models import Course, CourseDay
from app.events.differences import Facts, facts

_SAID_OTHERWISE = frozenset(
    {"certified_type_id", "external_type_id", "location_id", "first_day", "last_day", "state", "kind"}
    | {"calendar_sequence", "most_days", "cancelled_at", "processed_at", "number"}
)
_HOURS = ("theory", "practice", "e_learning")


def told_of(course: Course) -> dict[str, Any]:
    """The fields of a course whose days, instructors and documents are loaded, by the names that the log has for them."""
    own = {name: value for name, value in facts(course).items() if name not in _SAID_OTHERWISE}
    teachers = {f"{place.position}_instructor": place.name for place in course.instructors}
    needed = [each.label or each.kind for each in course.documents if each.kind != "file"]
    days = sorted(course.days, key=lambda day: day.date)
    return own | teachers | _days(days) | {"required_documents": needed}


def without_twins(before: Facts, after: Facts) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both without what says the days a second time: a course of one day has a date and times, a longer one its days."""
    single = all(len(each["days"]) == 1 for each in (before, after))
    twins = {"days"} if single else {"date", "starts", "ends"}
    first, second = ({name: value for name, value in each.items() if name not in twins} for each in (before, after))
    return first, second


def _days(days: Sequence[CourseDay]) -> dict[str, Any]:
    told: dict[str, Any] = {"days": [f"{day.date} {day.starts:%H:%M}–{day.ends:%H:%M}" for day in days]}
    for kind in _HOURS:
        minutes = {day.date: getattr(day, f"{kind}_minutes") for day in days}
        told[f"{kind}_hours"] = [f"{day} {each // 60}:{each % 60:02}" for day, each in minutes.items() if each]
    if len(days) == 1:
        told |= {"date": days[0].date, "starts": f"{days[0].starts:%H:%M}", "ends": f"{days[0].ends:%H:%M}"}
    return told
