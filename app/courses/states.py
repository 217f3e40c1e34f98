"""What a course allows, and when (R-CRS-06, R-EXT-05): one table, from which use-cases refuse and answers tell."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from app.courses.errors import ActionNotAllowed, WhiteLabelCourse


class Action(StrEnum):
    """What can be done to a course."""

    EDIT = "edit"
    ENROL = "enrol"
    INVITE = "invite"
    STAFF = "staff"
    MARK = "mark"
    UPLOAD = "upload"
    CANCEL = "cancel"
    ATTENDANCE_LIST = "attendanceList"


class Phase(StrEnum):
    """Where a course is in its life. Outside it is told as a state: upcoming and running are both `planned`."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    HELD = "held"
    PROCESSED = "processed"
    CANCELLED = "cancelled"


STATE_OF = {
    Phase.UPCOMING: "planned",
    Phase.RUNNING: "planned",
    Phase.HELD: "held",
    Phase.PROCESSED: "processed",
    Phase.CANCELLED: "cancelled",
}

_BEFORE = frozenset(
    {
        Action.EDIT,
        Action.ENROL,
        Action.INVITE,
        Action.STAFF,
        Action.UPLOAD,
        Action.CANCEL,
        Action.ATTENDANCE_LIST,
    }
)
ALLOWED: dict[Phase, frozenset[Action]] = {
    Phase.UPCOMING: _BEFORE,
    Phase.RUNNING: _BEFORE | {Action.MARK},
    Phase.HELD: (_BEFORE | {Action.MARK}) - {Action.INVITE, Action.STAFF},
    Phase.PROCESSED: frozenset({Action.UPLOAD, Action.ATTENDANCE_LIST}),
    Phase.CANCELLED: frozenset(),
}
NEEDS_TRAINEES = frozenset({Action.ENROL, Action.MARK})
"""Never in a white-label course."""


class Dated(Protocol):
    """What a phase follows from."""

    @property
    def state(self) -> str:
        """The stored state: `planned`, `processed` or `cancelled`."""
        ...

    @property
    def first_day(self) -> date:
        """The first course day."""
        ...

    @property
    def last_day(self) -> date:
        """The last course day."""
        ...

    @property
    def is_white_label(self) -> bool:
        """Whether somebody else keeps the trainees."""
        ...


def phase(course: Dated, today: date) -> Phase:
    """Where the course is on `today`, a day in the provider's time zone."""
    if course.state != "planned":
        return Phase(course.state)
    if course.last_day < today:
        return Phase.HELD
    return Phase.RUNNING if course.first_day <= today else Phase.UPCOMING


def state(course: Dated, today: date) -> str:
    """`planned`, `held`, `processed` or `cancelled`."""
    return STATE_OF[phase(course, today)]


def allowed_actions(course: Dated, today: date) -> frozenset[Action]:
    """What may be done to the course now."""
    allowed = ALLOWED[phase(course, today)]
    return allowed - NEEDS_TRAINEES if course.is_white_label else allowed


def require(course: Dated, action: Action, today: date) -> None:
    """Raise WhiteLabelCourse or ActionNotAllowed when the course does not allow the action now."""
    if course.is_white_label and action in NEEDS_TRAINEES:
        raise WhiteLabelCourse("A white-label course takes no trainees.")
    if action not in ALLOWED[phase(course, today)]:
        raise ActionNotAllowed(action, state(course, today))
