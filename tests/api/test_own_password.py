"""Changing one's own password while logged in."""

from typing import Any

from httpx import AsyncClient
from sqlalchemy import select, text

from app.accounts.passwords import hash_password
from app.mail.models import OutboxMail
from app.providers.models import Provider
from tests.factories.tenants import make_provider, make_user
from tests.portal import Portal

EMAIL = "anna@opleider.example"
OLD, NEW = "het oude wachtwoord", "fietsbel onder de brug"
HERE = "/api/v1/account/password"


async def anna(portal: Portal) -> tuple[Provider, AsyncClient, AsyncClient]:
    """A provider with Anna, who is logged in on two devices."""
    async with portal.writing() as session:
        provider = await make_provider(session)
        await make_user(session, provider, role="viewer", email=EMAIL, password_hash=await hash_password(OLD))
    return provider, await enter(portal, OLD), await enter(portal, OLD)


async def enter(portal: Portal, password: str, **other: Any) -> AsyncClient:
    client = portal.anonymous()
    answer = await client.post("/api/v1/session", json={"email": EMAIL, "password": password, **other})
    assert answer.status_code == 200, answer.text
    return client


async def test_the_own_session_goes_on_and_the_others_end(portal: Portal) -> None:
    """R-ACC-02 R-ACC-03: a mail tells, the log keeps it, and from then on the new password is the one."""
    provider, desk, phone = await anna(portal)
    changed = await desk.post(HERE, json={"current": OLD, "password": NEW})
    assert changed.status_code == 204, changed.text
    assert (await desk.get("/api/v1/session")).status_code == 200
    assert (await phone.get("/api/v1/session")).status_code == 401
    await enter(portal, NEW)
    refused = await portal.anonymous().post("/api/v1/session", json={"email": EMAIL, "password": OLD})
    assert refused.status_code == 401
    async with portal.services.database.tenant(provider.id) as session:
        [mail] = await session.scalars(select(OutboxMail))
        logged = await session.scalar(text("select actor_name from audit_event where action = 'user.password_changed'"))
    assert (mail.kind, mail.recipient_email) == ("password-changed", EMAIL)
    assert logged


async def test_the_present_password_is_asked_for_and_guessing_is_braked(portal: Portal) -> None:
    """R-ACC-02: whoever finds an open screen cannot take the account over; nothing changes by a refusal."""
    _, desk, phone = await anna(portal)
    wrong = await desk.post(HERE, json={"current": "iets anders", "password": NEW})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "/current")
    easy = await desk.post(HERE, json={"current": OLD, "password": "welkom12"})
    assert (easy.status_code, easy.json()["errors"][0]["pointer"]) == (400, "/password")
    assert (await phone.get("/api/v1/session")).status_code == 200
    guesses = [await desk.post(HERE, json={"current": f"gok {number}", "password": NEW}) for number in range(11)]
    assert [each.status_code for each in guesses] == [400] * 10 + [429]
    await enter(portal, OLD)


async def test_a_key_has_no_password(portal: Portal) -> None:
    """R-ACC-02: an integrator's key changes nobody's password."""
    admin = await portal.login(await portal.provider(), "admin")
    made = (await admin.post("/api/v1/api-keys", json={"name": "Koppeling", "scopes": ["courses:read"]})).json()
    client = portal.anonymous(Authorization=f"Bearer {made['key']}")
    assert (await client.post(HERE, json={"current": OLD, "password": NEW})).status_code == 403
