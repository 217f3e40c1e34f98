"""The rule of who counts as present in a course of several days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.courses.attendance import Attendance, counts_as_present

ONE, TWO, THREE = (date(2027, 3, day) for day in (1, 2, 3))
DAYS = [ONE, TWO, THREE]


def marked(*marks: bool | None) -> Attendance:
    """The days marked one after the other."""
    attendance = Attendance.unmarked(DAYS[: len(marks)])
    for day, mark in zip(DAYS, marks, strict=False):
        attendance = attendance.mark_day(day, mark)
    return attendance


@pytest.mark.parametrize(
    ("marks", "present"),
    [
        ((True, True, True), True),
        ((True, False, True), False),
        ((False, None, None), False),
        ((True, True, None), None),
        ((None, None, None), None),
    ],
)
def test_present_on_every_day_counts_as_present(marks: tuple[bool | None, ...], present: bool | None) -> None:
    """R-PRC-01 R-CRS-02: absent on one day is absent, and nothing is decided before every day is marked."""
    assert marked(*marks).attended is present


def test_the_planner_overrules_days_that_differ() -> None:
    """R-PRC-01: the planner's word on the whole stands, also while days are marked, until the days agree with it."""
    overruled = marked(True, False, None).mark_whole(True)
    assert (overruled.attended, overruled.overruled) == (True, True)
    assert overruled.days == {ONE: True, TWO: False, THREE: True}
    still = overruled.mark_day(THREE, False)
    assert (still.attended, still.overruled) == (True, True)
    agreed = still.mark_day(TWO, True).mark_day(THREE, True)
    assert (agreed.attended, agreed.overruled) == (True, False)
    assert agreed.mark_day(ONE, False).attended is False


def test_taking_the_overruling_away_leaves_what_the_days_say() -> None:
    """R-PRC-01: a second time takes the days' marks away too."""
    back = marked(True, False).mark_whole(True).mark_whole(None)
    assert (back.attended, back.overruled, back.days) == (False, False, {ONE: True, TWO: False})
    assert back.mark_whole(None) == Attendance.unmarked([ONE, TWO])


def test_days_that_agree_follow_the_whole() -> None:
    """R-CRS-02: a course of one day has no marks of its own beside the whole, and the whole can be turned around."""
    present = Attendance.unmarked([ONE]).mark_whole(True)
    absent = present.mark_whole(False)
    assert (absent.attended, absent.overruled, absent.kept_marks) == (False, False, {})
    assert marked(True, True).mark_whole(False).days == {ONE: False, TWO: False}


def test_marks_follow_the_days_of_a_course_that_changes() -> None:
    """R-CRS-10: moved days keep their marks; a new day has none, so that nobody counts as present on it unseen."""
    later = [day + timedelta(days=7) for day in DAYS]
    moved = marked(True, False, True).on(later)
    assert moved.days == dict(zip(later, (True, False, True), strict=True))
    present = Attendance.unmarked([ONE]).mark_whole(True)
    assert (present.on([ONE, TWO]).attended, present.on([ONE, TWO]).days) == (None, {ONE: True, TWO: None})
    assert marked(True, False).on([ONE]).attended is True


@given(st.lists(st.tuples(st.integers(-1, 2), st.sampled_from([True, False, None])), max_size=8))
def test_what_is_kept_gives_back_the_same_marks(acts: list[tuple[int, bool | None]]) -> None:
    """R-EXT-04: after any marking, reading what was kept gives the same attendance, and it keeps to the rule."""
    attendance = Attendance.unmarked(DAYS)
    for at, mark in acts:
        attendance = attendance.mark_whole(mark) if at < 0 else attendance.mark_day(DAYS[at], mark)
    kept = attendance.kept_marks
    assert Attendance.read(DAYS, attendance.attended, kept, attendance.overruled) == attendance
    assert attendance.overruled == (attendance.attended is not counts_as_present(attendance.days))
