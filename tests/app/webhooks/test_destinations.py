"""Where a webhook may go: nowhere near the portal, however the address is written."""

from collections.abc import Sequence
from ipaddress import ip_address

import pytest

from app.webhooks.addresses import Address, is_public
from app.webhooks.destinations import AddressRefused, BadDestination, addresses_of, parse_destination, resolving
from tests.fakes.dns import dns_server

NOT_PUBLIC = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.167.255.255", "2a00:1450:4007::1", "2606:4700::1111"]
REFUSED = {
    "http://crm.example/hooks": "url_not_https",
    "ftp://crm.example/hooks": "url_not_https",
    "file:///etc/passwd": "url_not_valid",
    "gopher://crm.example/": "url_not_https",
    "https://": "url_not_valid",
    "https:///hooks": "url_not_valid",
    "crm.example/hooks": "url_not_valid",
    "//crm.example/hooks": "url_not_valid",
    "javascript:alert(1)": "url_not_valid",
    "https://crm.example/hooks#part": "url_not_valid",
    "https://crm.example/ho oks": "url_not_valid",
    "https://crm.example/\r\nX-Evil: 1": "url_not_valid",
    "https://crm.example\\@127.0.0.1/": "url_not_valid",
    "https://user:secret@crm.example/": "url_credentials",
    "https://crm.example@127.0.0.1/": "url_credentials",
    "https://crm.example:22/": "url_port",
    "https://crm.example:25/": "url_port",
    "https://crm.example:80/": "url_port",
    "https://crm.example:0/": "url_port",
    "https://crm.example:99999/": "url_port",
    "https://crm.example:http/": "url_port",
    "https://localhost/": "url_not_public",
    "https://database/": "url_not_public",
    "https://metadata.google.internal/": "url_not_public",
    "https://printer.local/": "url_not_public",
    "https://app.localhost/": "url_not_public",
    "https://127.0.0.1/": "url_not_public",
    "https://127.0.0.1./": "url_not_public",
    "https://[::1]/": "url_not_public",
    "https://[::ffff:127.0.0.1]/": "url_not_public",
    "https://[fe80::1%25eth0]/": "url_not_public",
    "https://169.254.169.254/latest/meta-data/": "url_not_public",
    "https://10.0.0.1/": "url_not_public",
    "https://2130706433/": "url_not_valid",
    "https://0x7f000001/": "url_not_valid",
    "https://0x7f.1/": "url_not_valid",
    "https://0177.0.0.1/": "url_not_valid",
    "https://127.1/": "url_not_valid",
    "https://127.0.0.1.0x/": "url_not_valid",
    "https://①②⑦.⓪.⓪.①/": "url_not_valid",
    "https://crm..example/": "url_not_valid",
    "https://crm_%31.example/": "url_not_valid",
    "https://[::1/": "url_not_valid",
    "https://crm.example/" + "a" * 2000: "url_not_valid",
}


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_near_the_portal_are_refused(address: str) -> None:
    """R-ACC-01: private, loopback, link-local, shared, multicast, documentation, mapped and tunnelled addresses."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_taken(address: str) -> None:
    """R-ACC-01: the control: what lies beside the refused ranges is public."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("url", REFUSED, ids=[url[:60].encode("unicode_escape").decode() for url in REFUSED])
def test_hostile_urls_are_refused_when_they_are_typed(url: str) -> None:
    """R-ACC-01: each with the reason that the screen has words for."""
    with pytest.raises(BadDestination) as refusal:
        parse_destination(url, loopback=False)
    assert refusal.value.code == REFUSED[url]


@pytest.mark.parametrize(
    ("url", "authority", "target"),
    [
        ("https://crm.example", "crm.example", "/"),
        ("https://CRM.Example./hooks?a=1&b=%20", "crm.example", "/hooks?a=1&b=%20"),
        ("https://crm.example:8443/x", "crm.example:8443", "/x"),
        ("https://8.8.8.8/x", "8.8.8.8", "/x"),
        ("https://[2606:4700::1111]/x", "[2606:4700::1111]", "/x"),
        ("https://xn--bcher-kva.example/x", "xn--bcher-kva.example", "/x"),
    ],
)
def test_public_urls_are_taken(url: str, authority: str, target: str) -> None:
    """R-ACC-01: name, port, path and query go out as they were written."""
    destination = parse_destination(url, loopback=False)
    assert (destination.authority, destination.target) == (authority, target)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/x", "http://localhost:9000/", "https://[::1]:9000/"])
def test_this_machine_can_be_named_only_where_that_was_set(url: str) -> None:
    """R-ACC-01: for development and tests, and never a neighbour."""
    assert parse_destination(url, loopback=True).local
    with pytest.raises(BadDestination):
        parse_destination(url, loopback=False)
    with pytest.raises(BadDestination):
        parse_destination("http://10.0.0.1/", loopback=True)


async def test_one_bad_address_among_good_ones_refuses_the_name() -> None:
    """R-ACC-01: a name that leads to a public and to a private address is no accident."""
    seen: list[str] = []

    async def resolve(name: str) -> Sequence[Address]:
        seen.append(name)
        return [ip_address("8.8.8.8"), ip_address("10.0.0.1")]

    with pytest.raises(AddressRefused):
        await addresses_of(parse_destination("https://crm.example/", loopback=False), resolve)
    assert seen == ["crm.example"]


async def test_a_loopback_setting_does_not_trust_names() -> None:
    """R-ACC-01: also in development a name that leads to this machine is refused."""

    async def resolve(_name: str) -> Sequence[Address]:
        return [ip_address("127.0.0.1")]

    with pytest.raises(AddressRefused):
        await addresses_of(parse_destination("https://crm.example/", loopback=True), resolve)


async def test_names_are_asked_of_dns_and_of_nothing_else() -> None:
    """R-ACC-01: along CNAMEs, IPv4 first; a name that only this machine knows leads nowhere, and trouble is no answer."""
    records = {
        "crm.example": ["AAAA 2606:4700::1111", "A 8.8.8.8", "v=spf1 -all"],
        "alias.example": ["CNAME crm.example"],
        "inside.example": ["A 10.0.0.1"],
        "stuk.example": ["SERVFAIL"],
    }
    async with dns_server(records) as address:
        resolve = resolving(address)
        for name in ("crm.example", "alias.example"):
            assert list(map(str, await resolve(name))) == ["8.8.8.8", "2606:4700::1111"]
        assert list(await resolve("localhost")) == []
        with pytest.raises(AddressRefused):
            await addresses_of(parse_destination("https://inside.example/", loopback=False), resolve)
        with pytest.raises(OSError, match="does not answer"):
            await resolve("stuk.example")
