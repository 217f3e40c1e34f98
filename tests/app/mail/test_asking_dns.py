"""Asking a real server on the loopback for texts."""

import pytest

from app.mail.asking_dns import asking
from tests.fakes.dns import dns_server

KEY = "v=DKIM1; k=rsa; p=" + "A" * 390


async def test_texts_come_back_whole_and_along_cnames() -> None:
    """R-MAIL-03: a key is longer than one string of a TXT record, and usually stands behind a CNAME."""
    records = {
        "opleider.example": ["v=spf1 -all", "cbot-verification=x"],
        "mail._domainkey.opleider.example": ["CNAME mail._domainkey.relay.example"],
        "mail._domainkey.relay.example": [KEY],
        "leeg.example": [],
    }
    async with dns_server(records) as address:
        ask = asking(address)
        assert await ask("mail._domainkey.opleider.example") == [KEY]
        assert sorted(await ask("opleider.example")) == ["cbot-verification=x", "v=spf1 -all"]
        assert await ask("leeg.example") == []
        assert await ask("nergens.example") == []


async def test_trouble_is_not_taken_for_an_empty_answer() -> None:
    """R-MAIL-03: a server that is out of order proves nothing about the domain."""
    async with dns_server({"stuk.example": ["SERVFAIL"]}) as address:
        with pytest.raises(OSError, match=r"stuk\.example"):
            await asking(address)("stuk.example")
