"""One POST to an address that a provider named: to the very address that was checked, and never further.

No redirects, no cookies, no proxy of the environment, one connection per message, a limit on everything that comes back.
"""

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import h11

from app.webhooks.addresses import Address
from app.webhooks.destinations import (
    AddressRefused,
    BadDestination,
    Destination,
    Resolve,
    addresses_of,
    parse_destination,
    resolving,
)

USER_AGENT = "C-BOT-Webhooks/1"
READ_AT_MOST = 16 * 1024
KEPT = 1024
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a try."""

    status: int | None
    """Of the answer, if there was one."""
    problem: str
    """Why it failed: `status`, `redirect`, `timeout`, `unreachable`, `unknown_host`, `refused_address`, `bad_url`, `tls` or
    `not_http`; empty for what arrived."""
    start: str = ""
    """The first kilobyte of what the receiver answered."""
    milliseconds: int = 0

    @property
    def arrived(self) -> bool:
        """Whether the receiver took it: any 2xx."""
        return not self.problem

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing more."""
        return self.status == 410


class NotHttp(Exception):
    """The other side speaks something else."""


@dataclass(frozen=True)
class Poster:
    """Posts messages. `loopback` lets this machine be named, for development and tests; `resolve` asks for names."""

    loopback: bool = False
    seconds: float = 15.0
    resolve: Resolve = field(default_factory=lambda: resolving(""))
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Try once. Whatever goes wrong is in the answer; raises nothing but cancellation."""
        began = time.monotonic()
        status, problem, start = await self._try(url, headers, body)
        return Reply(status, problem, start, round((time.monotonic() - began) * 1000))

    async def _try(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int | None, str, str]:
        try:
            async with asyncio.timeout(self.seconds):
                destination = parse_destination(url, loopback=self.loopback)
                addresses = await addresses_of(destination, self.resolve)
                status, start = await self._exchange(destination, addresses, headers, body)
        except BadDestination:
            return None, "bad_url", ""
        except AddressRefused:
            return None, "refused_address", ""
        except TimeoutError:
            return None, "timeout", ""
        except ssl.SSLError:
            return None, "tls", ""
        except (NotHttp, h11.ProtocolError):
            return None, "not_http", ""
        except UnknownHost:
            return None, "unknown_host", ""
        except OSError:
            return None, "unreachable", ""
        problem = "" if 200 <= status < 300 else "redirect" if 300 <= status < 400 else "status"
        return status, problem, start

    async def _exchange(
        self, destination: Destination, addresses: list[Address], headers: Mapping[str, str], body: bytes
    ) -> tuple[int, str]:
        reader, writer = await self._connect(destination, addresses)
        try:
            talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=READ_AT_MOST)
            writer.write(_request(talk, destination, headers, body))
            await writer.drain()
            return await _answer(talk, reader)
        finally:
            # A receiver that does not say goodbye must not hold us.
            writer.transport.abort()

    async def _connect(
        self, destination: Destination, addresses: list[Address]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The first address that answers; each was checked, and none is looked up again."""
        failure: OSError = UnknownHost(destination.host)
        for address in addresses:
            try:
                return await asyncio.open_connection(
                    str(address),
                    destination.port,
                    ssl=self.tls if destination.secure else None,
                    server_hostname=destination.host if destination.secure else None,
                )
            except ssl.SSLError:
                raise
            except OSError as error:
                failure = error
        raise failure


class UnknownHost(OSError):
    """The name leads nowhere."""


def _request(talk: h11.Connection, destination: Destination, headers: Mapping[str, str], body: bytes) -> bytes:
    told = {
        "Host": destination.authority,
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    request = h11.Request(method="POST", target=destination.target, headers=list(told.items()))
    parts = [talk.send(request), talk.send(h11.Data(data=body)), talk.send(h11.EndOfMessage())]
    return b"".join(part for part in parts if part)


async def _answer(talk: h11.Connection, reader: asyncio.StreamReader) -> tuple[int, str]:
    """The status, and the start of the words; what breaks off after the status is an answer all the same."""
    status: int | None = None
    words = b""
    while len(words) < READ_AT_MOST:
        event = talk.next_event()
        if event is h11.NEED_DATA:
            talk.receive_data(await reader.read(_CHUNK))
        elif isinstance(event, h11.Response):
            status = event.status_code
        elif isinstance(event, h11.Data):
            words += bytes(event.data)
        elif not isinstance(event, h11.InformationalResponse):
            break
    if status is None:
        raise NotHttp
    return status, words[:KEPT].decode("utf-8", "replace").replace("\0", "\ufffd")
