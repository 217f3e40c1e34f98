"""Where a webhook goes: the address as typed, taken apart and checked. What its name resolves to is checked at every try."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import dns.asyncresolver
import dns.exception
import dns.resolver

from app.mail.asking_dns import resolver_at
from app.webhooks.addresses import Address, is_public

Resolve = Callable[[str], Awaitable[Sequence[Address]]]
"""The addresses of a name; none when it has none. Raises OSError when nobody answers."""

MAX_LENGTH = 2000
_LOWEST_PORT = 1024
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SPOILED = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_DNS_SECONDS = 5.0


class BadDestination(ValueError):
    """A URL that no webhook may go to; `code` says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


class AddressRefused(Exception):
    """The name leads to an address that is not on the public internet."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A checked URL."""

    secure: bool
    host: str
    """A name in lower case and ASCII, or an address without brackets."""
    port: int
    target: str
    """Path and query, as they go into the request."""
    local: bool = False
    """On this machine, for development and tests."""

    @property
    def authority(self) -> str:
        """The value of the `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def parse_destination(url: str, *, loopback: bool) -> Destination:
    """Take a URL apart; `loopback` lets this machine itself be named, also without TLS. Raises BadDestination."""
    parts = _split(url)
    host = _host(parts)
    local = loopback and host in _LOCAL
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise BadDestination("url_not_https", "A webhook goes to an https address.")
    if parts.username is not None or parts.password is not None:
        raise BadDestination("url_credentials", "Leave user name and password out; the signature proves who sends.")
    secure = parts.scheme == "https"
    port = _port(parts, secure=secure, local=local)
    if not local and _refused_literal(host):
        raise BadDestination("url_not_public", "This address is not on the public internet.")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(secure, host, port, target, local)


async def addresses_of(destination: Destination, resolve: Resolve) -> list[Address]:
    """Where the name leads at this moment; raises AddressRefused if any of it is not public, and OSError."""
    if destination.local:
        return [ip_address("127.0.0.1" if destination.host == "localhost" else destination.host)]
    found = [_literal(destination.host)] if _literal(destination.host) else await resolve(destination.host)
    addresses = [each for each in found if each is not None]
    if not all(is_public(each) for each in addresses):
        raise AddressRefused(destination.host)
    return addresses


def resolving(server: str) -> Resolve:
    """Ask the resolver at `address:port`, or this machine's own one when nothing is named; DNS alone.

    Neither `/etc/hosts` nor search domains can lead a name elsewhere.
    """

    async def resolve(name: str) -> Sequence[Address]:
        resolver = resolver_at(server) if server else dns.asyncresolver.get_default_resolver()
        return await _addresses(resolver, name)

    return resolve


async def _addresses(resolver: dns.asyncresolver.Resolver, name: str) -> Sequence[Address]:
    try:
        answer = await resolver.resolve_name(f"{name}.", lifetime=_DNS_SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as problem:
        raise OSError(f"DNS does not answer: {type(problem).__name__}") from problem
    # IPv4 first: not every machine has a way out over IPv6.
    return sorted(map(ip_address, answer.addresses()), key=lambda each: each.version)


def _split(url: str) -> SplitResult:
    if len(url) > MAX_LENGTH or _SPOILED.search(url) or not url.isascii():
        raise BadDestination("url_not_valid", "This is no address of a website; write names and paths in ASCII.")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BadDestination("url_not_valid", "This is no address of a website.") from error
    if not parts.scheme or not parts.netloc or parts.fragment or "#" in url:
        raise BadDestination("url_not_valid", "Write the whole address, from https:// on and without a #.")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower().removesuffix(".")
    if _literal(host) is not None:
        return host
    labels = host.split(".")
    # Old resolvers read 2130706433, 0x7f.1 and 0177.0.0.1 as addresses.
    if not host or len(host) > 253 or _NUMBER.fullmatch(labels[-1]) or not all(map(_LABEL.fullmatch, labels)):
        raise BadDestination("url_not_valid", "The name of the server is not valid.")
    return host


def _port(parts: SplitResult, *, secure: bool, local: bool) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise BadDestination("url_port", "This port does not exist.") from error
    if port is None:
        return 443 if secure else 80
    if port != 443 and port < _LOWEST_PORT and not local:
        raise BadDestination("url_port", "Use port 443, or one from 1024 on.")
    return port


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _refused_literal(host: str) -> bool:
    """An address that is not public, or a name that belongs to no public server."""
    address = _literal(host)
    if address is not None:
        return not is_public(address)
    return "." not in host or host.endswith((".localhost", ".local", ".internal", ".home.arpa"))
