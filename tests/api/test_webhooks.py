"""Webhooks over HTTP: making, changing, secrets, deliveries, and what events the portal's own deeds make."""

from typing import Any

from httpx import AsyncClient
from sqlalchemy import select, update

from app.webhooks.event_types import EventType
from app.webhooks.models import WebhookDelivery, WebhookSubscription
from app.webhooks.signing import PREFIX
from tests.factories.bodies import codes, course_body, day
from tests.factories.statements import counted
from tests.portal import Portal

URL = "https://crm.example/hooks"
EVERYTHING = [str(each) for each in EventType]


async def _make(admin: AsyncClient, **fields: Any) -> dict[str, Any]:
    body = {"url": URL, "eventTypes": EVERYTHING, **fields}
    answer = await admin.post("/api/v1/webhooks", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert isinstance(made, dict)
    return made


async def _told(admin: AsyncClient, webhook_id: str) -> list[dict[str, Any]]:
    """The payloads of a webhook's deliveries, the earliest first."""
    items = (await admin.get(f"/api/v1/webhooks/{webhook_id}/deliveries", params={"limit": 200})).json()["items"]
    return [each["payload"] for each in reversed(items)]


async def test_a_secret_is_shown_once_and_kept_sealed(portal: Portal) -> None:
    """R-ACC-01: neither a list nor the database nor a repeated request holds it."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    headers = {"Idempotency-Key": "zelfde"}
    body = {"url": URL, "eventTypes": ["course.booked"]}
    first, second = [(await admin.post("/api/v1/webhooks", json=body, headers=headers)).json() for _ in range(2)]
    assert first["secret"].startswith(PREFIX)
    assert first["secret"] != second["secret"]
    for path in ("/api/v1/webhooks", f"/api/v1/webhooks/{first['id']}", "/api/v1/audit-events"):
        assert PREFIX not in (await admin.get(path)).text
    async with portal.services.database.tenant(provider.id) as session:
        kept = list(await session.scalars(select(WebhookSubscription.secret)))
    assert all(first["secret"].encode() not in each for each in kept)


async def test_a_webhook_is_changed_from_the_version_that_was_read(portal: Portal) -> None:
    """R-ACC-01: what is not told stays; each change stands in the log."""
    admin = await portal.login(await portal.provider(), "admin")
    made = await _make(admin, description="Ons CRM")
    here = f"/api/v1/webhooks/{made['id']}"
    etag = (await admin.get(here)).headers["etag"]
    assert (await admin.patch(here, json={"enabled": False})).status_code == 428
    changed = await admin.patch(here, json={"eventTypes": ["mail.failed"]}, headers={"If-Match": etag})
    assert changed.status_code == 200
    assert (changed.json()["eventTypes"], changed.json()["description"]) == (["mail.failed"], "Ons CRM")
    assert (await admin.patch(here, json={"enabled": False}, headers={"If-Match": etag})).status_code == 412
    off = await admin.patch(here, json={"enabled": False}, headers={"If-Match": changed.headers["etag"]})
    assert (off.json()["enabled"], off.json()["offReason"]) == (False, "by_hand")
    on = await admin.patch(here, json={"enabled": True}, headers={"If-Match": off.headers["etag"]})
    assert (on.json()["enabled"], on.json()["offReason"]) == (True, None)
    lines = (await admin.get("/api/v1/audit-events", params={"subject": made["id"]})).json()["items"]
    assert [line["action"] for line in lines] == ["webhook.changed"] * 3 + ["webhook.created"]
    assert {line["subjectName"] for line in lines} == {URL}


async def test_bad_input_is_told_by_field(portal: Portal) -> None:
    """R-ACC-01: an address that no webhook may go to, and events that do not exist."""
    admin = await portal.login(await portal.provider(), "admin")
    for url, code in (("http://crm.example", "url_not_https"), ("https://10.0.0.1", "url_not_public")):
        answer = await admin.post("/api/v1/webhooks", json={"url": url, "eventTypes": ["course.booked"]})
        assert (answer.status_code, codes(answer.json())) == (400, {("/url", code)})
    for events in ([], ["course.exploded"]):
        answer = await admin.post("/api/v1/webhooks", json={"url": URL, "eventTypes": events})
        assert answer.status_code == 400
        assert all(error["pointer"].startswith("/eventTypes") for error in answer.json()["errors"])
    made = await _make(admin)
    changed = await admin.patch(
        f"/api/v1/webhooks/{made['id']}", json={"url": "https://localhost/"}, headers={"If-Match": '"1"'}
    )
    assert codes(changed.json()) == {("/url", "url_not_public")}


async def test_twenty_webhooks_are_the_most(portal: Portal) -> None:
    """R-ACC-01: each event costs a row for every webhook."""
    admin = await portal.login(await portal.provider(), "admin")
    for _ in range(20):
        await _make(admin)
    answer = await admin.post("/api/v1/webhooks", json={"url": URL, "eventTypes": ["course.booked"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_webhooks")


async def test_administrators_and_keys_with_the_scope_keep_webhooks(portal: Portal) -> None:
    """R-ACC-01: others do not, not even to look: the address can hold a secret of the receiver."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    made = (
        await admin.post("/api/v1/api-keys", json={"name": "K", "scopes": ["webhooks:read", "webhooks:write"]})
    ).json()
    program = portal.anonymous(Authorization=f"Bearer {made['key']}")
    await _make(program)
    for role in ("planner", "viewer"):
        assert (await (await portal.login(provider, role)).get("/api/v1/webhooks")).status_code == 403


