"""What holds for every operation: problems, versions, repetition, unknown parameters, limits."""

import asyncio
from collections.abc import AsyncIterator

from tests.portal import Portal


async def test_the_same_key_and_request_have_one_effect(portal: Portal) -> None:
    """R-MAIL-01: a repeated request changes nothing, and gets the answer of the first."""
    client = await portal.login(await portal.provider(), "admin")

    async def add() -> int:
        headers = {"Idempotency-Key": "dubbelklik"}
        return (await client.post("/api/v1/locations", json={"name": "Zaal"}, headers=headers)).status_code

    codes = await asyncio.gather(*(add() for _ in range(20)))
    assert set(codes) <= {201, 409}
    assert 201 in codes
    assert await add() == 201
    assert len((await client.get("/api/v1/locations")).json()["items"]) == 1


async def test_the_same_key_with_another_body_is_refused(portal: Portal) -> None:
    """R-MAIL-01: a key belongs to one request; after a day it is forgotten."""
    client = await portal.login(await portal.provider(), "admin")
    headers = {"Idempotency-Key": "sleutel"}
    await client.post("/api/v1/locations", json={"name": "Een"}, headers=headers)
    other = await client.post("/api/v1/locations", json={"name": "Twee"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    portal.clock.advance(hours=25)
    client = await portal.login(await portal.provider(), "admin")
    assert (await client.post("/api/v1/locations", json={"name": "Twee"}, headers=headers)).status_code == 201


async def test_the_same_key_with_another_query_is_refused(portal: Portal) -> None:
    """R-CRS-07: else the export of one period is answered with that of another."""
    client = await portal.login(await portal.provider())
    headers = {"Idempotency-Key": "sleutel"}
    url = "/api/v1/course-exports"
    first = await client.post(url, params={"state": "planned"}, headers=headers)
    assert first.status_code == 202
    assert (await client.post(url, params={"state": "planned"}, headers=headers)).json() == first.json()
    other = await client.post(url, params={"state": "cancelled"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_refused_request_may_use_its_key_again(portal: Portal) -> None:
    """R-MAIL-01: only what had an effect is kept."""
    client = await portal.login(await portal.provider(), "admin")
    headers = {"Idempotency-Key": "sleutel"}
    assert (await client.post("/api/v1/locations", json={"name": ""}, headers=headers)).status_code == 400
    assert (await client.post("/api/v1/locations", json={"name": "Goed"}, headers=headers)).status_code == 201


async def test_an_update_must_name_the_version_that_it_was_made_from(portal: Portal) -> None:
    """R-ACC-03: nobody overwrites what somebody else just changed."""
    client = await portal.login(await portal.provider(), "admin")
    etag = (await client.get("/api/v1/provider")).headers["etag"]
    assert (await client.patch("/api/v1/provider", json={"city": "Breda"})).status_code == 428
    first = await client.patch("/api/v1/provider", json={"city": "Breda"}, headers={"If-Match": etag})
    assert first.status_code == 200
    second = await client.patch("/api/v1/provider", json={"city": "Gouda"}, headers={"If-Match": etag})
    assert (second.status_code, second.json()["code"]) == (412, "changed_meanwhile")
    assert (await client.get("/api/v1/provider")).json()["city"] == "Breda"


async def test_simultaneous_updates_let_one_through(portal: Portal) -> None:
    """R-ACC-03: also when both read the same version at the same moment."""
    client = await portal.login(await portal.provider(), "admin")

    async def move(city: str) -> int:
        headers = {"If-Match": '"1"'}
        return (await client.patch("/api/v1/provider", json={"city": city}, headers=headers)).status_code

    codes = await asyncio.gather(*(move(f"Stad {number}") for number in range(6)))
    assert sorted(codes) == [200, 412, 412, 412, 412, 412]


async def test_problems_are_told_in_the_readers_language(portal: Portal) -> None:
    """R-ACC-01: titles are Dutch first, English when that is preferred; the code stays."""
    client = await portal.login(await portal.provider())
    url = "/api/v1/locations/01a20ac4-0000-7000-8000-000000000000"
    dutch = (await client.get(url)).json()
    english = (await client.get(url, headers={"Accept-Language": "en-GB,en;q=0.9,nl;q=0.5"})).json()
    assert (dutch["title"], english["title"]) == ("Niet gevonden", "Not found")
    assert dutch["code"] == english["code"] == "not_found"


async def test_all_broken_fields_are_told_at_once(portal: Portal) -> None:
    """R-ACC-01: one answer names every field, with a pointer."""
    client = await portal.login(await portal.provider(), "admin")
    answer = await client.post("/api/v1/locations", json={"name": " ", "capacity": 0, "kleur": "rood"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert {error["pointer"] for error in answer.json()["errors"]} == {"/name", "/capacity", "/kleur"}


async def test_unknown_query_parameters_are_an_error(portal: Portal) -> None:
    """R-CRS-07: a misspelt filter is never silently ignored."""
    client = await portal.login(await portal.provider())
    answer = await client.get("/api/v1/locations", params={"naam": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/naam")


async def test_a_body_over_the_limit_is_cut_off_unread(portal: Portal) -> None:
    """R-INV-06: what is too large is refused while it comes in, not after."""
    client = await portal.login(await portal.provider(), "admin")
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1_000_000
            yield b"x" * 1_000_000

    answer = await client.post("/api/v1/locations", content=endless(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert sent < 10_000_000


async def test_every_answer_carries_the_security_headers(portal: Portal) -> None:
    """R-STF-04: errors included."""
    for path in ("/healthz", "/api/v1/session", "/bestaat-niet"):
        headers = (await portal.anonymous().get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


async def test_a_module_that_is_off_says_so(portal: Portal) -> None:
    """R-MOD-02: the modules list tells which are on; a non-institute always has external courses."""
    client = await portal.login(await portal.provider(institute=False, modules=()))
    active = {row["key"]: row["active"] for row in (await client.get("/api/v1/modules")).json()["items"]}
    assert active.pop("external_courses")
    assert not any(active.values())
