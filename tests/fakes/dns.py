"""A domain name system of one's own: records that a test changes while it runs, and a server that gives them out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Records = dict[str, list[str]]


class FakeDns:
    """Answers from `records`; names in `silent` get no answer at all."""

    def __init__(self, records: Records | None = None) -> None:
        self.records: Records = records or {}
        self.silent: set[str] = set()
        self.asked: list[str] = []

    async def ask(self, name: str) -> list[str]:
        """As `app.mail.asking_dns` does."""
        self.asked.append(name)
        if name in self.silent:
            raise OSError(f"DNS does not answer about {name}")
        return self.records.get(name, [])


async def nothing_published(_name: str) -> list[str]:
    """A DNS in which nobody published anything."""
    return []


class _Server(asyncio.DatagramProtocol):
    def __init__(self, records: Records) -> None:
        self._records = records

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text(omit_final_dot=True)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        found = self._records.get(name)
        if found is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif found == ["SERVFAIL"]:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif found and found[0].startswith("CNAME "):
            target = found[0].removeprefix("CNAME ")
            answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{target}."))
            self._texts(answer, target)
        else:
            self._texts(answer, name)
        self._transport.sendto(answer.to_wire(), addr)

    def _texts(self, answer: dns.message.Message, name: str) -> None:
        kind = dns.rdatatype.to_text(answer.question[0].rdtype)
        for text in self._records.get(name, []):
            if kind in ("A", "AAAA"):
                if text.startswith(f"{kind} "):
                    answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", *text.split(" ")))
                continue
            parts = " ".join(f'"{text[at : at + 200]}"' for at in range(0, len(text), 200))
            answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", parts))


@asynccontextmanager
async def dns_server(records: Records) -> AsyncIterator[str]:
    """A server on the loopback; its `address:port`.

    `CNAME x` points elsewhere, `A x` and `AAAA x` are addresses, `SERVFAIL` is trouble, and everything else is a text.
    """
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Server(records), local_addr=("127.0.0.1", 0))
    try:
        yield f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"
    finally:
        transport.close()
