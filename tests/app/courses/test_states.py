"""What a course allows in each phase of its life."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.courses.errors import ActionNotAllowed, WhiteLabelCourse
from app.courses.states import ALLOWED, Action, Phase, allowed_actions, phase, require, state

TODAY = date(2027, 3, 10)


@dataclass(frozen=True)
class Course:
    """A course as far as its phase is concerned."""

    state: str = "planned"
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


def test_every_phase_says_for_every_action_whether_it_is_allowed() -> None:
    """R-CRS-06: the table, action by action."""
    allowed = {each: {action.value for action in actions} for each, actions in ALLOWED.items()}
    before = {"edit", "enrol", "invite", "staff", "upload", "cancel", "attendanceList"}
    assert allowed == {
        Phase.UPCOMING: before,
        Phase.RUNNING: before | {"mark"},
        Phase.HELD: {"edit", "enrol", "mark", "upload", "cancel", "attendanceList"},
        Phase.PROCESSED: {"upload", "attendanceList"},
        Phase.CANCELLED: set(),
    }


def test_what_is_not_allowed_is_refused_by_name() -> None:
    """R-CRS-06: the refusal tells the action and the state."""
    require(HELD, Action.MARK, TODAY)
    with pytest.raises(ActionNotAllowed) as refusal:
        require(UPCOMING, Action.MARK, TODAY)
    assert refusal.value.params == {"action": "mark", "state": "planned"}


def test_white_label_never_has_trainees() -> None:
    """R-EXT-05: in no phase can anybody be enrolled or marked."""
    course = Course(is_white_label=True)
    assert phase(course, TODAY) is Phase.RUNNING
    assert not allowed_actions(course, TODAY) & {Action.ENROL, Action.MARK}
    with pytest.raises(WhiteLabelCourse):
        require(course, Action.ENROL, TODAY)
