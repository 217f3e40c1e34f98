"""The log, read by an administrator."""

from typing import Any

from httpx import AsyncClient

from tests.factories.bodies import course_body, day
from tests.portal import Portal

URL = "/api/v1/audit-events"
JAN = {"givenName": "Jan", "infix": "de", "familyName": "Vries"}


async def _lines(client: AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_line_says_who_when_what_on_which_and_what_became_of_it(portal: Portal) -> None:
    """R-ACC-03: with the thing's present name, and the value before and after."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider)
    made = (await planner.post("/api/v1/trainees", json=JAN)).json()
    portal.clock.advance(minutes=5)
    url = f"/api/v1/trainees/{made['id']}"
    changed = await planner.patch(url, json={"phone": "0687654321", "infix": "de"}, headers={"If-Match": '"1"'})
    assert changed.status_code == 200, changed.text
    latest, first = await _lines(admin)
    assert (first["action"], latest["action"]) == ("trainee.created", "trainee.changed")
    assert latest["actor"]["kind"] == "user"
    assert (latest["subjectType"], latest["subjectId"]) == ("trainee", made["id"])
    assert latest["subjectName"] == "Jan de Vries"
    assert latest["changes"] == [{"field": "phone", "before": None, "after": "+31687654321", "compared": True}]
    assert {"field": "family_name", "before": None, "after": "Vries", "compared": False} in first["changes"]


async def test_the_log_is_filtered_by_person_kind_thing_and_period(portal: Portal) -> None:
    """R-ACC-03: days are the provider's own, both included."""
    provider = await portal.provider()
    admin, planner = await portal.login(provider, "admin"), await portal.login(provider)
    made = (await planner.post("/api/v1/trainees", json=JAN)).json()
    portal.clock.advance(hours=14)
    admin = await portal.login(provider, "admin")
    await admin.post("/api/v1/courses", json=course_body(days=[day("2027-03-02")]))
    who = {line["action"]: line["actor"]["id"] for line in await _lines(admin)}
    found = {
        name: [line["action"] for line in await _lines(admin, **query)]
        for name, query in {
            "person": {"actor": who["course.booked"]},
            "kind": {"subjectType": "trainee"},
            "thing": {"subject": made["id"]},
            "first day": {"until": "2026-11-23"},
            "second day": {"from": "2026-11-24", "until": "2026-11-24"},
            "nothing": {"from": "2026-11-25"},
        }.items()
    }
    assert found == {
        "person": ["course.booked"],
        "kind": ["trainee.created"],
        "thing": ["trainee.created"],
        "first day": ["trainee.created"],
        "second day": ["course.booked"],
        "nothing": [],
    }
    actors = (await admin.get("/api/v1/audit-actors")).json()["items"]
    assert {each["id"] for each in actors} == set(who.values())


async def test_pages_of_the_log_follow_one_another(portal: Portal) -> None:
    """R-ACC-03: by keys, at the same instant too; no line twice and none lost."""
    provider = await portal.provider()
    admin = await portal.login(provider, "admin")
    for number in range(5):
        await admin.post("/api/v1/locations", json={"name": f"Zaal {number}"})
    names, cursor = [], None
    for _ in range(3):
        page = (await admin.get(URL, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        names += [line["subjectName"] for line in page["items"]]
        cursor = page["nextCursor"]
    assert (names, cursor) == ([f"Zaal {number}" for number in reversed(range(5))], None)


async def test_only_administrators_read_the_log(portal: Portal) -> None:
    """R-ACC-03: it tells of everybody's work, and holds personal data."""
    planner = await portal.login(await portal.provider())
    for path in (URL, "/api/v1/audit-actors"):
        assert (await planner.get(path)).status_code == 403
