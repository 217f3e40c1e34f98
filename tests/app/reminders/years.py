"""A made-up provider over two years: 2,000 certificates, and everything that happens to them meanwhile.

Plain values, so that what must be sent can be worked out from them without the code under test.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from app.core.identifiers import new_id

FIRST, LAST = date(2027, 1, 4), date(2029, 1, 3)
WEEKS_TRAINEES, WEEKS_CUSTOMERS = 6, 9
TYPES = ("BHV", "EHBO", "AED")
EDGES = (
    date(2027, 1, 31),
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 2, 1),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
    date(2028, 3, 26),
    date(2028, 12, 31),
)
"""Month ends, the nights on which the clocks change, and the leap day."""


@dataclass
class Client:
    """A customer."""

    id: UUID
    email: str
    gets_everything: bool


@dataclass
class Person:
    """A trainee; `moves` says from which day on for whom."""

    id: UUID
    name: str
    email: str | None
    moves: list[tuple[date, Client | None]]

    def client_on(self, day: date) -> Client | None:
        """The employer on a day."""
        return [client for since, client in self.moves if since <= day][-1]


@dataclass
class Paper:
    """A certificate; it is there for the runs after `arrives`, and no longer for those after `revoked`."""

    id: UUID
    holder: Person
    type: str
    certified: bool
    expires: date
    arrives: date
    revoked: date | None = None


@dataclass
class Sparing:
    """Somebody is left out of a kind (None: of all) for the runs after `since` up to `until`."""

    subject: Person | Client
    kind: str | None
    since: date
    until: date | None

    def holds(self, kind: str, day: date) -> bool:
        """Whether it counts for a run."""
        return self.kind in (None, kind) and self.since < day and (self.until is None or day <= self.until)


@dataclass
class Years:
    """Everything that happens."""

    clients: list[Client] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    sparings: list[Sparing] = field(default_factory=list)
    missed: frozenset[date] = frozenset()
    """Days on which no worker was there."""
    module_off: tuple[date, date] = (FIRST, FIRST)
    """First and last day without the modules."""
    switched_on: date = FIRST
    """The day, after the run, on which the reminders were switched on."""

    def runs(self) -> list[date]:
        """The days on which reminders can go out."""
        off_from, off_to = self.module_off
        days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
        return [
            day for day in days if day not in self.missed and day > self.switched_on and not off_from <= day <= off_to
        ]


def make_years(seed: int, *, papers: int = 2000) -> Years:
    """Two years of a provider; the same seed makes the same."""
    chance = Random(seed)
    years = Years()
    years.clients = [Client(new_id(), f"contact{n}@klant.example", n % 4 == 0) for n in range(papers // 40)]
    years.people = [_person(n, chance, years.clients) for n in range(papers // 2)]
    for number in range(papers):
        years.papers.append(_paper(number, chance, years.people))
    sparings = [_sparing(chance, years) for _ in range(papers // 25)]
    years.sparings = list({(each.subject.id, each.kind): each for each in sparings}.values())
    span = (LAST - FIRST).days
    years.missed = frozenset(FIRST + timedelta(days=chance.randrange(span)) for _ in range(60)) | frozenset(
        date(2027, 9, 1) + timedelta(days=n) for n in range(12)
    )
    years.module_off = (date(2028, 5, 20), date(2028, 6, 25))
    years.switched_on = FIRST + timedelta(days=10)
    return years


def _person(number: int, chance: Random, clients: list[Client]) -> Person:
    email = None if number % 11 == 0 else f"cursist{number}@mail.example"
    moves: list[tuple[date, Client | None]] = [(FIRST, None if number % 7 == 0 else chance.choice(clients))]
    if number % 9 == 0:
        moves.append((_day(chance), None if number % 2 else chance.choice(clients)))
    return Person(new_id(), f"Cursist {number:04}", email, moves)


def _paper(number: int, chance: Random, people: list[Person]) -> Paper:
    expires = chance.choice(EDGES) if number % 8 == 0 else _day(chance) + timedelta(days=chance.randrange(-60, 90))
    arrives = FIRST - timedelta(days=1) if number % 3 else _day(chance)
    paper = Paper(new_id(), chance.choice(people), chance.choice(TYPES), number % 5 != 0, expires, arrives)
    if number % 17 == 0:
        paper.revoked = arrives + timedelta(days=chance.randrange(1, 200))
    return paper


def _sparing(chance: Random, years: Years) -> Sparing:
    subject = chance.choice(years.people) if chance.random() < 0.7 else chance.choice(years.clients)
    since = _day(chance)
    until = since + timedelta(days=chance.randrange(10, 200)) if chance.random() < 0.5 else None
    return Sparing(subject, chance.choice((None, "trainee_expiry", "customer_expiry")), since, until)


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
