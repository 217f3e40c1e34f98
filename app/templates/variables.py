"""The closed list of variables that a template may use (R-INV-02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.mail.language import Language


class Variable(StrEnum):
    """The name of a variable, as it stands in a chip's `attrs.name`."""

    TRAINEE_FIRST_NAME = "traineeFirstName"
    TRAINEE_LAST_NAME = "traineeLastName"
    CONTACT_PERSON = "contactPerson"
    CUSTOMER = "customer"
    COURSE_TYPE = "courseType"
    COURSE_DATES = "courseDates"
    START_TIME = "startTime"
    END_TIME = "endTime"
    LOCATION = "location"
    INSTRUCTOR = "instructor"
    PROVIDER = "provider"
    EXPIRY_DATE = "expiryDate"
    TRAINEES = "trainees"
    CERTIFICATES = "certificates"


class Context(StrEnum):
    """Whom a mail is written to; it decides which variables have a value."""

    TRAINEE = "trainee"
    CONTACT = "contact"
    INSTRUCTOR = "instructor"
    EXPIRY = "expiry"
    """The holder of a certificate that expires (R-EXP-01)."""
    DIGEST = "digest"
    """A customer, of all its certificates that expire in a month (R-EXP-03)."""


class Kind(StrEnum):
    """How a variable is shown: within a line, or as a list or a table of its own."""

    TEXT = "text"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True)
class Words:
    """The same wording in both languages."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """The wording in one language."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class Definition:
    """What is known of a variable: its label, where it has a value, a sample, and what a mail says without one."""

    variable: Variable
    label: Words
    contexts: frozenset[Context]
    sample: Words
    fallback: Words
    kind: Kind = Kind.TEXT


_OF_A_COURSE = frozenset({Context.TRAINEE, Context.CONTACT, Context.INSTRUCTOR})
_EVERYONE = frozenset(Context)
_OF_A_TYPE = _OF_A_COURSE | {Context.EXPIRY}
_TRAINEE = frozenset({Context.TRAINEE, Context.EXPIRY})
_OF_A_CUSTOMER = frozenset({Context.TRAINEE, Context.CONTACT, Context.EXPIRY, Context.DIGEST})
_WITH_A_LIST = frozenset({Context.CONTACT, Context.INSTRUCTOR})
_NOT_KNOWN_YET = Words("nog niet bekend", "not known yet")
_NAMES = "Sanne van den Berg\nJoris Bakker\nFatima el Idrissi"


def _same(words: str) -> Words:
    return Words(words, words)


# Without a value a mail says something that still reads as a sentence: "Beste cursist," rather than "Beste ,".
_ALL = (
    Definition(
        Variable.TRAINEE_FIRST_NAME,
        label=Words("Voornaam cursist", "Trainee's first name"),
        contexts=_TRAINEE,
        sample=_same("Sanne"),
        fallback=Words("cursist", "trainee"),
    ),
    Definition(
        Variable.TRAINEE_LAST_NAME,
        label=Words("Achternaam cursist", "Trainee's last name"),
        contexts=_TRAINEE,
        sample=_same("van den Berg"),
        fallback=_same(""),
    ),
    Definition(
        Variable.CONTACT_PERSON,
        label=Words("Contactpersoon", "Contact person"),
        contexts=_OF_A_CUSTOMER,
        sample=_same("Kees Smit"),
        fallback=Words("contactpersoon", "contact person"),
    ),
    Definition(
        Variable.CUSTOMER,
        label=Words("Klant", "Customer"),
        contexts=_OF_A_CUSTOMER,
        sample=_same("Bakkerij Smit"),
        fallback=Words("je organisatie", "your organisation"),
    ),
    Definition(
        Variable.COURSE_TYPE,
        label=Words("Soort cursus", "Course type"),
        contexts=_OF_A_TYPE,
        sample=_same("Basic Life Support"),
        fallback=Words("de cursus", "the course"),
    ),
    Definition(
        Variable.COURSE_DATES,
        label=Words("Cursusdatum", "Course dates"),
        contexts=_OF_A_COURSE,
        sample=Words("maandag 7 juni 2027", "Monday 7 June 2027"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.START_TIME,
        label=Words("Starttijd", "Start time"),
        contexts=_OF_A_COURSE,
        sample=_same("09:30"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.END_TIME,
        label=Words("Eindtijd", "End time"),
        contexts=_OF_A_COURSE,
        sample=_same("17:30"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.LOCATION,
        label=Words("Locatie met adres", "Location with address"),
        contexts=_OF_A_COURSE,
        sample=_same("Trainingscentrum Noord, Havenweg 12, 9723 AB Groningen"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.INSTRUCTOR,
        label=Words("Instructeur", "Instructor"),
        contexts=_OF_A_COURSE,
        sample=_same("Max Wilting"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.PROVIDER,
        label=Words("Opleider", "Training provider"),
        contexts=_EVERYONE,
        sample=_same("Opleidingshuis De Linde"),
        fallback=Words("de opleider", "the training provider"),
    ),
    Definition(
        Variable.EXPIRY_DATE,
        label=Words("Verloopdatum", "Expiry date"),
        contexts=_OF_A_TYPE,
        sample=Words("7 juni 2029", "7 June 2029"),
        fallback=_NOT_KNOWN_YET,
    ),
    Definition(
        Variable.TRAINEES,
        label=Words("Lijst van cursisten", "List of trainees"),
        contexts=_WITH_A_LIST,
        sample=_same(_NAMES),
        fallback=_NOT_KNOWN_YET,
        kind=Kind.LIST,
    ),
    Definition(
        Variable.CERTIFICATES,
        label=Words("Cursistenlijst", "List of trainees with expiry dates"),
        contexts=frozenset({Context.DIGEST}),
        sample=Words("Sanne van den Berg, BHV, 7 juni 2029", "Sanne van den Berg, BHV, 7 June 2029"),
        fallback=_NOT_KNOWN_YET,
        kind=Kind.TABLE,
    ),
)

DEFINITIONS: Mapping[Variable, Definition] = MappingProxyType({definition.variable: definition for definition in _ALL})


def offered_in(context: Context) -> tuple[Definition, ...]:
    """The variables that have a value in mails of this kind, in the order in which they are listed."""
    return tuple(definition for definition in _ALL if context in definition.contexts)
