"""What a course allows, and when (R-CRS-06, R-EXT-05): one table, from which use-cases refuse and answers tell."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from app.courses.errors import ActionNotAllowed, CertifiedCoursesOnly, WhiteLabelCourse


class Action(StrEnum):
    """What can be done to a course."""

    EDIT = "edit"
    ENROL = "enrol"
    INVITE = "invite"
    STAFF = "staff"
    MARK = "mark"
    UPLOAD = "upload"
    CANCEL = "cancel"
    MOVE = "move"
    COPY = "copy"
    ATTENDANCE_LIST = "attendanceList"
    CIBOT_ATTENDANCE_LIST = "cibotAttendanceList"
    ASSESSMENT_LIST = "assessmentList"
    PROCESS = "process"
    CORRECT = "correct"
    REOPEN = "reopen"
    REPORT_CODE95 = "reportCode95"


class State(StrEnum):
    """Where a course is in its life. `held` is not stored: it follows from the last day."""

    PLANNED = "planned"
    HELD = "held"
    PROCESSED = "processed"
    CANCELLED = "cancelled"


_ALWAYS = frozenset({Action.COPY})
_LISTS = frozenset({Action.ATTENDANCE_LIST, Action.CIBOT_ATTENDANCE_LIST, Action.ASSESSMENT_LIST})
_OPEN = (
    _ALWAYS
    | _LISTS
    | {
        Action.EDIT,
        Action.ENROL,
        Action.MARK,
        Action.UPLOAD,
        Action.CANCEL,
        Action.MOVE,
        Action.REPORT_CODE95,
    }
)
ALLOWED: dict[State, frozenset[Action]] = {
    State.PLANNED: _OPEN | {Action.INVITE, Action.STAFF},
    State.HELD: _OPEN | {Action.PROCESS},
    State.PROCESSED: _ALWAYS | _LISTS | {Action.UPLOAD, Action.CORRECT, Action.REOPEN, Action.REPORT_CODE95},
    State.CANCELLED: _ALWAYS,
}
"""Marking is open from the start: who signs off beforehand is marked absent there and then."""
NEEDS_TRAINEES = frozenset(
    {Action.ENROL, Action.MARK, Action.PROCESS, Action.CORRECT, Action.REOPEN, Action.REPORT_CODE95}
)
"""Never in a white-label course, which needs no processing either."""
CERTIFIED_ONLY = frozenset({Action.CIBOT_ATTENDANCE_LIST, Action.ASSESSMENT_LIST})
"""Never for an external course (R-EXT-03)."""


class Dated(Protocol):
    """What a state follows from."""

    @property
    def kind(self) -> str:
        """`certified` or `external`."""
        ...

    @property
    def state(self) -> str:
        """The stored state: `planned`, `processed` or `cancelled`."""
        ...

    @property
    def last_day(self) -> date:
        """The last course day."""
        ...

    @property
    def is_white_label(self) -> bool:
        """Whether somebody else keeps the trainees."""
        ...


def state(course: Dated, today: date) -> State:
    """Where the course is on `today`, a day in the provider's time zone."""
    if course.state == State.PLANNED and course.last_day < today:
        return State.HELD
    return State(course.state)


def allowed_actions(course: Dated, today: date) -> frozenset[Action]:
    """What may be done to the course now."""
    allowed = ALLOWED[state(course, today)]
    never = CERTIFIED_ONLY if course.kind == "external" else frozenset()
    return allowed - never - (NEEDS_TRAINEES if course.is_white_label else frozenset())


def require(course: Dated, action: Action, today: date) -> None:
    """Raise WhiteLabelCourse, CertifiedCoursesOnly or ActionNotAllowed when the course does not allow the action now."""
    if course.is_white_label and action in NEEDS_TRAINEES:
        raise WhiteLabelCourse("A white-label course has no trainees.")
    if course.kind == "external" and action in CERTIFIED_ONLY:
        raise CertifiedCoursesOnly("Only a certified course has this list.")
    if action not in ALLOWED[state(course, today)]:
        raise ActionNotAllowed(action, state(course, today))
