"""Suspending, ending and reopening a provider, and what the operator sees of its use."""

from httpx import AsyncClient

from app.providers.models import Provider
from tests.factories.bodies import course_body
from tests.portal import Portal


async def set_state(operator: AsyncClient, provider: Provider, state: str) -> None:
    """Give the provider a state."""
    url = f"/api/v1/operator/providers/{provider.id}/state"
    answer = await operator.put(url, json={"state": state, "reason": "Afgesproken"})
    assert answer.status_code == 204, answer.text


async def test_a_suspended_provider_is_kept_out_and_comes_back_whole(portal: Portal) -> None:
    """R-MOD-01: users and keys are refused from the next request on; reopened, everything is as it was."""
    provider = await portal.provider()
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)
    key = (await admin.post("/api/v1/api-keys", json={"name": "K", "scopes": ["courses:read"]})).json()["key"]
    robot = portal.anonymous(Authorization=f"Bearer {key}")
    course = (await admin.post("/api/v1/courses", json=course_body())).json()
    await set_state(operator, provider, "suspended")
    assert (await admin.get("/api/v1/courses")).status_code == 403
    assert (await robot.get("/api/v1/courses")).status_code == 401
    await set_state(operator, provider, "active")
    assert (await admin.get(f"/api/v1/courses/{course['id']}")).status_code == 200
    assert (await robot.get("/api/v1/courses")).status_code == 200


async def test_what_ended_costs_nothing_after_the_running_month(portal: Portal) -> None:
    """R-BIL-06, R-MOD-03: ending switches the modules off from today, so that later months have no lines."""
    provider = await portal.provider(modules=("customers",))
    operator = await portal.login(None)
    await set_state(operator, provider, "ended")
    modules = (await operator.get(f"/api/v1/operator/providers/{provider.id}/modules")).json()
    assert [span["activeUntil"] for span in modules["spans"]] == ["2026-11-23"]
    [row] = (await operator.get("/api/v1/operator/providers")).json()["items"]
    assert (row["state"], row["modules"]) == ("ended", ["core"])


async def test_the_operator_sees_figures_and_no_names(portal: Portal) -> None:
    """R-MOD-01: mail volume, storage and the last login."""
    provider = await portal.provider()
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)
    await admin.post("/api/v1/courses", json=course_body())
    await admin.post("/api/v1/attachments", files={"file": ("a.txt", b"hallo", "text/plain")})
    usage = (await operator.get(f"/api/v1/operator/providers/{provider.id}/usage")).json()
    assert usage["courses"] == 1
    assert set(usage) == {"lastLoginAt", "fileBytes", "trainees", "courses", "sent", "failed", "cameBack"}
