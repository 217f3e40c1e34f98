"""A mail server that does as little as one can: it takes everything at once and remembers only when, in a process of its own."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

_CONTEXT = multiprocessing.get_context("spawn")
_ANSWERS = {b"EHLO": b"250-sink\r\n250 SIZE 40000000\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


@dataclass
class LeanSink:
    """The running server; it answers questions over a pipe."""

    port: int
    _pipe: Connection

    def taken(self) -> int:
        """How many mails it has taken."""
        self._pipe.send("taken")
        found: int = self._pipe.recv()
        return found

    def moment(self, recipient: str) -> float | None:
        """When this recipient's mail was taken, by the machine's monotonic clock; None when it was not yet."""
        self._pipe.send(recipient)
        found: float | None = self._pipe.recv()
        return found


class _Conversation(asyncio.Protocol):
    def __init__(self, moments: dict[str, float]) -> None:
        self._moments = moments
        self._seen = b""
        self._in_data = False
        self._recipient = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport
        self._out.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._seen += data
        while self._step():
            pass

    def _step(self) -> bool:
        end = b"\r\n.\r\n" if self._in_data else b"\r\n"
        before, found, after = self._seen.partition(end)
        if not found:
            return False
        self._seen = after
        if self._in_data:
            self._in_data = False
            self._moments[self._recipient] = time.monotonic()
            self._out.write(b"250 taken\r\n")
        else:
            self._command(before)
        return True

    def _command(self, line: bytes) -> None:
        word = line[:4].upper()
        if word == b"RCPT":
            self._recipient = line.partition(b"<")[2].partition(b">")[0].decode()
        self._in_data = word == b"DATA"
        self._out.write(_ANSWERS.get(word, b"250 ok\r\n"))


@contextmanager
def lean_sink() -> Iterator[LeanSink]:
    """Run it until the block ends."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield LeanSink(ours.recv(), ours)
    finally:
        process.kill()
        process.join()


def _serve(pipe: Connection) -> None:
    asyncio.run(_serve_for_ever(pipe))


async def _serve_for_ever(pipe: Connection) -> None:
    moments: dict[str, float] = {}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Conversation(moments), "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    while True:
        asked = await loop.run_in_executor(None, pipe.recv)
        pipe.send(len(moments) if asked == "taken" else moments.get(asked))
