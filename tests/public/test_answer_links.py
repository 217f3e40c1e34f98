"""What is no link of ours, no longer one, or one for something else: a clear page, and nothing changed (R-STF-04)."""

import asyncio
from collections import Counter
from datetime import datetime
from itertools import cycle
from uuid import UUID

from httpx import AsyncClient

from api.services import Services
from app.core.signing import KeyRing, LinkSigner, Purpose
from app.staffing.links import read_link
from tests.factories.staffing import Scene, hidden_fields, open_scene
from tests.portal import Portal
from tests.public.test_answer_page import asked, everything, state

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SCANNERS = (
    "Mozilla/5.0 (compatible; LinkScanner/1.0)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks",
    "Barracuda Sentinel (EE)",
    "Mimecast-URL-Protect",
    "python-requests/2.32",
)


def _altered(token: str) -> list[str]:
    """Every cut from either end, every extension by one, and one change of every character."""
    changes = [token[:at] + _next(token[at]) + token[at + 1 :] for at in range(len(token))]
    cuts = [token[:end] for end in range(1, len(token))] + [token[start:] for start in range(1, len(token))]
    return changes + cuts + [token + extra for extra in ALPHABET]


def _next(character: str) -> str:
    return ALPHABET[(ALPHABET.index(character) + 1) % len(ALPHABET)]


async def _signed(portal: Portal, link: str, **other: object) -> str:
    """A genuine token that differs from the one of the link in what is named: purpose, provider, expiry or generation."""
    signer = LinkSigner(portal.services.keys)
    known = read_link(signer, link.rpartition("/")[2], now=portal.clock.now())
    ids = (other.get("provider_id", known.provider_id), other.get("request_id", known.request_id))
    purpose, generation = other.get("purpose", Purpose.STAFFING_ANSWER), other.get("generation", known.generation)
    expires_at = other.get("expires_at", portal.clock.moment.replace(year=2030))
    assert isinstance(purpose, Purpose)
    assert isinstance(generation, int)
    assert isinstance(expires_at, datetime)
    named = [each for each in ids if isinstance(each, UUID)]
    return "/antwoord/" + signer.sign(purpose, named, generation=generation, expires_at=expires_at)


async def test_no_altered_token_opens_anything(portal: Portal) -> None:
    """R-STF-04: cuts, extensions and changes by one character; test_signing tries every other character as well."""
    _, _, link = await asked(portal)
    before = await everything(portal.database)
    visitor, token = portal.anonymous(), link.rpartition("/")[2]
    for wrong in _altered(token):
        shown = await visitor.get(f"/antwoord/{wrong}")
        assert (shown.status_code, "Deze link klopt niet" in shown.text) == (404, True), wrong
    assert await everything(portal.database) == before


async def test_genuine_token_for_something_else_gives_a_page_that_says_what_to_do(portal: Portal) -> None:
    """R-STF-04: another purpose, another provider, another request, expired, superseded; neither GET nor POST changes a row."""
    scene, request_id, link = await asked(portal)
    stranger, _, foreign = await asked(portal)
    theirs = read_link(LinkSigner(portal.services.keys), foreign.rpartition("/")[2], now=portal.clock.now())
    await scene.act(request_id, "renewal")
    wrong = {
        await _signed(portal, link, purpose=Purpose.STAFFING_FORM): (404, "Open de mail opnieuw"),
        await _signed(portal, link, provider_id=stranger.provider.id): (404, "Open de mail opnieuw"),
        await _signed(portal, link, request_id=theirs.request_id): (404, "Open de mail opnieuw"),
        await _signed(portal, link, generation=7): (410, "Gebruik de link in de laatste mail"),
        await _signed(portal, link, expires_at=portal.clock.now()): (410, "Neem dan contact op met de opleider"),
        link: (410, "Gebruik de link in de laatste mail"),
    }
    form = hidden_fields((await portal.anonymous().get(foreign)).text) | {"answer": "available"}
    before = await everything(portal.database)
    visitor = portal.anonymous()
    for path, (status, advice) in wrong.items():
        for shown in (await visitor.get(path), await visitor.post(path, data=form)):
            assert (shown.status_code, advice in shown.text) == (status, True), path
            assert "<form" not in shown.text
    assert await everything(portal.database) == before


async def test_fifty_visits_of_scanners_change_and_send_nothing(portal: Portal) -> None:
    """R-STF-04: with every scanner's name, either choice ready, by GET and HEAD; the answer is the person's alone."""
    _, _, link = await asked(portal)
    before = await everything(portal.database)
    for scanner in SCANNERS:
        visitor = portal.anonymous(**{"User-Agent": scanner, "Sec-Purpose": "prefetch"})
        for choice in ("?a=ja", "?a=nee", "", "?a=ja&x=1", "?answer=available"):
            assert (await visitor.get(link + choice)).status_code == 200
            assert (await visitor.head(link + choice)).status_code == 200
    assert await everything(portal.database) == before


NEW, OLD = {"new": b"n" * 32}, {"test": b"0123456789abcdef0123456789abcdef"}
ROLLOUT = (OLD | NEW, NEW | OLD)
"""The order of a rotation over several processes: all of them learn the new key first, then they sign with it."""


async def _press_all(scenes: list[tuple[Scene, str]], visitors: list[AsyncClient], seen: Counter[int]) -> None:
    turn = cycle(visitors)
    for round_ in range(6):
        for _, link in scenes:
            shown = await next(turn).get(link)
            seen[shown.status_code] += 1
            answer = "available" if round_ % 2 else "unavailable"
            form = hidden_fields(shown.text) | {"answer": answer}
            seen[(await next(turn).post(link, data=form)).status_code] += 1
            await asyncio.sleep(0)


async def test_keys_rotate_under_load_without_a_failed_request(portal: Portal) -> None:
    """R-STF-04: pages opened before, during and after the change of keys all take their answer; then the old key is dropped."""
    scenes = [(scene, link) for scene, _, link in [await asked(portal) for _ in range(4)]]
    seen: Counter[int] = Counter()
    visitors = [portal.anonymous() for _ in range(3)]
    pressing = asyncio.gather(*(_press_all([each], visitors, seen) for each in scenes))
    for secrets in ROLLOUT:
        while sum(seen.values()) < 10 * (1 + ROLLOUT.index(secrets)):
            await asyncio.sleep(0)
        _use(portal.services, secrets)
    await pressing
    assert set(seen) == {200, 303}
    assert {await state(scene) for scene, _ in scenes} == {"available"}
    late = await open_scene(portal)
    await late.invite(late.people[0])
    fresh = (await late.mails("staffing-request"))[-1].link
    _use(portal.services, NEW)
    assert (await portal.anonymous().get(fresh)).status_code == 200
    dropped = await portal.anonymous().get(scenes[0][1])
    assert (dropped.status_code, "Open de mail opnieuw" in dropped.text) == (404, True)


def _use(services: Services, secrets: dict[str, bytes]) -> None:
    services.keys = KeyRing(secrets)
