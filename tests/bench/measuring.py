"""Times one request at a time over a kept connection, ours and the floor in turn, so that noise strikes both alike."""

import http.client
import statistics
import time
from dataclasses import dataclass

from tests.bench.seed import TOKEN

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


def compare(name: str, ours: tuple[int, str], floor: tuple[int, str], goal: float) -> Ratio:
    """Measure the same list on two ports; each is `(port, path)`."""
    connections = {port: http.client.HTTPConnection("127.0.0.1", port) for port, _ in (ours, floor)}
    for port, path in (ours, floor):
        for _ in range(WARM_UP):
            _request(connections[port], path)
    pairs = [(_round(connections[ours[0]], ours[1]), _round(connections[floor[0]], floor[1])) for _ in range(ROUNDS)]
    for connection in connections.values():
        connection.close()
    return Ratio(
        name,
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(pair[0] / pair[1] for pair in pairs),
        goal,
    )


def _round(connection: http.client.HTTPConnection, path: str) -> float:
    times = []
    for _ in range(PER_ROUND):
        started = time.perf_counter()
        _request(connection, path)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def _request(connection: http.client.HTTPConnection, path: str) -> bytes:
    try:
        answer = _get(connection, path)
    except http.client.RemoteDisconnected:  # it was idle for too long while the other side was measured
        connection.close()
        answer = _get(connection, path)
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}: {body[:300]!r}")
    return body


def _get(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    connection.request("GET", path, headers={"Cookie": f"cbot_session={TOKEN}"})
    return connection.getresponse()
