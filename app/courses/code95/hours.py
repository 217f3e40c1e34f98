"""Hours of a course day by kind, as code 95 counts them."""

from dataclasses import dataclass

MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Hours:
    """Theory, practice and e-learning of one day, in minutes."""

    theory: int = 0
    practice: int = 0
    e_learning: int = 0

    @property
    def total(self) -> int:
        """All of it together."""
        return self.theory + self.practice + self.e_learning

    def __add__(self, other: "Hours") -> "Hours":
        """Both together, kind by kind."""
        return Hours(self.theory + other.theory, self.practice + other.practice, self.e_learning + other.e_learning)
