"""The page behind the QR code of a certificate, as anybody sees it."""

import re
from datetime import timedelta

from tests.api.held import Held, held
from tests.factories.processing import PASSED
from tests.portal import Portal


async def certified(portal: Portal) -> tuple[Held, str, str]:
    """A processed course, the address of its one certificate in the API, and that of its page."""
    at = await held(portal, PASSED)
    await at.process()
    [found] = await at.certificates()
    return at, f"/api/v1/certificates/{found['id']}", found["verificationUrl"]


def words_of(html: str) -> str:
    """What is read on the page, without its markup."""
    main = re.sub(r"(?s)^.*<main>|</main>.*$", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


async def test_the_page_says_name_type_dates_and_nothing_more(portal: Portal) -> None:
    """R-PRC-02: valid, to the word; no number, customer, provider, birth date or address."""
    at, _, url = await certified(portal)
    answer = await portal.anonymous().get(url)
    assert answer.status_code == 200
    assert words_of(answer.text) == (
        "Certificaat controleren Dit certificaat is geldig. Naam Cursist000 Achternaam000 "
        f"Certificaat {at.course.type_name} Uitgegeven op maandag 23 november 2026 "
        "Verloopdatum dinsdag 2 november 2027"
    )
    assert at.provider.name not in answer.text
    english = await portal.anonymous(**{"accept-language": "en"}).get(url)
    assert "This certificate is valid." in english.text


async def test_revoking_shows_at_once(portal: Portal) -> None:
    """R-PRC-02: from the moment of revoking, and so does a corrected result."""
    at, here, url = await certified(portal)
    visitor = portal.anonymous()
    await at.planner.post(f"{here}/revocation", json={"reason": "Geheime reden"})
    page = (await visitor.get(url)).text
    assert "ingetrokken" in page
    assert "Geheime" not in page
    await at.planner.post(f"{here}/replacement")
    [_, made] = await at.certificates()
    assert "geldig." in (await visitor.get(made["verificationUrl"])).text
    assert (await at.correct(0, attended=False)).status_code == 200
    assert "ingetrokken" in (await visitor.get(made["verificationUrl"])).text


async def test_a_certificate_is_valid_up_to_and_including_its_last_day(portal: Portal) -> None:
    """R-PRC-02: expired from the next day on, by the provider's calendar."""
    at, _, url = await certified(portal)
    visitor = portal.anonymous()
    last = at.course.expires_on
    assert last is not None
    portal.clock.moment = portal.clock.moment.replace(year=last.year, month=last.month, day=last.day, hour=21)
    assert "is geldig." in (await visitor.get(url)).text
    portal.clock.moment += timedelta(hours=3)
    assert "is verlopen." in (await visitor.get(url)).text


async def test_codes_that_are_none_of_ours_tell_nothing(portal: Portal) -> None:
    """R-PRC-02: guessed, cut, altered: the same page with 404."""
    _, _, url = await certified(portal)
    visitor = portal.anonymous()
    head, code = url.rsplit("/", 1)
    wrong = [
        code[:-1],
        code[:-1] + ("A" if code[-1] != "A" else "B"),
        code + "x",
        "%00" * 22,
        "é" * 22,
        code.swapcase(),
    ]
    pages = {
        (answer.status_code, words_of(answer.text))
        for answer in [await visitor.get(f"{head}/{each}") for each in wrong]
    }
    assert len(pages) == 1
    assert pages.pop()[0] == 404


async def test_the_page_is_small_kept_by_nobody_and_changes_nothing(portal: Portal) -> None:
    """R-PRC-02: no-store, no-referrer, noindex, no script, under 20 kB; only looking is possible."""
    _, _, url = await certified(portal)
    visitor = portal.anonymous()
    answer = await visitor.get(url)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert len(answer.content) < 20_000
    assert (await visitor.post(url)).status_code == 405


async def test_the_code_reaches_no_log(portal: Portal, capsys: object) -> None:
    """R-PRC-02: who reads the logs cannot open the pages."""
    _, _, url = await certified(portal)
    await portal.anonymous().get(url)
    printed = capsys.readouterr()  # type: ignore[attr-defined]  # pytest's own
    assert url.rsplit("/", 1)[1] not in printed.out + printed.err
    assert "/certificaat/…" in printed.out + printed.err
