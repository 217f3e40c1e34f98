"""Who is the same person (R-CRS-08): the same e-mail address, or the same name with the same birth date."""

from dataclasses import dataclass
from datetime import date

from app.core.words import normalise
from app.trainees.names import PersonName


@dataclass(frozen=True, slots=True)
class NameAndBirth:
    """A name without accents, capitals and infix (lists often drop it), with a birth date."""

    name: str
    born: date


def name_key(name: PersonName) -> str:
    """What two spellings of the same name have in common: family and given name, folded."""
    return normalise(f"{name.family} {name.given}")


def name_and_birth(name: PersonName, born: date | None) -> NameAndBirth | None:
    """The key by which a person is known again; None without a birth date or a name in Latin letters."""
    key = name_key(name)
    return NameAndBirth(key, born) if born and key else None


def names_differ(one: PersonName, other: PersonName) -> bool:
    """Whether two names that share an e-mail address look like two people: both given and family name differ."""
    return normalise(one.family) != normalise(other.family) and normalise(one.given)[:1] != normalise(other.given)[:1]
