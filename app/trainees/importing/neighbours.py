"""Which rows of a list a correction can touch: those that may mean the same person as the corrected row, before or after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.words import normalise


@dataclass(frozen=True, slots=True)
class Link:
    """What ties a row to others: address, birth date with name, matched trainee, and the row that it doubles."""

    number: int
    email: str = ""
    born: str = ""
    name: str = ""
    trainee_id: UUID | None = None
    same_as: int | None = None


class Neighbours:
    """The ties between the rows of a list."""

    def __init__(self, links: Sequence[Link]) -> None:
        """`links` holds each row once, or twice when it is about to change."""
        self._ties: dict[object, list[Link]] = defaultdict(list)
        for link in links:
            for tie in _ties(link):
                self._ties[tie].append(link)

    def of(self, starts: Iterable[Link]) -> set[int]:
        """The numbers of the rows that hang together with the given ones, through any number of others."""
        found: set[int] = set()
        waiting = list(starts)
        while waiting:
            link = waiting.pop()
            found.add(link.number)
            waiting += [other for other in self._beside(link) if other.number not in found]
        return found

    def _beside(self, link: Link) -> Iterator[Link]:
        for tie in _ties(link):
            for other in self._ties[tie]:
                if not isinstance(tie, str) or normalise(other.name) == normalise(link.name):
                    yield other


def _ties(link: Link) -> Iterator[object]:
    """The row itself and the row that it doubles as numbers, a matched trainee as its id, an address as a pair, and a
    birth date as text: that ties only together with the name."""
    yield link.number
    if link.same_as is not None:
        yield link.same_as
    if link.trainee_id is not None:
        yield link.trainee_id
    if link.email:
        yield ("email", link.email)
    if link.born:
        yield link.born
