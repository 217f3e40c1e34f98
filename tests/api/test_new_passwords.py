"""A forgotten password: asked for on the login page, set by the link of a mail."""

import asyncio

from httpx import AsyncClient
from sqlalchemy import func, select

from app.accounts.passwords import hash_password
from app.mail.models import OutboxMail
from app.providers.models import Provider
from tests.api.test_users import last_token
from tests.factories.tenants import make_provider, make_user
from tests.portal import Portal

EMAIL = "anna@opleider.example"
OLD, NEW = "het oude wachtwoord", "fietsbel onder de brug"


async def _stage(portal: Portal) -> tuple[Provider, AsyncClient]:
    """A provider with Anna, who is logged in."""
    async with portal.writing() as session:
        provider = await make_provider(session)
        await make_user(session, provider, role="admin", email=EMAIL, password_hash=await hash_password(OLD))
    client = portal.anonymous()
    assert (await client.post("/api/v1/session", json={"email": EMAIL, "password": OLD})).status_code == 200
    return provider, client


async def _mails(portal: Portal, provider: Provider) -> int:
    async with portal.services.database.tenant(provider.id) as session:
        return await session.scalar(select(func.count()).select_from(OutboxMail)) or 0


async def test_the_link_sets_a_new_password_once_and_ends_every_session(portal: Portal) -> None:
    """R-ACC-02: the old password and all sessions are over, and so is the link."""
    provider, client = await _stage(portal)
    assert (await client.post("/api/v1/password-resets", json={"email": EMAIL.upper()})).status_code == 202
    token = await last_token(portal, provider, "password-reset")
    stranger = portal.anonymous()
    easy = await stranger.post("/api/v1/new-passwords", json={"token": token, "password": "welkom"})
    assert easy.json()["errors"][0]["pointer"] == "/password"
    assert (await stranger.post("/api/v1/new-passwords", json={"token": token, "password": NEW})).status_code == 204
    assert (await client.get("/api/v1/session")).status_code == 401
    again = await stranger.post("/api/v1/new-passwords", json={"token": token, "password": OLD})
    assert (again.status_code, again.json()["code"]) == (404, "password_link_used")
    for password, status in ((OLD, 401), (NEW, 200)):
        answer = await stranger.post("/api/v1/session", json={"email": EMAIL, "password": password})
        assert answer.status_code == status


async def test_an_unknown_address_is_answered_alike_and_gets_nothing(portal: Portal) -> None:
    """R-ACC-02: nobody learns from an answer which addresses have an account."""
    provider, client = await _stage(portal)
    known = await client.post("/api/v1/password-resets", json={"email": EMAIL})
    unknown = await client.post("/api/v1/password-resets", json={"email": "niemand@opleider.example"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert await _mails(portal, provider) == 1


async def test_asking_often_sends_one_mail_and_is_braked(portal: Portal) -> None:
    """R-ACC-02: also in parallel; the eleventh time within a quarter of an hour is refused."""
    provider, client = await _stage(portal)

    async def ask() -> int:
        return (await client.post("/api/v1/password-resets", json={"email": EMAIL})).status_code

    codes = await asyncio.gather(*(ask() for _ in range(12)))
    assert sorted(codes) == [202] * 10 + [429] * 2
    assert await _mails(portal, provider) == 1


async def test_a_link_works_for_an_hour_and_for_nothing_else(portal: Portal) -> None:
    """R-ACC-02: late, altered, or made for an invitation: 404, and nothing changes."""
    provider, client = await _stage(portal)
    await client.post("/api/v1/password-resets", json={"email": EMAIL})
    token = await last_token(portal, provider, "password-reset")
    for broken in (token[:-2], token + "A", "x"):
        answer = await client.post("/api/v1/new-passwords", json={"token": broken, "password": NEW})
        assert (answer.status_code, answer.json()["code"]) == (404, "link_invalid")
    assert (await client.post("/api/v1/invitation-pages", json={"token": token})).status_code == 404
    portal.clock.advance(minutes=61)
    late = await client.post("/api/v1/new-passwords", json={"token": token, "password": NEW})
    assert (late.status_code, late.json()["code"]) == (404, "link_expired")
