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
    MOVE = "move"
    COPY = "copy"
    ATTENDANCE_LIST = "attendanceList"
    PROCESS = "process"
    CORRECT = "correct"
    REOPEN = "reopen"


class State(StrEnum):
    """Where a course is in its life. `held` is not stored: it follows from the last day."""

    PLANNED = "planned"
    HELD = "held"
    PROCESSED = "processed"
    CANCELLED = "cancelled"


_ALWAYS = frozenset({Action.COPY})
_OPEN = _ALWAYS | {
    Action.EDIT,
    Action.ENROL,
    Action.MARK,
    Action.UPLOAD,
    Action.CANCEL,
    Action.MOVE,
    Action.ATTENDANCE_LIST,
}
ALLOWED: dict[State, frozenset[Action]] = {
    State.PLANNED: _OPEN | {Action.INVITE, Action.STAFF},
    State.HELD: _OPEN | {Action.PROCESS},
    State.PROCESSED: _ALWAYS | {Action.UPLOAD, Action.ATTENDANCE_LIST, Action.CORRECT, Action.REOPEN},
    State.CANCELLED: _ALWAYS,
}
"""Marking is open from the start: who signs off beforehand is marked absent there and then."""
NEEDS_TRAINEES = frozenset({Action.ENROL, Action.MARK, Action.PROCESS, Action.CORRECT, Action.REOPEN})
"""Never in a white-label course, which needs no processing either."""


class Dated(Protocol):
    """What a state follows from."""

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
    return allowed - NEEDS_TRAINEES if course.is_white_label else allowed


def require(course: Dated, action: Action, today: date) -> None:
    """Raise WhiteLabelCourse or ActionNotAllowed when the course does not allow the action now."""
    if course.is_white_label and action in NEEDS_TRAINEES:
        raise WhiteLabelCourse("A white-label course has no trainees.")
    if action not in ALLOWED[state(course, today)]:
        raise ActionNotAllowed(action, state(course, today))