async def test_rotating_gives_a_new_secret_and_a_day_for_the_former(portal: Portal) -> None:
    """R-ACC-01: for 24 hours both sign."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    made = await _make(admin)
    here = f"/api/v1/webhooks/{made['id']}"
    rotated = (await admin.post(f"{here}/secret")).json()
    assert rotated["secret"] not in ("", made["secret"])
    assert rotated["formerSecretUntil"] == "2026-11-24T09:00:00.000Z"
    portal.clock.advance(hours=11)
    assert (await admin.get(here)).json()["formerSecretUntil"] is not None
    portal.clock.advance(hours=13)
    admin = await portal.login(provider, "admin")
    assert (await admin.get(here)).json()["formerSecretUntil"] is None


async def test_the_portals_own_deeds_become_events_with_ids(portal: Portal) -> None:
    """R-ACC-01: booking, enrolling, marking, processing, correcting, withdrawing: each told once, from the log's own entry."""
    admin = await portal.login(await portal.provider(), "admin")
    webhook = (await _make(admin))["id"]
    trainee = (await admin.post("/api/v1/trainees", json={"givenName": "Els", "familyName": "Smit"})).json()["id"]
    course = (await admin.post("/api/v1/courses", json=course_body(days=[day("2026-11-09")]))).json()["id"]
    here = f"/api/v1/courses/{course}"
    enrolment = (await admin.post(f"{here}/enrolments", json={"traineeId": trainee})).json()["id"]
    assert (await admin.post(f"{here}/enrolments/marks", json={"attended": True, "passed": True})).status_code == 200
    assert (await admin.post(f"{here}/processing")).status_code == 200
    certificate = (await admin.get("/api/v1/certificates", params={"courseId": course})).json()["items"][0]["id"]
    reissued = (await admin.post(f"/api/v1/certificates/{certificate}/replacement")).json()["id"]
    revoked = await admin.post(f"/api/v1/certificates/{reissued}/revocation", json={"reason": "vergissing"})
    assert revoked.status_code in (200, 201), revoked.text
    told = [(each["type"], each["data"]) for each in await _told(admin, webhook)]
    links = [data.pop("href") for _, data in told]
    assert all(link.startswith("http://portal.test/api/v1/") for link in links)
    for link in links:
        assert (await admin.get(link.removeprefix("http://portal.test"))).status_code == 200, link
    everything = sorted(told, key=repr)
    assert everything == sorted(
        [
            ("trainee.created", {"traineeId": trainee}),
            ("course.booked", {"courseId": course}),
            ("enrolment.made", {"courseId": course, "traineeId": trainee, "enrolmentId": enrolment}),
            ("enrolment.marked", {"courseId": course, "traineeIds": [trainee], "enrolmentIds": [enrolment]}),
            ("course.processed", {"courseId": course}),
            ("certificate.issued", {"courseId": course, "certificateIds": [certificate]}),
            ("certificate.issued", {"certificateIds": [reissued]}),
            ("certificate.revoked", {"certificateIds": [certificate]}),
            ("certificate.revoked", {"certificateIds": [reissued]}),
        ],
        key=repr,
    )
    text = repr(await _told(admin, webhook))
    assert "Els" not in text
    assert "vergissing" not in text


async def test_two_webhooks_get_one_event_under_one_id(portal: Portal) -> None:
    """R-ACC-01: by the id a receiver knows what it had by the other webhook."""
    admin = await portal.login(await portal.provider(), "admin")
    one, two = (await _make(admin))["id"], (await _make(admin))["id"]
    await admin.post("/api/v1/courses", json=course_body())
    [first], [second] = await _told(admin, one), await _told(admin, two)
    assert first == second


