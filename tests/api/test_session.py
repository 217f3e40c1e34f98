"""Logging in and out."""

import asyncio
from uuid import UUID

from app.accounts.models import Membership
from app.accounts.passwords import hash_password
from tests.factories.tenants import act_for, make_provider, make_user
from tests.portal import Portal

PASSWORD = "een lang wachtwoord"


async def _user(portal: Portal, email: str) -> None:
    async with portal.writing() as session:
        provider = await make_provider(session)
        await make_user(session, provider, role="admin", email=email, password_hash=await hash_password(PASSWORD))


async def test_the_right_password_opens_a_session(portal: Portal) -> None:
    """R-ACC-02: e-mail address and password let a person in, with role, modules and permissions."""
    await _user(portal, "anna@opleider.example")
    client = portal.anonymous()
    answer = await client.post("/api/v1/session", json={"email": "Anna@Opleider.example", "password": PASSWORD})
    assert answer.status_code == 200
    assert "HttpOnly" in answer.headers["set-cookie"]
    seen = (await client.get("/api/v1/session")).json()
    assert (seen["user"]["email"], seen["role"]) == ("anna@opleider.example", "admin")
    assert "courses:write" in seen["permissions"]


async def test_unknown_address_and_wrong_password_answer_alike(portal: Portal) -> None:
    """R-ACC-02: nobody learns from an answer which addresses have an account."""
    await _user(portal, "anna@opleider.example")
    answers = [
        (await portal.anonymous().post("/api/v1/session", json={"email": email, "password": "fout"})).json()
        for email in ("anna@opleider.example", "niemand@opleider.example")
    ]
    for answer in answers:
        answer.pop("traceId")
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "wrong_credentials"


async def test_guessing_stops_after_ten_tries_also_in_parallel(portal: Portal) -> None:
    """R-ACC-02: at most ten passwords per account are looked at in 15 minutes, then 429 with Retry-After."""
    await _user(portal, "anna@opleider.example")
    client = portal.anonymous()

    async def guess() -> int:
        body = {"email": "anna@opleider.example", "password": "gokje"}
        return (await client.post("/api/v1/session", json=body)).status_code

    codes = await asyncio.gather(*(guess() for _ in range(25)))
    assert sorted(codes) == [401] * 10 + [429] * 15
    portal.clock.advance(minutes=16)
    body = {"email": "anna@opleider.example", "password": PASSWORD}
    assert (await client.post("/api/v1/session", json=body)).status_code == 200


async def test_logging_out_kills_the_session_on_the_server(portal: Portal) -> None:
    """R-ACC-02: after logging out the former cookie is worthless."""
    client = await portal.login(await portal.provider())
    token = client.cookies["cbot_session"]
    assert (await client.delete("/api/v1/session")).status_code == 204
    thief = portal.anonymous(Cookie=f"cbot_session={token}")
    assert (await thief.get("/api/v1/session")).status_code == 401


async def test_a_session_ends_after_twelve_idle_hours(portal: Portal) -> None:
    """R-ACC-02: a forgotten session ends by itself; one in use goes on."""
    client = await portal.login(await portal.provider())
    for _ in range(3):
        portal.clock.advance(hours=11)
        assert (await client.get("/api/v1/session")).status_code == 200
    portal.clock.advance(hours=13)
    assert (await client.get("/api/v1/session")).status_code == 401


async def test_a_page_of_another_site_cannot_act_for_the_user(portal: Portal) -> None:
    """R-ACC-02: unsafe requests with a cookie must come from our own pages."""
    client = await portal.login(await portal.provider(), "admin")
    body = {"name": "Zaal"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://kwaad.example"}):
        answer = await client.post("/api/v1/locations", json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site_refused")
    assert (await client.get("/api/v1/locations")).json()["items"] == []
    own = await client.post("/api/v1/locations", json=body, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 201


async def test_a_cookie_and_a_key_together_are_refused(portal: Portal) -> None:
    """R-ACC-01: one request has one caller."""
    client = await portal.login(await portal.provider())
    answer = await client.get("/api/v1/locations", headers={"Authorization": "Bearer cbot_live_x"})
    assert answer.status_code == 403


async def test_who_works_for_several_providers_switches_between_them(portal: Portal) -> None:
    """R-ACC-02: the session goes on at the other provider, in the role held there; a third one is refused."""
    first, second, foreign = await portal.provider(), await portal.provider(), await portal.provider()
    client = await portal.login(first, "planner")
    user_id = UUID((await client.get("/api/v1/session")).json()["user"]["id"])
    async with portal.writing() as session:
        await act_for(session, second.id)
        session.add(Membership(provider_id=second.id, user_id=user_id, role="viewer"))
    switched = (await client.patch("/api/v1/session", json={"providerId": str(second.id)})).json()
    assert (switched["provider"]["id"], switched["role"]) == (str(second.id), "viewer")
    refused = await client.patch("/api/v1/session", json={"providerId": str(foreign.id)})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_member")
    assert (await client.get("/api/v1/session")).json()["provider"]["id"] == str(second.id)
