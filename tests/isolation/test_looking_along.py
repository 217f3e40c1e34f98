"""The generated proof that an operator who looks along changes nothing, and sees no secret."""

import re
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.access import access_table
from app.accounts.permissions import PERMISSIONS, Role
from app.core.database.session import bind_tenant, forbid_writes
from tests.isolation.operations import call_with, operations
from tests.isolation.test_two_providers import database_state
from tests.isolation.world import World, furnish
from tests.portal import Portal

PERSONAL = {"saved_views_get"}
"""What a user keeps for himself, and nobody else sees."""
SIGNED_LINK = re.compile(r"/(antwoord|lesdag|afmelden|welcome|new-password|instructeur|registration)[/#][\w~.-]{20,}")


async def look(portal: Portal, own: World, reason: str = "Vraag van de beheerder", minutes: int = 30) -> AsyncClient:
    """An operator who looks along."""
    operator = await portal.login(None)
    url = f"/api/v1/operator/providers/{own.ids['provider_id']}/look"
    answer = await operator.post(url, json={"reason": reason, "minutes": minutes})
    assert answer.status_code == 201, answer.text
    return operator


async def test_who_looks_along_can_change_nothing(portal: Portal) -> None:
    """R-ACC-03: every operation that is no GET is refused by name, whatever it asks, and no row changes."""
    own = await furnish(portal, "Alfa")
    onlooker = await look(portal, own)
    before = await database_state(portal)
    writing = [each for each in operations(portal.application) if each.method != "GET"]
    assert len(writing) > 100
    for operation in writing:
        answer = await call_with(onlooker, operation, own.ids)
        assert (answer.status_code, answer.json()["code"]) == (403, "looking_along"), operation.name
    assert await database_state(portal) == before


async def test_who_looks_along_reads_what_users_read_and_no_secret(portal: Portal) -> None:
    """R-ACC-03: a GET answers as to a viewer, none of the administrator's does, and no link that lets anybody in is shown."""
    own = await furnish(portal, "Alfa")
    onlooker = await look(portal, own)
    before = await database_state(portal)
    for operation in operations(portal.application):
        if operation.method != "GET":
            continue
        answer = await call_with(onlooker, operation, own.ids)
        if "viewer" not in access_table()[operation.name].callers:
            expected = {403}
        elif operation.name in PERSONAL:
            expected = {404}
        else:
            expected = {200, 409} if operation.request.may_conflict else {200}
        assert answer.status_code in expected, f"{operation.name}: {answer.text[:200]}"
        assert not SIGNED_LINK.search(answer.text), operation.name
    for mail in (await onlooker.get("/api/v1/mails")).json()["items"]:
        shown = (await onlooker.get(f"/api/v1/mails/{mail['id']}")).json()
        assert (shown["html"], shown["text"], shown["wordsHidden"]) == ("", "", True)
    assert await database_state(portal) == before


def test_the_role_of_who_looks_along_writes_nothing() -> None:
    """R-ACC-03: what a viewer may, and no more."""
    assert PERMISSIONS[Role.ONLOOKER] == PERMISSIONS[Role.VIEWER]
    assert not [each for each in PERMISSIONS[Role.ONLOOKER] if each.endswith(":write") or each.startswith("api-keys")]


async def test_the_database_refuses_as_well(portal: Portal) -> None:
    """R-ACC-03: the transaction itself is read-only, so that not even a GET with a mistake in it can write."""
    provider = await portal.provider()
    async with portal.services.database.session() as session:
        bind_tenant(session, provider.id)
        await forbid_writes(session)
        assert await session.scalar(text("select count(*) from provider")) == 1
        with pytest.raises(DBAPIError, match="read-only transaction"):
            await session.execute(text("update provider set name = 'Anders'"))


async def test_every_look_is_told_to_the_provider(portal: Portal) -> None:
    """R-ACC-03: the provider's administrator reads who looked, why and until when; the audit log has start and end."""
    own = await furnish(portal, "Alfa")
    onlooker = await look(portal, own)
    session = (await onlooker.get("/api/v1/session")).json()
    assert (session["role"], session["provider"]["name"]) == ("onlooker", "Alfa")
    assert session["looking"] == {"reason": "Vraag van de beheerder", "endsAt": "2026-11-23T09:30:00.000Z"}
    portal.clock.advance(minutes=10)
    ended = await onlooker.delete(f"/api/v1/operator/providers/{own.ids['provider_id']}/look")
    assert ended.status_code == 204
    assert (await onlooker.get("/api/v1/session")).json()["role"] == "operator"
    [seen] = (await own.admin.get("/api/v1/looks")).json()["items"]
    assert (seen["reason"], seen["startsAt"], seen["endedAt"]) == (
        "Vraag van de beheerder",
        "2026-11-23T09:00:00.000Z",
        "2026-11-23T09:10:00.000Z",
    )
    async with portal.services.database.tenant(UUID(own.ids["provider_id"])) as rows:
        logged = await rows.scalars(text("select action from audit_event where subject_type = 'look' order by at"))
        actions = list(logged)
    assert actions == ["provider.looked_along", "provider.look_ended"]


async def test_a_look_runs_out(portal: Portal) -> None:
    """R-ACC-03: after its minutes the operator is outside again, without doing anything."""
    own = await furnish(portal, "Alfa")
    onlooker = await look(portal, own, minutes=5)
    portal.clock.advance(minutes=4)
    assert (await onlooker.get("/api/v1/courses")).status_code == 200
    portal.clock.advance(minutes=2)
    assert (await onlooker.get("/api/v1/courses")).status_code == 403
    assert (await onlooker.get("/api/v1/session")).json()["looking"] is None


async def test_nobody_else_looks_along(portal: Portal) -> None:
    """R-ACC-03: an administrator of another provider is refused; a look at one provider shows nothing of another."""
    own, other = await furnish(portal, "Alfa"), await furnish(portal, "Beta")
    url = f"/api/v1/operator/providers/{own.ids['provider_id']}/look"
    assert (await other.admin.post(url, json={"reason": "Nieuwsgierig"})).status_code == 403
    onlooker = await look(portal, own)
    assert (await onlooker.get(f"/api/v1/courses/{other.ids['course_id']}")).status_code == 404
