"""What `cbot doctor` advises about the sender's domain."""

import pytest

from app.cli.mail_domain import advise

SOUND = {
    "portaal.example": ["google-site-verification=x", "v=spf1 include:relay.example -all"],
    "mail._domainkey.portaal.example": ["v=DKIM1; k=rsa; p=MIIB"],
    "_dmarc.portaal.example": ["v=DMARC1; p=quarantine; rua=mailto:d@portaal.example"],
}


async def _advice(records: dict[str, list[str]], selector: str = "mail", domain: str = "portaal.example") -> list[str]:
    async def ask(name: str) -> list[str]:
        return records.get(name, [])

    return await advise(domain, selector, ask)


async def test_a_domain_in_order_needs_no_advice() -> None:
    """R-MAIL-03: mail from it is believed to be ours."""
    assert await _advice(SOUND) == []


async def test_a_bare_domain_is_told_all_three() -> None:
    """R-MAIL-03: with the name at which each record belongs."""
    spf, dkim, dmarc = await _advice({})
    assert "v=spf1" in spf
    assert "mail._domainkey.portaal.example" in dkim
    assert "_dmarc.portaal.example" in dmarc


@pytest.mark.parametrize(
    ("name", "records", "word"),
    [
        ("portaal.example", ["v=spf1 a -all", "v=spf1 mx -all"], "join"),
        ("portaal.example", ["v=spf1 +all"], "everybody"),
        ("portaal.example", ["v=spf10 -all"], "publish SPF"),
        ("mail._domainkey.portaal.example", ["v=DKIM1; p="], "withdrawn"),
        ("_dmarc.portaal.example", ["v=DMARC1; p=none"], "watches"),
    ],
)
async def test_what_is_weak_is_told(name: str, records: list[str], word: str) -> None:
    """R-MAIL-03"""
    (line,) = await _advice({**SOUND, name: records})
    assert word in line


async def test_without_a_selector_it_is_asked_for() -> None:
    """R-MAIL-03: the DNS does not tell the names of keys."""
    (line,) = await _advice(SOUND, selector="")
    assert "CBOT_DKIM_SELECTOR" in line


async def test_the_domain_above_answers_for_a_subdomain() -> None:
    """R-MAIL-03: as receiving servers look it up."""
    records = {f"{name.replace('portaal.example', 'post.portaal.example')}": found for name, found in SOUND.items()}
    records["_dmarc.portaal.example"] = records.pop("_dmarc.post.portaal.example")
    assert await _advice(records, domain="post.portaal.example") == []
