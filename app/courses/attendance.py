"""Who counts as present in a course of one or several days (R-CRS-02, R-PRC-01): the one rule for it.

Every day has a mark: present, absent, or none yet. Present on every day counts as present, absent on any day as absent,
and before every day is marked nothing is decided. Marking the whole carries the days along as long as they all say the
same; where they differ, the planner overrules them. Marks per day are kept only where they differ from the whole, so
that a course of one day has none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Attendance:
    """The marks of one enrolment; `days` names every course day."""

    days: Mapping[date, bool | None]
    attended: bool | None
    """Whether the trainee counts as present."""
    overruled: bool = False
    """The planner has decided against what the days say."""

    @classmethod
    def read(
        cls, course_days: Sequence[date], attended: bool | None, marks: Mapping[str, bool], overruled: bool
    ) -> "Attendance":
        """From what is kept of an enrolment: without marks per day, every day is as the whole."""
        days = {day: marks.get(day.isoformat()) if marks or overruled else attended for day in course_days}
        return cls(days, attended, overruled)

    @property
    def kept_marks(self) -> dict[str, bool]:
        """The marks per day as they are kept: none when every day is as the whole."""
        if not self.overruled and all(mark is self.attended for mark in self.days.values()):
            return {}
        return {day.isoformat(): mark for day, mark in self.days.items() if mark is not None}

    def mark_day(self, day: date, present: bool | None) -> "Attendance":
        """One day marked; what the planner decided for the whole stands as long as the days say otherwise."""
        return self._settled({**self.days, day: present})

    def mark_whole(self, present: bool | None) -> "Attendance":
        """The whole marked: days that all say the same or nothing follow, days that differ are overruled.

        Taking the mark away takes the overruling away first, and without one the marks of every day.
        """
        if present is None:
            return Attendance.unmarked(tuple(self.days)) if not self.overruled else self._by_rule()
        agree = len(set(self.days.values())) == 1
        days = {day: present if agree or mark is None else mark for day, mark in self.days.items()}
        return Attendance(days, present, overruled=counts_as_present(days) is not present)

    def on(self, course_days: Sequence[date]) -> "Attendance":
        """The same marks after the days of the course changed: moved ones keep theirs, a new one has none yet."""
        former = sorted(self.days)
        moved = dict(zip(course_days, former, strict=True)) if len(former) == len(course_days) else {}
        return self._settled({day: self.days.get(moved.get(day, day)) for day in course_days})

    @classmethod
    def unmarked(cls, course_days: Sequence[date]) -> "Attendance":
        """Nobody has said anything yet."""
        return cls(dict.fromkeys(course_days), None)

    def _settled(self, days: Mapping[date, bool | None]) -> "Attendance":
        changed = replace(self, days=days)
        stands = self.overruled and counts_as_present(days) is not self.attended
        return changed if stands else changed._by_rule()

    def _by_rule(self) -> "Attendance":
        return replace(self, attended=counts_as_present(self.days), overruled=False)


def counts_as_present(days: Mapping[date, bool | None]) -> bool | None:
    """Present on every day is present, absent on any day is absent; None before that is known."""
    marks = set(days.values())
    if False in marks:
        return False
    return None if None in marks else True