async def test_deliveries_are_paged_and_filtered(portal: Portal) -> None:
    """R-ACC-01: the latest first, each once, and in at most three statements."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    webhook = (await _make(admin))["id"]
    for _ in range(5):
        portal.clock.advance(minutes=1)
        assert (await admin.post("/api/v1/courses", json=course_body())).status_code == 201
    here = f"/api/v1/webhooks/{webhook}/deliveries"
    with counted(portal.services.database) as statements:
        first = (await admin.get(here, params={"limit": 3})).json()
    assert len(statements) <= 3, statements
    rest = (await admin.get(here, params={"limit": 3, "cursor": first["nextCursor"]})).json()
    times = [each["createdAt"] for each in first["items"] + rest["items"]]
    assert len(times) == 5
    assert times == sorted(times, reverse=True)
    assert rest["nextCursor"] is None
    async with portal.services.database.tenant(provider.id) as session:
        one = await session.scalar(select(WebhookDelivery.id).limit(1))
        await session.execute(update(WebhookDelivery).where(WebhookDelivery.id == one).values(state="failed"))
    failed = (await admin.get(here, params={"state": "failed"})).json()["items"]
    assert [each["id"] for each in failed] == [str(one)]
    assert len((await admin.get(here, params={"state": "waiting"})).json()["items"]) == 4


async def test_events_cost_a_booking_no_statement(portal: Portal) -> None:
    """R-ACC-01: the database writes the rows itself, so that nobody waits longer for having webhooks."""
    admin = await portal.login(await portal.provider(), "admin")
    counts = []
    for webhooks in range(3):
        with counted(portal.services.database) as statements:
            assert (await admin.post("/api/v1/courses", json=course_body())).status_code == 201
        counts.append(len(statements))
        if webhooks < 2:
            await _make(admin)
    assert counts[1] == counts[2] <= counts[0]


async def test_what_was_delivered_or_failed_can_be_sent_again(portal: Portal) -> None:
    """R-ACC-01: under the same id, with all tries anew; not while it waits, and not while the webhook is off."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    webhook = (await _make(admin))["id"]
    await admin.post("/api/v1/courses", json=course_body())
    here = f"/api/v1/webhooks/{webhook}"
    [waiting] = (await admin.get(f"{here}/deliveries")).json()["items"]
    again = f"{here}/deliveries/{waiting['id']}/replay"
    under_way = await admin.post(again)
    assert (under_way.status_code, under_way.json()["code"]) == (409, "webhook_delivery_under_way")
    off = await admin.patch(here, json={"enabled": False}, headers={"If-Match": '"1"'})
    cancelled = (await admin.get(f"{here}/deliveries/{waiting['id']}")).json()
    assert cancelled["state"] == "cancelled"
    refused = await admin.post(again)
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_off")
    await admin.patch(here, json={"enabled": True}, headers={"If-Match": off.headers["etag"]})
    replayed = await admin.post(again)
    assert replayed.status_code == 202
    assert (replayed.json()["state"], replayed.json()["messageId"]) == ("waiting", waiting["messageId"])


async def test_a_test_goes_out_also_while_the_webhook_is_off(portal: Portal) -> None:
    """R-ACC-01: to see that a receiver is back before switching on."""
    admin = await portal.login(await portal.provider(), "admin")
    made = await _make(admin)
    here = f"/api/v1/webhooks/{made['id']}"
    await admin.patch(here, json={"enabled": False}, headers={"If-Match": '"1"'})
    sent = await admin.post(f"{here}/test")
    assert (sent.status_code, sent.json()["eventType"], sent.json()["state"]) == (202, "ping", "waiting")
    assert (await admin.get(sent.headers["location"])).json() == sent.json()


async def test_deleting_forgets_the_deliveries(portal: Portal) -> None:
    """R-ACC-01: nothing is sent any more, and the log remembers the address."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    webhook = (await _make(admin))["id"]
    await admin.post("/api/v1/courses", json=course_body())
    assert (await admin.delete(f"/api/v1/webhooks/{webhook}")).status_code == 204
    assert (await admin.get(f"/api/v1/webhooks/{webhook}/deliveries")).status_code == 404
    async with portal.services.database.tenant(provider.id) as session:
        assert list(await session.scalars(select(WebhookDelivery.id))) == []
    [line, *_] = (await admin.get("/api/v1/audit-events", params={"subjectType": "webhook"})).json()["items"]
    assert line["action"] == "webhook.deleted"


async def test_the_reference_explains_each_event(portal: Portal) -> None:
    """R-ACC-01: the document has a section of webhooks, with how to know that a message is ours."""
    document = (await portal.anonymous().get("/api/v1/openapi.json")).json()
    assert set(document["webhooks"]) == {*EVERYTHING, "ping"}
    [tag] = [each for each in document["tags"] if each["name"] == "Webhooks"]
    assert "hmac" in tag["description"]


async def test_the_figures_show_webhooks(portal: Portal) -> None:
    """DESIGN 12: beside those of mail."""
    admin = await portal.login(await portal.provider(), "admin")
    await _make(admin)
    await admin.post("/api/v1/courses", json=course_body())
    figures = (await portal.anonymous().get("/metrics")).text
    assert "cbot_webhooks_due 1.0" in figures
    assert "cbot_webhooks_switched_off 0.0" in figures
