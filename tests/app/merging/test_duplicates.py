"""Which trainees and customers look like one."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import pytest

from app.core.words import normalise
from app.merging.duplicates import Because, lookalikes, pair_customers, pair_trainees

BORN, LATER = date(1981, 3, 12), date(1990, 1, 1)
SMIT, JANSEN = uuid4(), uuid4()


@dataclass
class Person:
    """A trainee as far as looking alike goes."""

    name: str
    email_norm: str | None = None
    birth_date: date | None = None
    customer_id: UUID | None = None
    id: UUID = field(default_factory=uuid4)

    @property
    def name_key(self) -> str:
        """Family and given name, folded."""
        given, *family = self.name.split()
        return normalise(f"{' '.join(family)} {given}")


@dataclass
class Firm:
    """A customer as far as looking alike goes."""

    name: str
    email: str = ""
    id: UUID = field(default_factory=uuid4)

    @property
    def name_sort(self) -> str:
        """The name, folded."""
        return normalise(self.name)


@pytest.mark.parametrize(
    ("one", "two", "because"),
    [
        (Person("Jan Vries", "j@x.nl"), Person("J. de Vries", "j@x.nl"), Because.EMAIL),
        (Person("Jan Vries", birth_date=BORN), Person("JAN VRIES", birth_date=BORN), Because.NAME_AND_BIRTH),
        (
            Person("Johanna Vermeulen", customer_id=SMIT),
            Person("Johana Vermeulen", customer_id=SMIT),
            Because.SIMILAR_NAME,
        ),
        (Person("Zoë Vermeulen", customer_id=SMIT), Person("Zoe Vermeulen", customer_id=SMIT), Because.SIMILAR_NAME),
    ],
)
def test_who_is_probably_the_same(one: Person, two: Person, because: Because) -> None:
    """R-CRS-08: the same address; the same name and birth date; a slip in the name with the same customer."""
    [pair] = pair_trainees([one, two])
    assert ({pair.one, pair.two}, pair.because) == ({one.id, two.id}, because)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Person("Johanna Vermeulen", customer_id=SMIT), Person("Johana Vermeulen", customer_id=JANSEN)),
        (Person("Johanna Vermeulen"), Person("Johana Vermeulen")),
        (Person("Jan Vries", birth_date=BORN), Person("Jan Vries", birth_date=LATER)),
        (
            Person("Jan Vries", customer_id=SMIT, birth_date=BORN),
            Person("Jan Vries", customer_id=SMIT, birth_date=LATER),
        ),
        (Person("Jan Vries", customer_id=SMIT), Person("Piet Bakker", customer_id=SMIT)),
        (Person("Jan Vries", "thuis@x.nl", BORN), Person("Els Bakker", "thuis@x.nl", LATER)),
    ],
)
def test_who_is_somebody_else(one: Person, two: Person) -> None:
    """R-CRS-08: another customer, another birth date, or a family that shares an address."""
    assert pair_trainees([one, two]) == []


def test_a_slip_is_found_among_many() -> None:
    """R-CRS-08: also when the slip is in the first letter, which parts the two in the alphabet."""
    crowd = [
        Person(f"Persoon Nummer{chr(97 + at // 26)}{chr(97 + at % 26)}x{at * 7919}", customer_id=SMIT)
        for at in range(300)
    ]
    one, two = Person("Willemijn Kloosterman", customer_id=SMIT), Person("Willemijn Xloosterman", customer_id=SMIT)
    pairs = [pair for pair in pair_trainees([one, *crowd, two]) if one.id in (pair.one, pair.two)]
    assert [{pair.one, pair.two} for pair in pairs] == [{one.id, two.id}]


def test_customers_look_alike_by_name_or_address() -> None:
    """R-CUS-01: capitals and accents do not count, a slip is forgiven; another name is another firm."""
    smit, capitals = Firm("Bakkerij Smit"), Firm("BAKKERIJ SMIT")
    slip, other, mail = Firm("Bakkerij Smitt"), Firm("Garage Smit", "info@x.nl"), Firm("Autobedrijf", "info@x.nl")
    pairs = {
        frozenset((each.one, each.two)): each.because for each in pair_customers([smit, capitals, slip, other, mail])
    }
    assert pairs[frozenset((smit.id, capitals.id))] is Because.NAME
    assert pairs[frozenset((smit.id, slip.id))] is Because.SIMILAR_NAME
    assert pairs[frozenset((other.id, mail.id))] is Because.EMAIL
    assert frozenset((smit.id, other.id)) not in pairs
    assert lookalikes([smit, other, mail], "bakkerij Smit", "") == [smit]
    assert lookalikes([smit, other, mail], "Iets heel anders", "INFO@x.nl") == [other, mail]
