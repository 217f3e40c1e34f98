"""API keys."""

from httpx import AsyncClient

from tests.portal import Portal


async def _key(portal: Portal, admin: AsyncClient, *scopes: str) -> tuple[AsyncClient, str]:
    answer = await admin.post("/api/v1/api-keys", json={"name": "Koppeling", "scopes": list(scopes)})
    assert answer.status_code == 201
    made = answer.json()
    return portal.anonymous(Authorization=f"Bearer {made['key']}"), made["id"]


async def test_a_key_may_do_what_its_scopes_say(portal: Portal) -> None:
    """R-ACC-01: a key is limited to its scopes."""
    admin = await portal.login(await portal.provider(), "admin")
    integrator, _ = await _key(portal, admin, "courses:read")
    assert (await integrator.get("/api/v1/locations")).status_code == 200
    refused = await integrator.get("/api/v1/provider")
    assert (refused.status_code, refused.json()["params"]) == (403, {"permission": "settings:read"})


async def test_a_key_is_shown_once_and_kept_as_a_hash(portal: Portal) -> None:
    """R-ACC-01: neither the list nor the database holds the key."""
    admin = await portal.login(await portal.provider(), "admin")
    made = (await admin.post("/api/v1/api-keys", json={"name": "K", "scopes": ["courses:read"]})).json()
    listed = (await admin.get("/api/v1/api-keys")).text
    assert made["key"] not in listed
    assert made["prefix"] in listed


async def test_repeating_the_request_does_not_keep_the_key_readable(portal: Portal) -> None:
    """R-ACC-01: no kept answer holds a key."""
    admin = await portal.login(await portal.provider(), "admin")
    body = {"name": "K", "scopes": ["courses:read"]}
    keys = {
        (await admin.post("/api/v1/api-keys", json=body, headers={"Idempotency-Key": "zelfde"})).json()["key"]
        for _ in range(2)
    }
    assert len(keys) == 2


async def test_a_revoked_key_is_worthless_at_once(portal: Portal) -> None:
    """R-ACC-01: revoking works from the next request on."""
    admin = await portal.login(await portal.provider(), "admin")
    integrator, key_id = await _key(portal, admin, "courses:read")
    assert (await admin.delete(f"/api/v1/api-keys/{key_id}")).status_code == 204
    assert (await integrator.get("/api/v1/locations")).status_code == 401


async def test_unknown_scopes_and_past_dates_are_told_together(portal: Portal) -> None:
    """R-ACC-01: every broken field is named."""
    admin = await portal.login(await portal.provider(), "admin")
    body = {"name": "K", "scopes": ["courses:read", "alles"], "expiresAt": "2020-01-01T00:00:00Z"}
    answer = await admin.post("/api/v1/api-keys", json=body)
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/scopes/1", "/expiresAt"]


async def test_a_key_can_end_with_a_day_of_the_provider(portal: Portal) -> None:
    """R-ACC-01: "valid through" is a calendar day in the provider's time zone, and that day still counts."""
    admin = await portal.login(await portal.provider(time_zone="Europe/Amsterdam"), "admin")
    body = {"name": "K", "scopes": ["courses:read"], "validThrough": "2027-06-07"}
    made = (await admin.post("/api/v1/api-keys", json=body)).json()
    assert made["expiresAt"] == "2027-06-07T21:59:59.000Z"
    past = await admin.post("/api/v1/api-keys", json=body | {"validThrough": "2020-01-01"})
    assert [error["pointer"] for error in past.json()["errors"]] == ["/expiresAt"]
