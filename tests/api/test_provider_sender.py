"""Sending from an address of the provider's own domain: set, proved, watched, and left again (R-MAIL-03)."""

from collections.abc import Iterator
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.core.config import Settings
from app.mail.models import OutboxMail
from app.providers.models import Provider
from app.worker.context import Ports
from app.worker.senders import check_senders
from tests.fakes.dns import FakeDns
from tests.portal import Portal

URL = "/api/v1/provider/sender"
KEY = "v=DKIM1; p=MIIB"


@pytest.fixture
def dns(portal: Portal) -> Iterator[FakeDns]:
    """A DNS in which only the portal's own key stands, and a portal whose mail server signs with it."""
    hall = portal.services
    settings = hall.settings
    signing = {"dkim_selector": "mail", "spf_include": "_spf.c-bot.example"}
    hall.settings = Settings.model_validate(settings.model_dump() | signing)
    published = FakeDns({"mail._domainkey.c-bot.example": [KEY]})
    former, hall.ask_dns = hall.ask_dns, published.ask
    yield published
    hall.settings, hall.ask_dns = settings, former


async def name_sender(client: AsyncClient, address: str = "cursus@opleider.example") -> dict[str, Any]:
    etag = (await client.get(URL)).headers["etag"]
    answer = await client.put(URL, json={"address": address}, headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text
    view: dict[str, Any] = answer.json()
    return view


def publish(dns: FakeDns, view: dict[str, Any]) -> None:
    """Do at the domain what the screen says."""
    for wanted in view["records"]:
        if wanted["kind"] == "dkim":
            dns.records[wanted["name"]] = dns.records[wanted["value"]]
        else:
            dns.records.setdefault(wanted["name"], []).append(wanted["value"])


async def check(client: AsyncClient) -> dict[str, Any]:
    view: dict[str, Any] = (await client.post(f"{URL}/checks")).json()
    return view


async def tick(portal: Portal) -> None:
    """The worker's daily look."""
    hall = portal.services
    ports = Ports(hall.settings, hall.database, hall.clock, hall.storage, hall.keys, hall.ask_dns)
    async with hall.database.platform() as session:
        await check_senders(ports, session)


async def letters(portal: Portal, provider: Provider) -> list[OutboxMail]:
    async with portal.services.database.tenant(provider.id) as session:
        return list(await session.scalars(select(OutboxMail).where(OutboxMail.kind == "own-sender-lost")))


async def test_what_the_screen_says_is_what_makes_it_work(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: nothing is used before the domain publishes it all; with exactly the shown records it is."""
    client = await portal.login(await portal.provider(), "admin")
    assert (await client.get(URL)).json()["state"] == "none"
    view = await name_sender(client)
    assert (view["state"], {each["state"] for each in view["records"]}) == ("pending", {"unchecked"})
    before = await check(client)
    assert before["state"] == "pending"
    assert {each["kind"]: each["state"] for each in before["records"]} == dict.fromkeys(
        ("ownership", "spf", "dkim", "dmarc"), "missing"
    )
    publish(dns, view)
    after = await check(client)
    assert (after["state"], after["activeSince"]) == ("active", "2026-11-23T09:00:00.000Z")
    assert {each["state"] for each in after["records"]} == {"found"}
    log = (await client.get("/api/v1/audit-events")).json()["items"]
    assert {each["action"] for each in log} >= {"own_sender.set", "own_sender.activated"}


@pytest.mark.parametrize("kind", ["ownership", "spf", "dkim"])
async def test_each_of_the_three_is_needed(portal: Portal, dns: FakeDns, kind: str) -> None:
    """R-MAIL-03: ownership, SPF and DKIM; DMARC is advice."""
    client = await portal.login(await portal.provider(), "admin")
    view = await name_sender(client)
    publish(dns, {"records": [each for each in view["records"] if each["kind"] not in (kind, "dmarc")]})
    assert (await check(client))["state"] == "pending"
    publish(dns, {"records": [each for each in view["records"] if each["kind"] == kind]})
    assert (await check(client))["state"] == "active"


async def test_a_domain_is_whose_token_it_says(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: who names another's domain gets nowhere; two who both publish their token may both send."""
    owner, stranger = [await portal.login(await portal.provider(), "admin") for _ in range(2)]
    publish(dns, await name_sender(owner))
    theirs = await name_sender(stranger)
    assert (await check(owner))["state"] == "active"
    seen = await check(stranger)
    assert (seen["state"], seen["records"][0]["state"]) == ("pending", "wrong")
    dns.records["opleider.example"].append(theirs["records"][0]["value"])
    assert (await check(stranger))["state"] == (await check(owner))["state"] == "active"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("mijn.school@gmail.com", "public_mailbox"),
        ("info@LIVE.nl", "public_mailbox"),
        ("portaal@c-bot.example", "portal_domain"),
        ("wij@post.c-bot.example", "portal_domain"),
    ],
)
async def test_domains_that_cannot_be_the_providers(portal: Portal, address: str, code: str) -> None:
    """R-MAIL-03: public mailboxes and the portal itself are refused, at the field."""
    client = await portal.login(await portal.provider(), "admin")
    answer = await client.put(URL, json={"address": address}, headers={"If-Match": '"0"'})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert answer.json()["errors"][0]["pointer"] == "/address"


