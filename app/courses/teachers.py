"""Who teaches a course: an instructor of either kind, in one of two positions."""

from dataclasses import dataclass
from typing import Literal

from app.instructors.people import InstructorRef

Position = Literal["main", "second"]
POSITIONS: tuple[Position, ...] = ("main", "second")


@dataclass(frozen=True)
class Teacher:
    """An instructor as far as booking needs to know: the name, and whether he may be chosen for the course."""

    person: InstructorRef
    name: str
    available: bool = True
    """Neither suspended nor archived."""
    qualified: bool = True
    """Holds the teaching qualification for a certified type on every day (R-CRT-02), which an external course asks of
    nobody; an external instructor teaches the type, or has no types written down (R-EXT-02)."""
