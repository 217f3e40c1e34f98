"""What the records of a domain are worth."""

import pytest

from app.core.config import Settings
from app.mail.domain_records import Finding, Relay, findings_of, relay_of
from tests.fakes.dns import FakeDns

RELAY = Relay(selector="mail", key_name="mail._domainkey.portaal.example", spf_include="_spf.portaal.example")
KEY = "v=DKIM1; k=rsa; p=MIIB"
SOUND = {
    "opleider.example": ["cbot-verification=ons", "v=spf1 include:_spf.portaal.example -all"],
    "mail._domainkey.opleider.example": [KEY],
    "mail._domainkey.portaal.example": ["v=DKIM1;k=rsa;p=MI IB"],
    "_dmarc.opleider.example": ["v=DMARC1; p=quarantine; sp=none"],
}


async def found(records: dict[str, list[str]], relay: Relay = RELAY) -> list[tuple[str, str, str]]:
    findings = await findings_of("opleider.example", "ons", relay, FakeDns({**SOUND, **records}).ask)
    return [(each.kind, each.state, each.problem) for each in findings]


async def test_a_domain_in_order() -> None:
    """R-MAIL-03: all four are found, and blanks in a key do not matter."""
    assert await found({}) == [(kind, "found", "") for kind in ("ownership", "spf", "dkim", "dmarc")]


@pytest.mark.parametrize(
    ("name", "records", "expected"),
    [
        ("opleider.example", ["v=spf1 include:_spf.portaal.example -all"], ("ownership", "missing", "")),
        ("opleider.example", ["cbot-verification=van-een-ander"], ("ownership", "wrong", "")),
        ("opleider.example", ["cbot-verification=ons"], ("spf", "missing", "")),
        ("opleider.example", ["cbot-verification=ons", "v=spf1 mx -all"], ("spf", "wrong", "not_included")),
        ("opleider.example", ["v=spf1 a -all", "v=spf1 mx -all"], ("spf", "wrong", "several")),
        ("opleider.example", ["v=spf1 include:_spf.portaal.example ?all"], ("spf", "found", "open_to_all")),
        ("mail._domainkey.opleider.example", [], ("dkim", "missing", "")),
        ("mail._domainkey.opleider.example", ["v=DKIM1; p="], ("dkim", "wrong", "withdrawn")),
        ("mail._domainkey.opleider.example", ["v=DKIM1; p=ANDERS"], ("dkim", "wrong", "other_key")),
        ("mail._domainkey.portaal.example", [], ("dkim", "unknown", "no_own_key")),
        ("_dmarc.opleider.example", [], ("dmarc", "missing", "")),
        ("_dmarc.opleider.example", ["v=DMARC1; p=none"], ("dmarc", "found", "only_watches")),
    ],
)
async def test_what_is_missing_or_wrong_is_told(name: str, records: list[str], expected: tuple[str, str, str]) -> None:
    """R-MAIL-03: each record by itself, with what is the matter."""
    assert expected in await found({name: records})


async def test_another_ones_token_beside_ours_is_no_trouble() -> None:
    """R-MAIL-03: two providers may share a domain, each with a token of its own."""
    texts = [*SOUND["opleider.example"], "cbot-verification=van-een-ander"]
    assert ("ownership", "found", "") in await found({"opleider.example": texts})


async def test_silence_is_told_apart_from_nothing() -> None:
    """R-MAIL-03: about the name that was asked, not about the others."""
    dns = FakeDns(SOUND)
    dns.silent.add("opleider.example")
    findings = await findings_of("opleider.example", "ons", RELAY, dns.ask)
    assert findings[:2] == [Finding("ownership", "unknown", "no_answer"), Finding("spf", "unknown", "no_answer")]
    assert findings[2] == Finding("dkim", "found")


async def test_what_the_mail_server_does_not_ask_for() -> None:
    """R-MAIL-03: without a domain to include, SPF is not looked at; without a selector nobody can know the key."""
    states = {kind: (state, problem) for kind, state, problem in await found({}, Relay())}
    assert states["spf"] == ("not_needed", "")
    assert states["dkim"] == ("unknown", "no_selector")


def test_the_portals_own_key_is_the_one_to_point_to() -> None:
    """R-MAIL-03: unless the mail server keeps it elsewhere."""
    settings = {"CBOT_MAIL_FROM": "p@portaal.example", "CBOT_DKIM_SELECTOR": "k1"}
    assert relay_of(Settings.load(settings)).key_name == "k1._domainkey.portaal.example"
    assert relay_of(Settings.load({**settings, "CBOT_DKIM_TARGET": "k.relay.example"})).key_name == "k.relay.example"
    assert relay_of(Settings.load({"CBOT_MAIL_FROM": "p@portaal.example"})) == Relay()
