"""Users of a provider: roles, access, and inviting a colleague by mail."""

import re
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.accounts.errors import InvitationOver
from app.accounts.inviting import accept_invitation, open_invitation
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from tests.portal import Portal

COLLEAGUE = {"email": "Bea@collega.example", "name": "Bea de Boer", "role": "planner", "locale": "nl"}
PASSWORD = "fietsbel onder de brug"


async def last_token(portal: Portal, provider: Provider, kind: str) -> str:
    """What stands behind the `#` of the link in the latest mail of a kind."""
    async with portal.services.database.tenant(provider.id) as session:
        text = await session.scalar(
            select(OutboxBody.text)
            .join(OutboxMail, OutboxMail.id == OutboxBody.mail_id)
            .where(OutboxMail.kind == kind)
            .order_by(OutboxMail.created_at.desc(), OutboxMail.id.desc())
            .limit(1)
        )
    found = re.search(r"https?://\S+#(\S+)", text or "")
    assert found, "no mail with a link"
    return found[1]


async def users(client: AsyncClient) -> dict[str, dict[str, Any]]:
    """The users by role."""
    return {each["role"]: each for each in (await client.get("/api/v1/users")).json()["items"]}


async def set_role(client: AsyncClient, user: dict[str, Any], role: str) -> int:
    """Give a user a role; the status of the answer."""
    headers = {"If-Match": f'"{user["version"]}"'}
    return (await client.patch(f"/api/v1/users/{user['id']}", json={"role": role}, headers=headers)).status_code