async def test_mail_falls_back_after_two_days_and_tells_the_administrators_once(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: one bad check is not enough; the screen says since when; it comes back by itself."""
    provider = await portal.provider()
    client = await portal.login(provider, "admin")
    await portal.login(provider, "planner")
    publish(dns, await name_sender(client))
    await check(client)
    kept, dns.records = dns.records, {"mail._domainkey.c-bot.example": [KEY]}
    portal.clock.advance(days=1)
    client = await portal.login(provider, "admin")
    await tick(portal)
    failing = (await client.get(URL)).json()
    assert (failing["state"], failing["failingSince"]) == ("failing", "2026-11-24T09:00:00.000Z")
    assert (await check(client))["state"] == "failing", "pressing the button is not another day"
    for _ in range(3):
        portal.clock.advance(days=1)
        await tick(portal)
    client = await portal.login(provider, "admin")
    lost = (await client.get(URL)).json()
    assert (lost["state"], lost["fallenBackAt"]) == ("fallen_back", "2026-11-25T09:00:00.000Z")
    told = await letters(portal, provider)
    assert len(told) == len({letter.recipient_email for letter in told}) == 2, "each administrator, once"
    assert all("cursus@opleider.example" in letter.subject for letter in told)
    dns.records = kept
    portal.clock.advance(days=1)
    await tick(portal)
    client = await portal.login(provider, "admin")
    assert (await client.get(URL)).json()["state"] == "active"


async def test_a_dns_that_does_not_answer_takes_nothing_away(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: our own resolver may be the one that is out of order."""
    provider = await portal.provider()
    client = await portal.login(provider, "admin")
    publish(dns, await name_sender(client))
    await check(client)
    dns.silent |= set(dns.records) | {"opleider.example"}
    for _ in range(4):
        portal.clock.advance(days=1)
        await tick(portal)
    client = await portal.login(provider, "admin")
    seen = (await client.get(URL)).json()
    assert (seen["state"], seen["records"][0]["state"]) == ("active", "unknown")
    assert await letters(portal, provider) == []


async def test_the_worker_asks_once_a_day(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: also for a domain that is not in order yet, so that it works without a click."""
    client = await portal.login(await portal.provider(), "admin")
    view = await name_sender(client)
    await tick(portal)
    publish(dns, view)
    asked = len(dns.asked)
    await tick(portal)
    assert len(dns.asked) == asked
    portal.clock.advance(days=1)
    await tick(portal)
    assert len(dns.asked) > asked


async def test_another_address_at_the_same_domain_keeps_what_was_proved(portal: Portal, dns: FakeDns) -> None:
    """R-MAIL-03: another domain begins anew, with another token; without one the portal's address serves."""
    client = await portal.login(await portal.provider(), "admin")
    first = await name_sender(client)
    publish(dns, first)
    await check(client)
    assert (await name_sender(client, "info@opleider.example"))["state"] == "active"
    other = await name_sender(client, "info@anders.example")
    assert (other["state"], other["activeSince"]) == ("pending", None)
    assert other["records"][0]["value"] != first["records"][0]["value"]
    etag = (await client.get(URL)).headers["etag"]
    assert (await client.delete(URL, headers={"If-Match": '"1"'})).status_code == 412
    assert (await client.delete(URL, headers={"If-Match": etag})).status_code == 204
    assert (await client.get(URL)).json()["state"] == "none"


async def test_a_portal_that_does_not_know_its_key_says_so(portal: Portal) -> None:
    """R-MAIL-03: without the selector nobody can check DKIM, so that nothing leaves from the domain."""
    client = await portal.login(await portal.provider(), "admin")
    view = await name_sender(client)
    dkim = next(each for each in view["records"] if each["kind"] == "dkim")
    assert (dkim["name"], dkim["value"]) == ("", "")
    dkim = next(each for each in (await check(client))["records"] if each["kind"] == "dkim")
    assert (dkim["state"], dkim["problem"]) == ("unknown", "no_selector")


async def test_only_administrators_set_it(portal: Portal) -> None:
    """R-ACC-02: others see it."""
    client = await portal.login(await portal.provider(), "planner")
    assert (await client.get(URL)).status_code == 200
    answer = await client.put(URL, json={"address": "a@opleider.example"}, headers={"If-Match": '"0"'})
    assert answer.status_code == 403
