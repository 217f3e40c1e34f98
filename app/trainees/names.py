"""Names of people: given name, infix (tussenvoegsel) and family name, and how they are written and sorted."""

import re
from dataclasses import dataclass
from typing import Self

from app.core.values import clean_line
from app.core.words import normalise

INFIXES = frozenset(
    "van de der den het 't te ten ter in op aan bij onder over uit uijt voor tot la le les los du des d' l' "
    "von vom zu zum zur am im af av da das do dos di del della dei degli el al bin ben ibn".split()
)
_SALUTATIONS = frozenset("dhr dhr. heer mevr mevr. mevrouw mw mw. mr mr. mrs mrs. ms ms. hr hr.".split())
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"})
_HYPHEN_INFIX = re.compile(r"-(?:van|de|der|den|het|'t|ten|ter|von)$")
_WORDS_BEFORE_AN_INFIX = 1


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its three parts; the infix is empty for most people."""

    given: str
    infix: str
    family: str

    @classmethod
    def of(cls, given: str, infix: str, family: str) -> Self:
        """The parts as they were typed, tidied; an infix typed before the family name moves to its own place."""
        given, infix, family = (_tidy(part) for part in (given, infix, family))
        if not infix:
            infix, family = split_family_name(family)
        return cls(given, infix, family)

    @property
    def full(self) -> str:
        """`Jan van der Berg`."""
        return " ".join(part for part in (self.given, self.infix, self.family) if part)

    @property
    def listed(self) -> str:
        """`Berg, Jan van der`: how a list that is sorted on the family name shows it."""
        rest = " ".join(part for part in (self.given, self.infix) if part)
        return ", ".join(part for part in (self.family, rest) if part)

    @property
    def formal(self) -> str:
        """`Van der Berg`: without a given name before it, the infix takes a capital."""
        text = f"{self.infix} {self.family}".strip()
        return text if text[:1] in "'’" else text[:1].upper() + text[1:]

    @property
    def sort_key(self) -> str:
        """`berg jan van der`: sorts on the family name, and knows no accents and no capitals."""
        return normalise(f"{self.family} {self.given} {self.infix}")


def split_full_name(text: str) -> PersonName:
    """The parts of `Jan van der Berg`, `Berg, Jan van der` or `van der Berg, Jan`; a lone word is a family name."""
    words = [word for word in _tidy(text).split() if word.casefold() not in _SALUTATIONS]
    tidy = " ".join(words)
    if "," in tidy:
        return _split_listed(tidy)
    start = _family_start(words)
    infix, family = split_family_name(" ".join(words[start:]))
    return PersonName(" ".join(words[:start]), infix, family)


def split_family_name(text: str) -> tuple[str, str]:
    """Infix and family name of `van der Berg`; a capital makes it part of the name, as in Belgium (`Van Damme`)."""
    family, _, behind = (part.strip() for part in text.partition(","))
    if family and behind and all(_is_infix(word) for word in behind.split()):
        return behind, family
    words = text.split()
    count = 0
    while count < len(words) - 1 and _is_infix(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _tidy(text: str) -> str:
    return clean_line(text).translate(_APOSTROPHES)


def _is_infix(word: str) -> bool:
    return word in INFIXES


def _family_start(words: list[str]) -> int:
    """Where the family name (with its infix) begins: at an infix, at a double name, else at the last word."""
    for at in range(_WORDS_BEFORE_AN_INFIX, len(words) - 1):
        if _is_infix(words[at]) or _HYPHEN_INFIX.search(words[at]):
            return at
    return max(len(words) - 1, 0)


def _split_listed(text: str) -> PersonName:
    family, _, rest = (part.strip() for part in text.partition(","))
    infix, family = split_family_name(family)
    words = rest.split()
    count = len(words)
    while count > 0 and _is_infix(words[count - 1]):
        count -= 1
    return PersonName(" ".join(words[:count]), infix or " ".join(words[count:]), family)