async def test_a_colleague_comes_in_by_the_link_of_the_mail(portal: Portal) -> None:
    """R-ACC-02: invited by mail; a password of one's own makes the account, and one is in at once, in the given role."""
    provider = await portal.provider(name="De Linde")
    admin = await portal.login(provider, "admin")
    assert (await admin.post("/api/v1/user-invitations", json=COLLEAGUE)).status_code == 201
    token = await last_token(portal, provider, "user-invitation")
    newcomer = portal.anonymous()
    page = (await newcomer.post("/api/v1/invitation-pages", json={"token": token})).json()
    assert page == {
        "providerName": "De Linde",
        "name": "Bea de Boer",
        "email": "bea@collega.example",
        "hasAccount": False,
    }
    came = await newcomer.post("/api/v1/invitation-acceptances", json={"token": token, "password": PASSWORD})
    assert (came.status_code, came.json()["role"]) == (201, "planner")
    assert (await newcomer.get("/api/v1/session")).json()["user"]["name"] == "Bea de Boer"
    assert (await admin.get("/api/v1/user-invitations")).json()["items"] == []
    again = await portal.anonymous().post("/api/v1/invitation-pages", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (404, "invitation_over")
    login = await portal.anonymous().post(
        "/api/v1/session", json={"email": "bea@collega.example", "password": PASSWORD}
    )
    assert login.status_code == 200


async def test_who_has_an_account_joins_with_the_password_of_it(portal: Portal) -> None:
    """R-ACC-02: a user may belong to several providers; a link alone takes over no account that exists."""
    first, second = await portal.provider(), await portal.provider()
    for provider in (first, second):
        admin = await portal.login(provider, "admin")
        await admin.post("/api/v1/user-invitations", json=COLLEAGUE)
        token = await last_token(portal, provider, "user-invitation")
        newcomer = portal.anonymous()
        if provider is second:
            wrong = {"token": token, "password": "een heel ander wachtwoord"}
            refused = await newcomer.post("/api/v1/invitation-acceptances", json=wrong)
            assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
        came = await newcomer.post("/api/v1/invitation-acceptances", json={"token": token, "password": PASSWORD})
        assert came.json()["provider"]["id"] == str(provider.id)
    assert len(came.json()["providers"]) == 2


async def test_inviting_again_or_taking_back_makes_the_former_link_void(portal: Portal) -> None:
    """R-ACC-02: only the latest link of an invitation works, for seven days, and none that was taken back."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")

    async def invited() -> str:
        assert (await admin.post("/api/v1/user-invitations", json=COLLEAGUE)).status_code == 201
        portal.clock.advance(minutes=1)
        return await last_token(portal, provider, "user-invitation")

    async def works(token: str) -> int:
        return (await portal.anonymous().post("/api/v1/invitation-pages", json={"token": token})).status_code

    former, latest = await invited(), await invited()
    assert (await works(former), await works(latest)) == (404, 200)
    [row] = (await admin.get("/api/v1/user-invitations")).json()["items"]
    assert (await admin.delete(f"/api/v1/user-invitations/{row['id']}")).status_code == 204
    assert await works(latest) == 404
    late = await invited()
    portal.clock.advance(days=8)
    assert await works(late) == 404


async def test_easy_passwords_are_refused_at_the_field(portal: Portal) -> None:
    """R-ACC-02: at least twelve characters, and not what is guessed first."""
    provider = await portal.provider()
    await (await portal.login(provider, "admin")).post("/api/v1/user-invitations", json=COLLEAGUE)
    token = await last_token(portal, provider, "user-invitation")
    for password, code in (
        ("kort", "password_too_short"),
        ("Welkom123456", "password_easy"),
        ("bea12345678bea", "password_easy"),
        ("x" * 201, "too_long"),
    ):
        answer = await portal.anonymous().post(
            "/api/v1/invitation-acceptances", json={"token": token, "password": password}
        )
        assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [("/password", code)]


async def test_a_new_role_counts_from_the_next_request_on(portal: Portal) -> None:
    """R-ACC-02 R-ACC-01: changed and taken away at once, in open sessions too; the change names the version."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider, "planner")
    listed = await users(admin)
    assert set(listed) == {"admin", "planner"}
    assert await set_role(admin, listed["planner"], "viewer") == 200
    assert (await planner.get("/api/v1/session")).json()["role"] == "viewer"
    assert await set_role(admin, listed["planner"], "admin") == 412
    assert (await admin.delete(f"/api/v1/users/{listed['planner']['id']}")).status_code == 204
    assert (await planner.get("/api/v1/courses")).status_code == 401
    assert set(await users(admin)) == {"admin"}


async def test_one_administrator_always_remains(portal: Portal) -> None:
    """R-ACC-02: the last one can neither step down nor be removed."""
    admin = await portal.login(await portal.provider(), "admin")
    me = (await users(admin))["admin"]
    refused = await admin.patch(
        f"/api/v1/users/{me['id']}", json={"role": "viewer"}, headers={"If-Match": f'"{me["version"]}"'}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    assert (await admin.delete(f"/api/v1/users/{me['id']}")).status_code == 409


async def test_who_works_here_already_is_not_invited(portal: Portal) -> None:
    """R-ACC-02: told at once, and nothing is mailed; users of other providers are unknown here."""
    provider, other = await portal.provider(), await portal.provider()
    admin = await portal.login(provider, "admin")
    stranger = await portal.login(other, "planner")
    me = (await users(admin))["admin"]
    refused = await admin.post("/api/v1/user-invitations", json={**COLLEAGUE, "email": me["email"].upper()})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_member")
    foreign = UUID((await stranger.get("/api/v1/session")).json()["user"]["id"])
    assert (await admin.get(f"/api/v1/users/{foreign}")).status_code == 404


async def test_no_colleague_reads_a_mail_that_lets_somebody_in(portal: Portal) -> None:
    """R-ACC-02 R-MAIL-04: that it left is seen by all, what it says by its reader alone."""
    provider = await portal.provider()
    admin, viewer = await portal.login(provider, "admin"), await portal.login(provider, "viewer")
    await admin.post("/api/v1/user-invitations", json=COLLEAGUE)
    [mail] = (await viewer.get("/api/v1/mails")).json()["items"]
    seen = (await viewer.get(f"/api/v1/mails/{mail['id']}")).json()
    assert (seen["wordsHidden"], seen["html"], seen["text"]) == (True, "", "")


async def test_an_invitation_taken_back_at_the_last_moment_lets_nobody_in(portal: Portal) -> None:
    """R-ACC-02: also when the link was opened before and the password comes after."""
    provider = await portal.provider()
    admin, database, now = await portal.login(provider, "admin"), portal.services.database, portal.clock.now()
    made = (await admin.post("/api/v1/user-invitations", json=COLLEAGUE)).json()
    async with database.tenant(provider.id) as session:
        opened = await open_invitation(session, UUID(made["id"]), 1)
        assert (await admin.delete(f"/api/v1/user-invitations/{made['id']}")).status_code == 204
        with pytest.raises(InvitationOver):
            await accept_invitation(session, opened, name="", password=PASSWORD, now=now)
