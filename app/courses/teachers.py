"""Who teaches: a registered CIBOT instructor or an external instructor of the provider."""

from dataclasses import dataclass
from typing import Literal

from app.instructors.people import InstructorKind
from app.instructors.people import InstructorRef as Person

__all__ = ["POSITIONS", "InstructorKind", "Person", "Position", "Teacher"]

Position = Literal["main", "second"]
POSITIONS: tuple[Position, ...] = ("main", "second")


@dataclass(frozen=True)
class Teacher:
    """An instructor as far as booking needs to know: the name, and whether he may be chosen for the course."""

    person: Person
    name: str
    available: bool = True
    """Neither suspended nor archived."""
    qualified: bool = True
    """Holds the teaching qualification for the type on every day (R-CRT-02); always true for external courses."""
