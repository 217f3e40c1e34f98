"""What a course allows in each state of its life."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.courses.errors import ActionNotAllowed, WhiteLabelCourse
from app.courses.states import ALLOWED, Action, State, allowed_actions, require, state

TODAY = date(2027, 3, 10)


@dataclass(frozen=True)
class Course:
    """A course as far as its state is concerned."""

    state: str = "planned"
    kind: str = "external"
    first_day: date = TODAY
    last_day: date = TODAY
    is_white_label: bool = False


UPCOMING = Course(first_day=date(2027, 3, 11), last_day=date(2027, 3, 12))
RUNNING = Course(first_day=date(2027, 3, 9), last_day=TODAY)
HELD = Course(first_day=date(2027, 3, 8), last_day=date(2027, 3, 9))


@pytest.mark.parametrize(
    ("course", "told"),
    [
        (UPCOMING, "planned"),
        (RUNNING, "planned"),
        (HELD, "held"),
        (Course(state="processed", last_day=date(2027, 1, 1)), "processed"),
        (Course(state="cancelled"), "cancelled"),
    ],
)
def test_a_planned_course_is_held_once_its_last_day_has_passed(course: Course, told: str) -> None:
    """R-CRS-06: planned, then held; processed and cancelled stay what they are."""
    assert state(course, TODAY) == told


def test_every_state_says_for_every_action_whether_it_is_allowed() -> None:
    """R-CRS-06: the table, action by action."""
    allowed = {each: {action.value for action in actions} for each, actions in ALLOWED.items()}
    lists = {"attendanceList", "cibotAttendanceList", "assessmentList"}
    open_ = lists | {"edit", "enrol", "mark", "upload", "cancel", "move", "copy", "reportCode95"}
    assert allowed == {
        State.PLANNED: open_ | {"invite", "staff"},
        State.HELD: open_ | {"process"},
        State.PROCESSED: lists | {"upload", "copy", "correct", "reopen", "reportCode95"},
        State.CANCELLED: {"copy"},
    }


def test_what_is_not_allowed_is_refused_by_name() -> None:
    """R-CRS-06: the refusal tells the action and the state."""
    require(UPCOMING, Action.INVITE, TODAY)
    with pytest.raises(ActionNotAllowed) as refusal:
        require(HELD, Action.INVITE, TODAY)
    assert refusal.value.params == {"action": "invite", "state": "held"}


def test_white_label_never_has_trainees() -> None:
    """R-EXT-05: in no state can anybody be enrolled or marked, or the course be processed."""
    course = Course(is_white_label=True)
    assert not allowed_actions(Course(state="processed", is_white_label=True), TODAY) & {Action.CORRECT, Action.REOPEN}
    assert not allowed_actions(course, TODAY) & {Action.ENROL, Action.MARK, Action.PROCESS}
    with pytest.raises(WhiteLabelCourse):
        require(course, Action.ENROL, TODAY)
