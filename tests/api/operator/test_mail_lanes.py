"""The operator holds back a provider's mail, lets it go, and sets how much of it leaves on a day (R-MAIL-02)."""

from uuid import uuid4

from sqlalchemy import text, update

from app.mail.models import OutboxMail
from app.mail.outbox import queue_many
from tests.factories.mails import make_dispatch
from tests.portal import Portal


async def test_a_provider_is_paused_and_let_go(portal: Portal) -> None:
    """R-MAIL-02: with the moment since when; pausing twice is pausing once, and the provider's log tells it."""
    provider = await portal.provider()
    operator = await portal.login(None)
    url = f"/api/v1/operator/providers/{provider.id}/mail-lane"
    assert (await operator.get(url)).json() == {
        "pausedAt": None,
        "perSecond": 50.0,
        "dailyCap": None,
        "countedToday": 0,
    }
    first = (await operator.put(url, json={"paused": True, "perSecond": 5})).json()
    portal.clock.advance(minutes=5)
    assert (await operator.put(url, json={"paused": True, "perSecond": 5})).json() == first
    assert (first["pausedAt"], first["perSecond"]) == ("2026-11-23T09:00:00.000Z", 5)
    assert (await operator.put(url, json={"paused": False})).json()["pausedAt"] is None
    assert (
        await operator.put(f"/api/v1/operator/providers/{uuid4()}/mail-lane", json={"paused": True})
    ).status_code == 404


async def test_a_maximum_is_set_and_survives_pausing(portal: Portal) -> None:
    """R-MAIL-02: what a change does not name stays; null takes the maximum away, and nonsense is refused."""
    provider = await portal.provider()
    operator = await portal.login(None)
    url = f"/api/v1/operator/providers/{provider.id}/mail-lane"
    assert (await operator.put(url, json={"dailyCap": 500})).json()["dailyCap"] == 500
    paused = (await operator.put(url, json={"paused": True})).json()
    assert (paused["dailyCap"], paused["pausedAt"]) == (500, "2026-11-23T09:00:00.000Z")
    kept = (await operator.put(url, json={"dailyCap": None})).json()
    assert (kept["dailyCap"], kept["pausedAt"]) == (None, "2026-11-23T09:00:00.000Z")
    for cap in (0, -1, 1.5, 2_000_000):
        assert (await operator.put(url, json={"dailyCap": cap})).status_code == 400


async def test_provider_and_operator_see_what_waits_for_tomorrow_and_why(portal: Portal) -> None:
    """R-MAIL-02, R-MAIL-04, R-DSH-01: with the maximum, in the list of mails, on the dashboard and in the watch."""
    provider = await portal.provider(name="Alfa")
    operator = await portal.login(None)
    lane = f"/api/v1/operator/providers/{provider.id}/mail-lane"
    await operator.put(lane, json={"dailyCap": 2})
    now = portal.clock.now()
    async with portal.services.database.tenant(provider.id) as session:
        await queue_many(session, [make_dispatch() for _ in range(5)], now=now)
    async with portal.services.database.platform() as session:
        claim = text("select count(*) from outbox_claim(100, gen_random_uuid(), :now, interval '1 minute')")
        assert await session.scalar(claim, {"now": now}) == 2
    planner = await portal.login(provider)
    rows = (await planner.get("/api/v1/mails", params={"state": "deferred"})).json()["items"]
    assert [(row["state"], row["dailyMaximum"]) for row in rows] == [("deferred", 2)] * 3
    assert (await planner.get(f"/api/v1/mails/{rows[0]['id']}")).json()["dailyMaximum"] == 2
    others = (await planner.get("/api/v1/mails", params={"state": "queued"})).json()["items"]
    assert [row["dailyMaximum"] for row in others] == [None, None]
    dashboard = (await planner.get("/api/v1/dashboard")).json()
    assert dashboard["deferredMails"] == {"count": 3, "dailyMaximum": 2}
    assert (await operator.get(lane)).json()["countedToday"] == 2
    [seen] = (await operator.get("/api/v1/operator/watch")).json()["mails"]
    assert (seen["waiting"], seen["deferred"], seen["dailyCap"]) == (5, 3, 2)
    async with portal.services.database.tenant(provider.id) as session:
        await session.execute(update(OutboxMail).values(state="sent"))
    assert (await planner.get("/api/v1/dashboard")).json()["deferredMails"]["count"] == 0
