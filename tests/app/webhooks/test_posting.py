"""One POST: to the address that was checked, within limits, and with an answer for everything that goes wrong."""

import asyncio
import datetime
import os
import ssl
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.webhooks.addresses import Address
from app.webhooks.posting import KEPT, READ_AT_MOST, Poster
from tests.fakes.webhook_sink import answer, webhook_sink

HERE = Poster(loopback=True, seconds=2.0)


async def test_what_arrives_is_what_was_sent() -> None:
    """R-ACC-01: method, path, headers and bytes, over a connection that is closed afterwards."""
    async with webhook_sink() as sink:
        reply = await HERE.post(sink.url + "?a=1", {"webhook-id": "evt_1"}, b'{"x":1}')
        assert (reply.status, reply.problem, reply.arrived) == (204, "", True)
        [posted] = sink.posted
    assert (posted.method, posted.path, posted.body) == ("POST", "/hooks?a=1", b'{"x":1}')
    assert posted.headers["host"] == f"127.0.0.1:{sink.port}"
    assert posted.headers["content-type"] == "application/json"
    assert posted.headers["webhook-id"] == "evt_1"
    assert posted.headers["connection"] == "close"


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (200, ""),
        (202, ""),
        (299, ""),
        (301, "redirect"),
        (308, "redirect"),
        (400, "status"),
        (410, "status"),
        (500, "status"),
    ],
)
async def test_only_2xx_counts(status: int, problem: str) -> None:
    """R-ACC-01: any other answer is a failure."""
    async with webhook_sink() as sink:
        sink.reply = lambda _posted: answer(status, b"woorden")
        reply = await HERE.post(sink.url, {}, b"{}")
    assert (reply.status, reply.problem, reply.start, reply.gone) == (status, problem, "woorden", status == 410)


async def test_redirects_are_not_followed() -> None:
    """R-ACC-01: a 302 to an address of ours reaches nobody."""
    async with webhook_sink() as inside, webhook_sink() as sink:
        sink.reply = lambda _posted: answer(302, location=inside.url)
        assert (await HERE.post(sink.url, {}, b"{}")).problem == "redirect"
        assert inside.connections == 0


async def test_the_name_is_asked_once_and_the_checked_address_is_used() -> None:
    """R-ACC-01: a name that changes between check and connection (rebinding) gains nothing: it is not asked again."""
    asked: list[str] = []

    async def rebinding(name: str) -> Sequence[Address]:
        asked.append(name)
        return [ip_address("8.8.8.8" if len(asked) == 1 else "127.0.0.1")]

    connected: list[str] = []

    async def connect(host: str, *_rest: object, **_options: object) -> None:
        connected.append(host)
        raise ConnectionRefusedError

    poster = Poster(resolve=rebinding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "open_connection", connect)
        first = await poster.post("https://crm.example/", {}, b"{}")
        second = await poster.post("https://crm.example/", {}, b"{}")
    assert (first.problem, second.problem) == ("unreachable", "refused_address")
    assert connected == ["8.8.8.8"]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"])
async def test_a_name_that_leads_inside_reaches_nobody(address: str) -> None:
    """R-ACC-01: at every try, also in development, where only this machine's own names are let through."""

    async def resolve(_name: str) -> Sequence[Address]:
        return [ip_address(address)]

    async with webhook_sink() as sink:
        reply = await Poster(loopback=True, resolve=resolve).post(f"https://crm.example:{sink.port}/", {}, b"{}")
        assert (reply.problem, sink.connections) == ("refused_address", 0)


async def test_names_without_address_and_silent_dns_are_told() -> None:
    """R-ACC-01: nobody waits for ever."""

    async def nothing(_name: str) -> Sequence[Address]:
        return []

    async def silent(_name: str) -> Sequence[Address]:
        raise OSError("DNS does not answer")

    assert (await Poster(resolve=nothing).post("https://crm.example/", {}, b"{}")).problem == "unknown_host"
    assert (await Poster(resolve=silent).post("https://crm.example/", {}, b"{}")).problem == "unreachable"


async def test_of_a_long_answer_a_kilobyte_is_kept() -> None:
    """R-ACC-01: 16 kB are read at most, the rest of a gigabyte stays with its sender, and what is kept fits a column."""
    async with webhook_sink() as sink:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
        sink.reply = lambda _posted: head + b"\0\xff" + b"a" * READ_AT_MOST * 20
        reply = await HERE.post(sink.url, {}, b"{}")
    assert reply.arrived
    assert len(reply.start) == KEPT
    assert "\0" not in reply.start


async def test_a_receiver_that_drips_is_cut_off() -> None:
    """R-ACC-01: the time counts from the first byte to the last, however slowly they come."""

    async def stall(_posted: object) -> None:
        await asyncio.sleep(10)

    async with webhook_sink() as sink:
        sink.before_answer = stall
        reply = await Poster(loopback=True, seconds=0.3).post(sink.url, {}, b"{}")
    assert (reply.status, reply.problem) == (None, "timeout")
    assert 250 <= reply.milliseconds < 2000


@pytest.mark.parametrize(
    "said", [b"", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000, b"HTTP/1.1 abc\r\n\r\n"]
)
async def test_what_is_no_http_is_told(said: bytes) -> None:
    """R-ACC-01: whatever listens there."""
    async with webhook_sink() as sink:
        sink.reply = lambda _posted: said
        assert (await HERE.post(sink.url, {}, b"{}")).problem == "not_http"


async def test_nobody_there_is_told() -> None:
    """R-ACC-01: a refused connection is a failure like any other."""
    async with webhook_sink() as sink:
        url = sink.url
    assert (await HERE.post(url, {}, b"{}")).problem == "unreachable"


async def test_proxies_of_the_environment_are_ignored() -> None:
    """R-ACC-01: what the machine has set for others does not lead webhooks elsewhere."""
    async with webhook_sink() as proxy, webhook_sink() as sink:
        with pytest.MonkeyPatch.context() as patch:
            for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
                patch.setitem(os.environ, name, f"http://127.0.0.1:{proxy.port}")
            assert (await HERE.post(sink.url, {}, b"{}")).arrived
        assert (proxy.connections, sink.connections) == (0, 1)


async def test_only_trusted_certificates_are_taken(tmp_path: Path) -> None:
    """R-ACC-01: a certificate of one's own making is refused, and works once it is trusted: the check is real."""
    served, authority = _certificate(tmp_path)
    async with webhook_sink(served) as sink:
        refused = await HERE.post(sink.url, {}, b"{}")
        assert (refused.problem, sink.posted) == ("tls", [])
        trusting = ssl.create_default_context(cafile=authority)
        assert (await Poster(loopback=True, tls=trusting).post(sink.url, {}, b"{}")).arrived
        other = sink.url.replace("127.0.0.1", "localhost")
        assert (await Poster(loopback=True, tls=trusting).post(other, {}, b"{}")).problem == "tls"


def _certificate(folder: Path) -> tuple[ssl.SSLContext, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sink")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "sink.pem").write_bytes(pem + private)
    (folder / "ca.pem").write_bytes(pem)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(folder / "sink.pem")
    return served, str(folder / "ca.pem")
