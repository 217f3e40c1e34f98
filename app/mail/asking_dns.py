"""Asking the domain name system for the texts of a name: the port, and the resolver behind it."""

from collections.abc import Awaitable, Callable

import dns.asyncresolver
import dns.exception
import dns.resolver

SECONDS = 4.0
Ask = Callable[[str], Awaitable[list[str]]]
"""The TXT records of a name, along its CNAMEs; none when it has none. Raises OSError when nobody answers."""


async def ask_dns(name: str) -> list[str]:
    """Ask this machine's own resolver."""
    return await _texts(dns.asyncresolver.get_default_resolver(), name)


def asking(server: str) -> Ask:
    """Ask the resolver at `address:port` (an IP address), or this machine's own one when nothing is named."""
    if not server:
        return ask_dns
    resolver = resolver_at(server)

    async def ask(name: str) -> list[str]:
        return await _texts(resolver, name)

    return ask


def resolver_at(server: str) -> dns.asyncresolver.Resolver:
    """The resolver at `address:port` (an IP address)."""
    resolver = dns.asyncresolver.Resolver(configure=False)
    host, _, port = server.rpartition(":")
    resolver.nameservers, resolver.port = [host.strip("[]")], int(port)
    return resolver


async def _texts(resolver: dns.asyncresolver.Resolver, name: str) -> list[str]:
    try:
        answer = await resolver.resolve(name, "TXT", lifetime=SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as problem:
        raise OSError(f"DNS does not answer about {name}: {type(problem).__name__}") from problem
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
