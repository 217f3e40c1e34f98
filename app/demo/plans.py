"""Which courses the demo has: each with its distance from today, so that the demo is never out of date when it is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class Plan:
    """One course to be made."""

    type: str
    in_days: int
    state: str = "planned"
    trainees: int = 8
    waiting: int = 0
    length: int = 1
    staffed: bool = True
    asked: int = 0
    """How many instructors were asked; the first ones have answered."""
    marked: float = 0.0
    """Which part of the trainees has attendance and result."""
    second: bool = False
    white_label: bool = False
    shared: bool = False

    def days(self, today: date) -> list[date]:
        """The course's days: working days from the wished one on (backwards when that lies behind us)."""
        step = -1 if self.in_days < 0 else 1
        first = today + timedelta(days=self.in_days)
        while first.weekday() >= SATURDAY:
            first += timedelta(days=step)
        found = [first]
        while len(found) < self.length:
            following = found[-1] + timedelta(days=1)
            while following.weekday() >= SATURDAY:
                following += timedelta(days=1)
            found.append(following)
        return found


CERTIFIED_ROUND = ("BHV-B", "EHBO", "BHV-H", "VCA-B", "AED", "HEF", "C95-LV", "HOOG")


def institute_plans() -> Iterator[Plan]:
    """Provider A: half a year behind us, four months ahead, every state and every special case."""
    for number in range(22):
        yield Plan(CERTIFIED_ROUND[number % 8], -175 + 7 * number, "processed", trainees=5 + number % 8, marked=1.0)
    yield Plan("BHV-B", -44, "cancelled", trainees=3)
    yield Plan("Omgaan met agressie", -16, trainees=9, marked=1.0)
    yield Plan("BHV-H", -12, trainees=11, marked=0.5)
    yield Plan("EHBO", -8, trainees=10)
    yield Plan("Werken op hoogte", -6, trainees=0, white_label=True)
    yield Plan("AED", -4, trainees=7)
    yield Plan("HEF", -2, trainees=6, marked=0.5)
    yield Plan("BHV-B", 0, trainees=12)
    yield Plan("VCA-B", 1, trainees=14)
    yield Plan("EHBO", 3, trainees=9, second=True)
    yield Plan("Ploegleider ontruiming", 5, trainees=6)
    yield Plan("BHV-H", 8, trainees=15, waiting=3)
    yield Plan("BHV-B", 10, trainees=4, staffed=False, asked=4, shared=True)
    yield Plan("EHBO", 12, trainees=8, length=2, shared=True)
    yield Plan("AED", 15, "cancelled", trainees=4)
    yield Plan("BHV-H", 17, trainees=2, staffed=False, asked=2)
    yield Plan("Omgaan met agressie", 20, trainees=0, white_label=True)
    yield Plan("Brandwacht", 22, trainees=5, staffed=False, asked=2)
    yield Plan("C95-LV", 24, trainees=10, shared=True)
    yield Plan("Werken op hoogte", 26, trainees=6, length=3)
    for number in range(14):
        staffed = number % 5 != 0
        yield Plan(
            CERTIFIED_ROUND[(number + 3) % 8],
            30 + 6 * number,
            trainees=number % 6,
            staffed=staffed,
            shared=number % 3 == 0,
        )


def outsider_plans() -> Iterator[Plan]:
    """Provider B: external courses only."""
    yield Plan("Brandwacht", -60, "processed", trainees=6, marked=1.0)
    yield Plan("Werken op hoogte", -25, "processed", trainees=5, marked=1.0)
    yield Plan("Omgaan met agressie", -5, trainees=7)
    yield Plan("Brandwacht", 4, trainees=8, shared=True)
    yield Plan("Werken op hoogte", 9, trainees=3, staffed=False)
    yield Plan("Ploegleider ontruiming", 11, "cancelled", trainees=2)
    yield Plan("Omgaan met agressie", 19, trainees=10, shared=True)
    yield Plan("Brandwacht", 33, trainees=0)
