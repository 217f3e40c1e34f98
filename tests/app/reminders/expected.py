"""What must be sent over the two years, worked out paper by paper, without a line of the code under test."""

from collections import defaultdict
from datetime import date, timedelta

from tests.app.reminders.years import WEEKS_CUSTOMERS, WEEKS_TRAINEES, Client, Paper, Person, Sparing, Years

Single = tuple[date, str, str]
"""Day of sending, address, certificate."""
Digest = tuple[date, str, str, frozenset[str]]
"""Day of sending, address, month of expiry, the lines of its table."""
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


class Reckoner:
    """Looks at each paper on each day, with what it needs at hand."""

    def __init__(self, years: Years) -> None:
        self._years = years
        self._runs = years.runs()
        self._alike: dict[object, list[Paper]] = defaultdict(list)
        self._by_month: dict[date, list[Paper]] = defaultdict(list)
        self._sparings: dict[int, list[Sparing]] = defaultdict(list)
        for paper in years.papers:
            self._alike[_likeness(paper)].append(paper)
            self._by_month[paper.expires.replace(day=1)].append(paper)
        for sparing in years.sparings:
            self._sparings[id(sparing.subject)].append(sparing)

    def singles(self) -> list[Single]:
        """For each certificate the first run of its time on which nothing stands in the way."""
        found = []
        for paper in self._years.papers:
            opens = paper.expires.replace(day=1) - timedelta(days=7 * WEEKS_TRAINEES)
            for day in self._between(opens, paper.expires):
                if address := self._reader(paper, day):
                    found.append((day, address, str(paper.id)))
                    break
        return found

    def digests(self) -> list[Digest]:
        """For each customer and month the first run of its time on which there is something to tell."""
        found = []
        for client in self._years.clients:
            for month, papers in self._by_month.items():
                opens = month - timedelta(days=7 * WEEKS_CUSTOMERS)
                for day in self._between(opens, month + timedelta(days=31)):
                    if lines := self._lines(client, papers, day):
                        found.append((day, client.email, f"{month:%Y-%m}", frozenset(lines)))
                        break
        return found

    def _between(self, first: date, last: date) -> list[date]:
        return [day for day in self._runs if first <= day <= last]

    def _reader(self, paper: Paper, day: date) -> str | None:
        client = paper.holder.client_on(day)
        if not self._counts(paper, day) or self._spared("trainee_expiry", day, paper.holder, client):
            return None
        return client.email if client is not None and client.gets_everything else paper.holder.email

    def _lines(self, client: Client, papers: list[Paper], day: date) -> list[str]:
        if self._spared("customer_expiry", day, client):
            return []
        return [
            line_of(paper)
            for paper in papers
            if paper.certified
            and paper.expires >= day
            and paper.holder.client_on(day) is client
            and self._counts(paper, day)
            and not self._spared("customer_expiry", day, paper.holder)
        ]

    def _counts(self, paper: Paper, day: date) -> bool:
        """It is there, was not revoked, and no other of its type lasts longer."""
        alike = [each for each in self._alike[_likeness(paper)] if _is_there(each, day)]
        return _is_there(paper, day) and max(alike, key=lambda each: (each.expires, each.id)) is paper

    def _spared(self, kind: str, day: date, *subjects: Person | Client | None) -> bool:
        return any(each.holds(kind, day) for subject in subjects for each in self._sparings[id(subject)])


def line_of(paper: Paper) -> str:
    """How a digest's plain text tells of a certificate."""
    day = paper.expires
    return f"{paper.holder.name}, {paper.type}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def _is_there(paper: Paper, day: date) -> bool:
    return paper.arrives < day and (paper.revoked is None or day <= paper.revoked)


def _likeness(paper: Paper) -> object:
    return (paper.holder.id, paper.type, paper.certified)
