"""The verdict on each row of a list (R-CRS-08): new, matched with a known trainee, a double of another row, or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.trainees.identity import NameAndBirth, name_and_birth, names_differ
from app.trainees.importing.headers import Field
from app.trainees.importing.people import Person, Problem, ReadRow
from app.trainees.names import PersonName


class Verdict(StrEnum):
    """What would be done with a row."""

    NEW = "new"
    MATCHED = "matched"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownTrainee:
    """A trainee whom the provider has, as far as it takes to know him again."""

    id: UUID
    name: PersonName
    email: str


@dataclass(frozen=True, slots=True)
class KnownTrainees:
    """The trainees that rows may match, by address and by name with birth date."""

    by_email: Mapping[str, KnownTrainee] = field(default_factory=dict)
    by_name_and_birth: Mapping[NameAndBirth, KnownTrainee] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with its verdict; `trainee_id` when matched, `same_as` the number of the row that it doubles."""

    number: int
    person: Person
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    trainee_id: UUID | None = None
    same_as: int | None = None


def judge(
    rows: Iterable[ReadRow], known: KnownTrainees, as_other_person: frozenset[int] = frozenset()
) -> list[JudgedRow]:
    """The verdict on every row, in the order of the list.

    A refused row is nobody's double and has no doubles. `as_other_person` holds the numbers of rows of which the
    user said that they are somebody else, although the address or the name is known.
    """
    judgement = _Judgement(known)
    return [judgement.of(row, row.number in as_other_person) for row in rows]


@dataclass(slots=True)
class _Judgement:
    """Remembers the accepted rows, by what makes somebody the same person."""

    known: KnownTrainees
    by_email: dict[str, ReadRow] = field(default_factory=dict)
    by_name_and_birth: dict[NameAndBirth, ReadRow] = field(default_factory=dict)
    by_trainee: dict[UUID, ReadRow] = field(default_factory=dict)

    def of(self, row: ReadRow, other_person: bool) -> JudgedRow:
        """The verdict on the next row."""
        if row.problems:
            return _judged(row, Verdict.REFUSED)
        person, key = row.person, name_and_birth(row.person.name, row.person.birth_date)
        if other_person:
            return _judged(row, Verdict.NEW)
        earlier = self.by_email.get(person.email) or (self.by_name_and_birth.get(key) if key else None)
        if earlier and _holds_another(person, earlier.person):
            return _judged(row, Verdict.MATCHED, _differences(person, earlier.person))
        if earlier:
            return _judged(row, Verdict.DUPLICATE, _differences(person, earlier.person), same_as=earlier.number)
        match = self.known.by_email.get(person.email) or (self.known.by_name_and_birth.get(key) if key else None)
        self._remember(row, key)
        if match is None:
            return _judged(row, Verdict.NEW)
        differences = _differences(person, Person(match.name, email=match.email))
        first = self.by_trainee.setdefault(match.id, row)
        if first is not row and not _holds_another(person, first.person):
            return _judged(row, Verdict.DUPLICATE, differences, same_as=first.number)
        return _judged(row, Verdict.MATCHED, differences, trainee_id=match.id)

    def _remember(self, row: ReadRow, key: NameAndBirth | None) -> None:
        if row.person.email:
            self.by_email[row.person.email] = row
        if key:
            self.by_name_and_birth[key] = row


def _holds_another(person: Person, earlier: Person) -> bool:
    """Whether a list of certificates names the same person again, with another certificate (R-PRC-04)."""
    return person.certificate is not None and person.certificate != earlier.certificate


def _judged(
    row: ReadRow,
    verdict: Verdict,
    differences: Iterable[Problem] = (),
    *,
    trainee_id: UUID | None = None,
    same_as: int | None = None,
) -> JudgedRow:
    notices = (*row.notices, *differences)
    return JudgedRow(row.number, row.person, verdict, tuple(row.problems), notices, trainee_id, same_as)


def _differences(person: Person, other: Person) -> list[Problem]:
    """What makes it doubtful that two are the same person, for the user to look at."""
    found = []
    if names_differ(person.name, other.name):
        found.append(Problem(Field.FAMILY_NAME, "name_differs", other.name.full))
    if person.email and other.email and person.email != other.email:
        found.append(Problem(Field.EMAIL, "email_differs", other.email))
    return found
