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
    def of(cls, registered_id: UUID | None, external_id: UUID | None) -> Self:
        """The reference that a row with two nullable columns holds; raises ValueError when neither is set."""
        if registered_id is not None:
            return cls("registered", registered_id)
        if external_id is not None:
            return cls("external", external_id)
        raise ValueError("the row names no instructor")

    @property
    def registered_id(self) -> UUID | None:
        """The id for the column of registered instructors."""
        return self.id if self.kind == "registered" else None

    @property
    def external_id(self) -> UUID | None:
        """The id for the column of external instructors."""
        return self.id if self.kind == "external" else None

    def __str__(self) -> str:
        """`registered:<id>`, as `parse` reads it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Person:
    """An instructor as somebody to write to: name, address and language."""

    ref: InstructorRef
    name: str
    email: str
    locale: str


@dataclass(frozen=True, slots=True)
class ListedInstructor:
    """An instructor as a list shows him; `email` is None where he did not agree to show it (R-INS-02)."""

    ref: InstructorRef
    name: str
    name_sort: str
    city: str
    languages: tuple[str, ...]
    email: str | None
