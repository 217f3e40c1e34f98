"""A receiver of webhooks on loopback: notes what it was sent, and answers as a test wishes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import orjson
from standardwebhooks import Webhook

OK = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """An HTTP answer to the letter."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Posted:
    """One request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def message_id(self) -> str:
        """By which a receiver knows what it had before."""
        return self.headers["webhook-id"]

    @property
    def type(self) -> str:
        """What happened."""
        return str(orjson.loads(self.body)["type"])

    def verify(self, secret: str) -> None:
        """Check the signature as the published client does; raises its error. Its clock is the machine's."""
        Webhook(secret).verify(self.body, self.headers)


@dataclass
class WebhookSink:
    """The running receiver; tests change what it does while it runs."""

    port: int = 0
    scheme: str = "http"
    posted: list[Posted] = field(default_factory=list)
    reply: Callable[[Posted], bytes] = lambda _posted: OK
    before_answer: Callable[[Posted], Awaitable[None]] | None = None
    connections: int = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self.scheme}://127.0.0.1:{self.port}/hooks"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request, and hang up."""
        self.connections += 1
        try:
            posted = await _read(reader)
            self.posted.append(posted)
            if self.before_answer is not None:
                await self.before_answer(posted)
            writer.write(self.reply(posted))
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.transport.abort()


async def _read(reader: asyncio.StreamReader) -> Posted:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers["content-length"]))
    method, path, _ = first.split(" ")
    return Posted(method, path, headers, body, asyncio.get_running_loop().time())


@asynccontextmanager
async def webhook_sink(tls: ssl.SSLContext | None = None) -> AsyncIterator[WebhookSink]:
    """A receiver that takes everything until told otherwise."""
    sink = WebhookSink(scheme="https" if tls else "http")
    handlers: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        handlers.add(task)
        task.add_done_callback(handlers.discard)
        await sink.handle(reader, writer)

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        for task in list(handlers):
            task.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)
        await server.wait_closed()
        await asyncio.sleep(0)
