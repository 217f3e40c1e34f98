"""Who is busy when, asked before a course is saved."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from api.deps import Scope, allow
from api.routing import Route
from api.schemas import ApiModel
from api.v1.staffing.schemas import ConflictInstructor, ConflictView
from app.core.errors import FieldErrors
from app.courses.busy import Clash
from app.courses.days import Day
from app.courses.foreseeing import foresee_clashes
from app.instructors.people import InstructorRef

router = APIRouter(route_class=Route, tags=["Courses"])
ReadCourses = Annotated[Scope, Depends(allow("courses:read"), scope="function")]


class ConflictsView(ApiModel):
    """The bookings that would be in the way; empty when everybody is free."""

    conflicts: list[ConflictView]


@router.get("/instructor-conflicts", operation_id="instructor_conflicts_list", summary="Who is busy on these days")
async def instructor_conflicts_list(
    scope: ReadCourses,
    instructor: Annotated[list[str], Query(max_length=20, description="`registered:<id>` or `external:<id>`")],
    day: Annotated[list[str], Query(max_length=60, description="`YYYY-MM-DD/HH:MM/HH:MM`: date, start, end")],
    except_course_id: Annotated[UUID | None, Query(alias="exceptCourseId")] = None,
) -> ConflictsView:
    """The warning that comes before saving (R-CRS-05), by the provider's own rule of what counts as busy."""
    people = [InstructorRef.parse(each) for each in instructor]
    clashes = await foresee_clashes(scope.session, people, _days(day), except_course=except_course_id)
    return ConflictsView(conflicts=[conflict_view(clash) for clash in clashes])


def conflict_view(clash: Clash) -> ConflictView:
    """A booking that is in the way."""
    person = clash.teacher.person
    return ConflictView(
        instructor=ConflictInstructor(kind=person.kind, id=person.id, name=clash.teacher.name),
        day=clash.day,
        starts=clash.starts,
        ends=clash.ends,
        own=clash.own,
        course_id=clash.course_id,
        course_number=clash.course_number,
        type_name=clash.type_name,
    )


def _days(texts: list[str]) -> list[Day]:
    errors, days = FieldErrors(), []
    for index, text in enumerate(texts):
        try:
            day, starts, ends = text.split("/")
            days.append(Day(date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends)))
        except ValueError:
            errors.add(f"/day/{index}", "day_invalid", "Write YYYY-MM-DD/HH:MM/HH:MM.")
    errors.raise_if_any()
    return days
