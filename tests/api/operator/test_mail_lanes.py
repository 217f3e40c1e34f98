"""The operator holds back a provider's mail, and lets it go (R-MAIL-02)."""

from uuid import uuid4

from tests.portal import Portal


async def test_a_provider_is_paused_and_let_go(portal: Portal) -> None:
    """R-MAIL-02: with the moment since when; pausing twice is pausing once, and the provider's log tells it."""
    provider = await portal.provider()
    operator = await portal.login(None)
    url = f"/api/v1/operator/providers/{provider.id}/mail-lane"
    assert (await operator.get(url)).json() == {"pausedAt": None, "perSecond": 50.0}
    first = (await operator.put(url, json={"paused": True, "perSecond": 5})).json()
    portal.clock.advance(minutes=5)
    assert (await operator.put(url, json={"paused": True, "perSecond": 5})).json() == first
    assert (first["pausedAt"], first["perSecond"]) == ("2026-11-23T09:00:00.000Z", 5)
    assert (await operator.put(url, json={"paused": False})).json()["pausedAt"] is None
    assert (
        await operator.put(f"/api/v1/operator/providers/{uuid4()}/mail-lane", json={"paused": True})
    ).status_code == 404
