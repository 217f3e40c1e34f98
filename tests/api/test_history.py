"""The history of one course, trainee or customer, and the values before and after in it."""

from typing import Any

from httpx import AsyncClient
from sqlalchemy import text

from app.dashboard.history import _FIRST
from tests.factories.bodies import course_body, day
from tests.factories.statements import counted
from tests.portal import Portal

JAN = {"givenName": "Jan", "familyName": "Vries", "email": "jan@vries.example"}
FIRM = {
    "name": "Bakkerij Smit",
    "address": "Dorp 1",
    "contacts": [{"name": "Kees Smit", "email": "kees@smit.example", "phone": "", "topics": []}],
}


async def _post(client: AsyncClient, path: str, body: Any = None) -> dict[str, Any]:
    answer = await client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code in (200, 201, 202), answer.text
    made: dict[str, Any] = answer.json() if answer.content else {}
    return made


async def _patch(client: AsyncClient, path: str, body: Any, version: int = 1) -> dict[str, Any]:
    method = "PUT" if path.startswith("locations/") else "PATCH"
    headers = {"If-Match": f'"{version}"'}
    answer = await client.request(method, f"/api/v1/{path}", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def _history(client: AsyncClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/{path}/history", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _pairs(line: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    assert all(each["compared"] for each in line["changes"]), line
    return {each["field"]: (each["before"], each["after"]) for each in line["changes"]}


async def test_a_course_tells_of_its_fields_enrolments_results_and_certificates(portal: Portal) -> None:
    """R-ACC-03: everything that happened to a course, the latest first, with who did it."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    course = await _post(planner, "courses", course_body(days=[day("2026-11-24")]))
    elsewhere = await _post(planner, "courses", course_body(days=[day("2026-11-24")]))
    trainee = await _post(planner, "trainees", JAN)
    url = f"courses/{course['id']}"
    enrolment = await _post(planner, f"{url}/enrolments", {"traineeId": trainee["id"]})
    await _post(planner, f"courses/{elsewhere['id']}/enrolments", {"traineeId": trainee["id"]})
    portal.clock.advance(days=3)
    planner = await portal.login(provider)
    await _patch(planner, f"{url}/enrolments/{enrolment['id']}", {"attended": True, "passed": True})
    await _post(planner, f"{url}/processing")
    lines = await _history(planner, url)
    assert [line["action"] for line in lines] == [
        "course.processed",
        "enrolment.marked",
        "enrolment.made",
        "course.booked",
    ]
    assert {line["actor"]["kind"] for line in lines} == {"user"}
    assert {"field": "trainee", "before": None, "after": "Jan Vries", "compared": False} in lines[2]["changes"]
    [certificate] = (await planner.get("/api/v1/certificates")).json()["items"]
    revoked = await planner.post(f"/api/v1/certificates/{certificate['id']}/revocation", json={"reason": "Fout"})
    assert revoked.status_code in (200, 204), revoked.text
    assert (await _history(planner, url))[0]["action"] == "certificate.revoked"
    his = [line["action"] for line in await _history(planner, f"trainees/{trainee['id']}")]
    assert his == ["certificate.revoked", "enrolment.marked", "enrolment.made", "enrolment.made", "trainee.created"]


async def test_pages_of_a_history_follow_one_another(portal: Portal) -> None:
    """R-ACC-03: by keys, at the same instant too; no line twice and none lost."""
    planner = await portal.login(await portal.provider())
    firm = await _post(planner, "customers", FIRM)
    for number in range(1, 5):
        await _patch(planner, f"customers/{firm['id']}", {"remarks": f"Ronde {number}"}, number)
    seen, cursor = [], None
    for _ in range(3):
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await planner.get(f"/api/v1/customers/{firm['id']}/history", params=query)).json()
        seen += [line["changes"][0]["after"] for line in page["items"] if line["action"] == "customer.changed"]
        cursor = page["nextCursor"]
    assert (seen, cursor) == ([f"Ronde {number}" for number in (4, 3, 2, 1)], None)


async def test_planners_read_a_history_and_viewers_do_not(portal: Portal) -> None:
    """R-ACC-03: who changes things sees what others changed; who only looks does not."""
    provider = await portal.provider()
    planner, viewer = await portal.login(provider), await portal.login(provider, "viewer")
    trainee = await _post(planner, "trainees", JAN)
    url = f"/api/v1/trainees/{trainee['id']}/history"
    assert (await planner.get(url)).status_code == 200
    assert (await viewer.get(url)).status_code == 403
    stranger = await portal.login(await portal.provider(name="Ander"))
    assert (await stranger.get(url)).status_code == 404


async def test_a_course_says_its_former_hours_people_and_place(portal: Portal) -> None:
    """R-ACC-03: in words and by field; a course of one day by date and times, and nothing that did not change."""
    planner = await portal.login(await portal.provider())
    course = await _post(planner, "courses", course_body(location={"text": "Zaal 1"}))
    changed = {"days": [day(starts="10:00")], "maxTrainees": 8, "location": {"text": "Zaal 2"}, "remarks": "Let op"}
    await _patch(planner, f"courses/{course['id']}", changed)
    await _patch(planner, f"courses/{course['id']}", {"maxTrainees": 8}, 2)
    line = (await _history(planner, f"courses/{course['id']}"))[0]
    assert _pairs(line) == {
        "starts": ("09:00", "10:00"),
        "max_trainees": ("12", "8"),
        "location_text": ("Zaal 1", "Zaal 2"),
        "remarks": (None, "Let op"),
    }


async def test_a_longer_course_says_its_days(portal: Portal) -> None:
    """R-ACC-03, R-CRS-02: whole days where there are several."""
    planner = await portal.login(await portal.provider())
    course = await _post(planner, "courses", course_body())
    await _patch(planner, f"courses/{course['id']}", {"days": [day(), day("2027-03-08")]})
    line = (await _history(planner, f"courses/{course['id']}"))[0]
    assert _pairs(line) == {
        "days": ("2027-03-01 09:00–17:00", "2027-03-01 09:00–17:00, 2027-03-08 09:00–17:00"),
    }


async def test_a_customer_says_its_former_contact_persons(portal: Portal) -> None:
    """R-ACC-03, R-CUS-02: who they were, and who was there for what."""
    planner = await portal.login(await portal.provider())
    firm = await _post(planner, "customers", FIRM)
    contacts = [{"name": "Anna Bos", "email": "anna@smit.example", "topics": ["certificates"]}]
    await _patch(planner, f"customers/{firm['id']}", {"contacts": contacts, "name": "Bakkerij Smit"})
    line = (await _history(planner, f"customers/{firm['id']}"))[0]
    assert _pairs(line) == {
        "contacts": ("Kees Smit kees@smit.example", "Anna Bos anna@smit.example"),
        "certificates_to": (None, "Anna Bos"),
    }


async def test_every_kind_of_change_notes_the_value_before(portal: Portal) -> None:
    """R-ACC-03: locations, templates, reminders, items, external instructors and settings, each by the admin's log."""
    admin = await portal.login(await portal.provider(), "admin")
    place = await _post(admin, "locations", {"name": "Zaal 1"})
    await _patch(admin, f"locations/{place['id']}", {"name": "Zaal 2"})
    text_of = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Welkom"}]}]}
    template = await _post(admin, "templates", {"name": "Eerste", "subject": text_of, "body": text_of})
    await _patch(admin, f"templates/{template['id']}", {"name": "Tweede"})
    await _patch(admin, "course-reminders", {"enabled": True, "templateId": template["id"]}, 0)
    teacher = await _post(admin, "external-instructors", {"name": "Piet", "email": "piet@x.example"})
    await _patch(admin, f"external-instructors/{teacher['id']}", {"phone": "0612345678"})
    settings = (await admin.get("/api/v1/provider")).json()
    await _patch(admin, "provider", {"city": "Ede"}, settings["version"])
    kinds = {"kind": "aed", "description": "AED hal", "dueDates": [{"part": "battery", "expiresOn": "2028-01-01"}]}
    item = await _post(admin, "certification-items", kinds)
    dates = [{"id": item["dueDates"][0]["id"], "part": "battery", "expiresOn": "2029-01-01", "remindOn": "2028-11-06"}]
    await _patch(admin, f"certification-items/{item['id']}", {"dueDates": dates, "pieces": 2})
    lines = (await admin.get("/api/v1/audit-events")).json()["items"]
    told = {line["action"]: _pairs(line) for line in lines if line["changes"] and line["changes"][0]["compared"]}
    assert told == {
        "location.changed": {"name": ("Zaal 1", "Zaal 2")},
        "template.revised": {"name": ("Eerste", "Tweede")},
        "reminders.changed": {"enabled:course": ("false", "true"), "template_id:course": (None, "Tweede")},
        "external-instructor.changed": {"phone": (None, "+31612345678")},
        "provider.changed": {"city": (settings["city"] or None, "Ede")},
        "certification_item.changed": {
            "pieces": ("1", "2"),
            "expires_on:battery": ("2028-01-01", "2029-01-01"),
            "remind_on:battery": ("2027-11-06", "2028-11-06"),
        },
    }


async def test_what_changes_nothing_leaves_no_line(portal: Portal) -> None:
    """R-ACC-03: saving a form as it stood is no change."""
    admin = await portal.login(await portal.provider(), "admin")
    place = await _post(admin, "locations", {"name": "Zaal 1"})
    await _patch(admin, f"locations/{place['id']}", {"name": "Zaal 1"})
    assert [line["action"] for line in (await admin.get("/api/v1/audit-events")).json()["items"]] == [
        "location.created"
    ]


async def test_a_history_costs_few_statements_and_is_reached_by_the_index(portal: Portal) -> None:
    """R-ACC-03: under row security, among very many lines of other things; no page reads the log from end to end."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    course = await _post(planner, "courses", course_body())
    for number in range(3):
        trainee = await _post(planner, "trainees", {**JAN, "email": f"jan{number}@x.example", "acceptDouble": True})
        await _post(planner, f"courses/{course['id']}/enrolments", {"traineeId": trainee["id"]})
    await _fill(portal, provider.id)
    url = f"/api/v1/courses/{course['id']}/history"
    await planner.get(url)
    with counted(portal.services.database) as statements:
        answer = await planner.get(url)
    own = [each for each in statements if "caller_by_" not in each and "set_config" not in each]
    assert (len(answer.json()["items"]), len(own)) == (4, 3), own
    for kind, statement in _FIRST.items():
        values = {"provider_id": provider.id, "kind": kind, "id": course["id"], "limit": 51}
        async with portal.services.database.tenant(provider.id) as session:
            [plan] = (await session.scalars(text(f"explain (format json) {statement.text}"), values)).one()
        assert set(_reached(plan["Plan"])) == {"ix_audit_event_provider_id_subject_type_subject_id_at"}, (kind, plan)


async def _fill(portal: Portal, provider_id: Any) -> None:
    async with portal.services.database.tenant(provider_id) as session:
        await session.execute(
            text(
                """
                insert into audit_event (provider_id, id, at, actor_kind, actor_name, action, subject_type, subject_id,
                                         changes, trace_id)
                select :provider, gen_random_uuid(), now() - make_interval(mins => n), 'user', 'Piet', 'course.changed',
                       'course', gen_random_uuid(), '{}', '' from generate_series(1, 20000) n
                """
            ),
            {"provider": provider_id},
        )
        await session.commit()
    async with portal.owning() as session:
        await session.execute(text("analyze audit_event"))


def _reached(node: dict[str, Any]) -> Any:
    if node.get("Relation Name") == "audit_event":
        yield node.get("Index Name") or node["Node Type"]
    for child in node.get("Plans", ()):
        yield from _reached(child)
