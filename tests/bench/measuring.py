"""Times one request at a time over a kept connection, ours and the floor in turn, so that noise strikes both alike."""

import http.client
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from tests.bench.seed import TOKEN

Body = Callable[[int], dict[str, Any]]
"""What is sent with the request of a number, so that no two are the same."""

ROUNDS = 10
PER_ROUND = 40
WARM_UP = 30


@dataclass(frozen=True)
class Ratio:
    """How much longer ours takes than the floor: the median over rounds, in milliseconds and as a ratio."""

    name: str
    ours_ms: float
    floor_ms: float
    ratio: float
    goal: float


@dataclass
class Side:
    """One of the two servers, asked for one thing; with a body it is sent something new each time."""

    port: int
    path: str
    body: Body | None = None
    _connection: http.client.HTTPConnection = field(init=False)
    _numbers: "count[int]" = field(init=False, default_factory=count)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def round(self, requests: int) -> float:
        """The median time of so many requests, in milliseconds."""
        times = []
        for _ in range(requests):
            body = json.dumps(self.body(next(self._numbers))) if self.body else None
            started = time.perf_counter()
            self._request(body)
            times.append(time.perf_counter() - started)
        return statistics.median(times) * 1000

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _request(self, body: str | None) -> None:
        try:
            answer = self._answer(body)
        except http.client.RemoteDisconnected:  # it was idle for too long while the other side was measured
            self._connection.close()
            answer = self._answer(body)
        content = answer.read()
        if answer.status not in (200, 201):
            raise RuntimeError(f"{self.path} answered {answer.status}: {content[:300]!r}")

    def _answer(self, body: str | None) -> http.client.HTTPResponse:
        headers = {"Cookie": f"cbot_session={TOKEN}"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex}
        self._connection.request("GET" if body is None else "POST", self.path, body, headers)
        return self._connection.getresponse()


def compare(name: str, ours: Side, floor: Side, goal: float) -> Ratio:
    """Measure the same thing on both servers."""
    for side in (ours, floor):
        side.round(WARM_UP)
    pairs = [(ours.round(PER_ROUND), floor.round(PER_ROUND)) for _ in range(ROUNDS)]
    for side in (ours, floor):
        side.close()
    return Ratio(
        name,
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
        goal,
    )
