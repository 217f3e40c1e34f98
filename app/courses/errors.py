"""Why something about a course is refused."""

from collections.abc import Sequence
from typing import Any

from app.core.errors import Conflict, NotAllowed, NotFound


class CourseNotFound(NotFound):
    """The provider has no such course."""

    code = "course_not_found"


class EnrolmentNotFound(NotFound):
    """The course has no such enrolment."""

    code = "enrolment_not_found"


class DocumentNotFound(NotFound):
    """The course has no such document."""

    code = "document_not_found"


class ChoiceNotFound(NotFound):
    """A type, location, instructor, trainee or customer that was named does not exist for this provider."""

    code = "choice_not_found"

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}.", what=what)


class ExternalCoursesOnly(NotAllowed):
    """A provider without CIBOT certification books external courses only (R-EXT-01)."""

    code = "external_courses_only"


class InstructorBusy(Conflict):
    """A chosen instructor is booked already (R-CRS-05); `conflicts` says when, and of own courses which."""

    code = "instructor_busy"

    def __init__(self, conflicts: Sequence[dict[str, Any]]) -> None:
        super().__init__("An instructor is booked already on one of the days.", conflicts=list(conflicts))


class ActionNotAllowed(Conflict):
    """The state of the course does not allow this (R-CRS-06)."""

    code = "course_state_refuses"

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"A course that is {state} does not allow: {action}.", action=action, state=state)


class WhiteLabelCourse(Conflict):
    """A white-label course takes no trainees (R-EXT-05)."""

    code = "white_label_course"


class CertifiedCoursesOnly(Conflict):
    """Assessment lists and CIBOT's own attendance list exist for certified courses only (R-EXT-03)."""

    code = "certified_courses_only"


class CourseHasEnrolments(Conflict):
    """A course with enrolments cannot be turned white label (R-EXT-05)."""

    code = "course_has_enrolments"


class ExportTooLarge(Conflict):
    """The list is too long to be written while one waits; a background job writes it."""

    code = "export_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"More than {limit} courses are exported by a job.", limit=limit)


class CourseFull(Conflict):
    """Every place is taken (R-CRS-08); a place on the waiting list can be asked for."""

    code = "course_full"

    def __init__(self, max_trainees: int) -> None:
        super().__init__("Every place in this course is taken.", maxTrainees=max_trainees, waitingListOffered=True)


class AlreadyEnrolled(Conflict):
    """The trainee is in this course already."""

    code = "already_enrolled"


class OnWaitingList(Conflict):
    """Attendance and results are for those who have a place, not for the waiting list."""

    code = "enrolment_waiting"


class PassedNeedsAttendance(Conflict):
    """Only who was present can pass (R-PRC-01)."""

    code = "passed_needs_attendance"
