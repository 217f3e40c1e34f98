"""Who can teach: a registered CIBOT instructor, or an external one of the provider's own."""

from dataclasses import dataclass
from typing import Literal, Self
from uuid import UUID

from app.core.errors import Invalid

InstructorKind = Literal["registered", "external"]


@dataclass(frozen=True, slots=True, order=True)
class InstructorRef:
    """Points at one instructor of either kind; written as `registered:<id>` or `external:<id>`."""

    kind: InstructorKind
    id: UUID

    @classmethod
    def parse(cls, text: str, *, pointer: str = "/instructor") -> Self:
        """Read `registered:<id>` or `external:<id>`; raises Invalid at `pointer` on anything else."""
        kind, _, raw = text.partition(":")
        try:
            found = UUID(raw)
        except ValueError:
            kind = ""
        if kind == "registered":
            return cls("registered", found)
        if kind == "external":
            return cls("external", found)
        raise Invalid.at(pointer, "instructor_reference_invalid", "Write registered:<id> or external:<id>.")

    @classmethod
    def of(cls, instructor_id: UUID | None, external_instructor_id: UUID | None) -> Self:
        """The instructor of a row that has one of two columns filled; raises ValueError when neither is."""
        if instructor_id is not None:
            return cls("registered", instructor_id)
        if external_instructor_id is not None:
            return cls("external", external_instructor_id)
        raise ValueError("The row names no instructor.")

    @property
    def columns(self) -> dict[str, UUID | None]:
        """The two columns that name the instructor in a row; one of them is filled."""
        registered = self.kind == "registered"
        return {
            "instructor_id": self.id if registered else None,
            "external_instructor_id": None if registered else self.id,
        }

    def __str__(self) -> str:
        """`registered:<id>`, as `parse` reads it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class InstructorContact:
    """An instructor as somebody to write to: name, address and language."""

    ref: InstructorRef
    name: str
    email: str
    locale: str
    email_visible: bool
    """Whether the provider may see the address (R-INS-02)."""


@dataclass(frozen=True, slots=True)
class ListedInstructor:
    """An instructor as a list shows him; `email` is None where he did not agree to show it (R-INS-02)."""

    ref: InstructorRef
    name: str
    name_sort: str
    city: str
    languages: tuple[str, ...]
    email: str | None
