"""Certification items over the API: kinds, due dates, renewal with history, lists."""

from datetime import date
from typing import Any

from httpx import AsyncClient
from sqlalchemy import select

from app.certification_items.models import CertificationItemDueDate
from app.events.models import AuditEvent
from tests.factories.bodies import codes
from tests.factories.sample_files import png
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_customer
from tests.portal import Portal

ITEMS = "/api/v1/certification-items"
AED: dict[str, Any] = {
    "kind": "aed",
    "description": "AED bij de receptie",
    "identification": "SN-48213",
    "location": "Begane grond",
    "pieces": 1,
    "inspectedOn": "2026-11-02",
    "remarks": "Kast piept",
    "dueDates": [
        {"part": "battery", "expiresOn": "2030-11-02"},
        {"part": "electrodes", "expiresOn": "2027-01-10"},
    ],
}


async def add(client: AsyncClient, **changed: Any) -> dict[str, Any]:
    answer = await client.post(ITEMS, json={**AED, **changed})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def one(expires: str, **fields: Any) -> list[dict[str, Any]]:
    return [{"part": "inspection", "expiresOn": expires, **fields}]


def parts(item: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["part"]: (each["expiresOn"], each["remindOn"]) for each in item["dueDates"]}


async def descriptions(client: AsyncClient, **query: Any) -> list[str]:
    answer = await client.get(ITEMS, params=query)
    assert answer.status_code == 200, answer.text
    return [each["description"] for each in answer.json()["items"]]


async def test_an_item_has_all_its_fields_and_several_due_dates(portal: Portal) -> None:
    """R-CIT-01: battery and electrodes of an AED expire apart; the reminder comes eight weeks before, unless chosen."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        customer = await make_customer(session, provider, name="Bakkerij Smit")
    dates = [{"part": "battery", "expiresOn": "2030-11-02"}, *one("2027-11-02", remindOn="2027-10-01")]
    item = await add(client, customerId=str(customer.id), dueDates=dates)
    found = (await client.get(f"{ITEMS}/{item['id']}")).json()
    assert found == item
    assert {key: found[key] for key in AED if key != "dueDates"} == {k: v for k, v in AED.items() if k != "dueDates"}
    assert found["customer"]["name"] == "Bakkerij Smit"
    assert parts(found) == {"battery": ("2030-11-02", "2030-09-07"), "inspection": ("2027-11-02", "2027-10-01")}


async def test_every_broken_field_of_an_item_is_told(portal: Portal) -> None:
    """R-CIT-01: at least one due date, each part once, reminder before expiry, expiry after the inspection, no BSN."""
    client = await portal.login(await portal.provider())
    assert (await client.post(ITEMS, json={**AED, "dueDates": []})).status_code == 400
    dates = [*one("2026-01-01"), *one("2027-01-01", remindOn="2027-01-02")]
    answer = await client.post(ITEMS, json={**AED, "remarks": "bsn 123456782", "dueDates": dates})
    assert codes(answer.json()) == {
        ("/remarks", "bsn_not_allowed"),
        ("/dueDates/0/expiresOn", "expires_before_inspection"),
        ("/dueDates/1/part", "part_twice"),
        ("/dueDates/1/remindOn", "reminder_after_expiry"),
    }
    own = await client.post(ITEMS, json={**AED, "kind": "own"})
    assert codes(own.json()) == {("/ownKindId", "required")}


async def test_kinds_propose_dates_from_their_intervals(portal: Portal) -> None:
    """R-CIT-01: extinguisher, AED and NEN 3140 are there for everybody, own kinds beside them; intervals are data."""
    client = await portal.login(await portal.provider())
    made = await client.post(
        "/api/v1/certification-item-kinds",
        json={"name": "Ladder", "dueDates": [{"part": "Keuring trap", "months": 6}, {"part": "Touw"}]},
    )
    assert made.status_code == 201
    kinds = (await client.get("/api/v1/certification-item-kinds?inspectedOn=2026-08-31")).json()["items"]
    dates = {kind["name"]: {d["part"]: (d["expiresOn"], d["remindOn"]) for d in kind["dueDates"]} for kind in kinds}
    assert dates == {
        "Brandblusser": {"inspection": ("2027-08-31", "2027-07-06")},
        "AED": {
            "inspection": ("2027-08-31", "2027-07-06"),
            "battery": ("2030-08-31", "2030-07-06"),
            "electrodes": ("2028-08-31", "2028-07-06"),
        },
        "NEN 3140": {"inspection": ("2027-08-31", "2027-07-06")},
        "Ladder": {"Keuring trap": ("2027-02-28", "2027-01-03"), "Touw": (None, None)},
    }
    for taken in ("ladder", "Aed"):
        again = await client.post("/api/v1/certification-item-kinds", json={"name": taken})
        assert (again.status_code, again.json()["code"]) == (409, "certification_item_kind_exists")


async def test_renewing_keeps_the_former_line_as_history(portal: Portal) -> None:
    """R-CIT-02: only the renewed part gets new dates; the former line says until when it was, and who renewed it."""
    provider = await portal.provider()
    client = await portal.login(provider)
    item = await add(client)
    line = next(each for each in item["dueDates"] if each["part"] == "electrodes")
    body = {
        "inspectedOn": "2026-11-20",
        "dueDates": [{"id": line["id"], "expiresOn": "2028-11-20"}],
        "remarks": "Nieuwe set",
    }
    url = f"{ITEMS}/{item['id']}/renewals"
    answer = await client.post(url, json=body, headers={"If-Match": '"1"'})
    assert answer.status_code == 201, answer.text
    renewed = answer.json()
    assert parts(renewed) == {"electrodes": ("2028-11-20", "2028-09-25"), "battery": ("2030-11-02", "2030-09-07")}
    assert renewed["inspectedOn"] == "2026-11-20"
    former = renewed["history"][0]
    assert (former["part"], former["expiresOn"], former["inspectedOn"]) == ("electrodes", "2027-01-10", "2026-11-02")
    assert len(renewed["history"]) == 1
    twice = await client.post(url, json=body, headers={"If-Match": f'"{renewed["version"]}"'})
    assert (twice.status_code, twice.json()["code"]) == (404, "due_date_not_found")
    assert (await client.post(url, json=body, headers={"If-Match": '"1"'})).status_code == 412
    async with portal.writing() as session:
        await act_for(session, provider.id)
        actions = (await session.scalars(select(AuditEvent.action).order_by(AuditEvent.at, AuditEvent.id))).all()
        assert actions == ["certification_item.created", "certification_item.renewed"]
        assert len((await session.scalars(select(CertificationItemDueDate))).all()) == 3


async def test_renewal_dates_must_come_after_the_inspection(portal: Portal) -> None:
    """R-CIT-02"""
    client = await portal.login(await portal.provider())
    item = await add(client)
    body = {
        "inspectedOn": "2026-11-20",
        "dueDates": [{"id": item["dueDates"][0]["id"], "expiresOn": "2026-11-20", "remindOn": "2026-12-01"}],
    }
    answer = await client.post(f"{ITEMS}/{item['id']}/renewals", json=body, headers={"If-Match": '"1"'})
    assert codes(answer.json()) == {
        ("/dueDates/0/expiresOn", "expires_before_inspection"),
        ("/dueDates/0/remindOn", "reminder_after_expiry"),
    }


async def test_an_item_is_due_from_its_reminder_date_until_it_is_renewed(portal: Portal) -> None:
    """R-CIT-02"""
    client = await portal.login(await portal.provider())
    today = portal.clock.now().date()
    due = await add(client, description="Vandaag", dueDates=one("2027-02-01", remindOn=today.isoformat()))
    await add(client, description="Morgen", dueDates=one("2027-01-01", remindOn="2026-11-24"))
    await add(client, description="Verlopen", inspectedOn=None, dueDates=one("2026-06-01"))
    assert await descriptions(client, due=True) == ["Verlopen", "Vandaag"]
    flags = {
        each["description"]: (each["dueDates"][0]["isDue"], each["dueDates"][0]["isExpired"])
        for each in (await client.get(ITEMS)).json()["items"]
    }
    assert flags == {"Vandaag": (True, False), "Morgen": (False, False), "Verlopen": (True, True)}
    await client.post(
        f"{ITEMS}/{due['id']}/renewals",
        json={
            "inspectedOn": today.isoformat(),
            "dueDates": [{"id": due["dueDates"][0]["id"], "expiresOn": "2028-02-01"}],
        },
        headers={"If-Match": '"1"'},
    )
    assert await descriptions(client, due=True) == ["Verlopen"]


async def test_the_list_filters_by_kind_customer_period_and_words(portal: Portal) -> None:
    """R-CIT-03: a period finds every item of which any date lies in it; archived items stand apart."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        smit = await make_customer(session, provider, name="Bakkerij Smit")
    ladder = (await client.post("/api/v1/certification-item-kinds", json={"name": "Ladder"})).json()
    await add(client)
    await add(client, kind="fire_extinguisher", description="Blusser hal", customerId=str(smit.id),
              identification="B-1", dueDates=one("2027-05-01"))  # fmt: skip
    await add(
        client, kind="own", ownKindId=ladder["id"], description="Trap", identification="", dueDates=one("2027-06-01")
    )
    assert await descriptions(client) == ["AED bij de receptie", "Blusser hal", "Trap"]
    assert await descriptions(client, kind="fire_extinguisher") == ["Blusser hal"]
    assert await descriptions(client, ownKindId=ladder["id"]) == ["Trap"]
    assert await descriptions(client, customerId=str(smit.id)) == ["Blusser hal"]
    assert await descriptions(client, **{"from": "2030-01-01"}) == ["AED bij de receptie"]
    assert await descriptions(client, **{"from": "2027-05-01", "until": "2027-05-31"}) == ["Blusser hal"]
    assert await descriptions(client, q="sn-48213 RECEPTIE") == ["AED bij de receptie"]
    trap = (await client.get(ITEMS, params={"q": "trap"})).json()["items"][0]
    assert (await client.post(f"{ITEMS}/{trap['id']}/archiving")).status_code == 200
    assert await descriptions(client, q="trap") == []
    assert await descriptions(client, archived=True) == ["Trap"]
    await client.delete(f"{ITEMS}/{trap['id']}/archiving")
    assert await descriptions(client, q="trap") == ["Trap"]


async def test_the_list_pages_in_three_statements(portal: Portal) -> None:
    """R-CIT-03: keyset pages show every item once; items of the same day keep an order."""
    client = await portal.login(await portal.provider())
    for number in range(5):
        await add(client, description=f"Item {number}", dueDates=one("2027-05-01"))
    seen: list[str] = []
    cursor = None
    while True:
        with counted(portal.services.database) as statements:
            answer = (await client.get(ITEMS, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        assert len(statements) <= 3
        seen += [each["description"] for each in answer["items"]]
        cursor = answer["nextCursor"]
        if cursor is None:
            break
    assert sorted(seen) == [f"Item {number}" for number in range(5)]


async def test_a_correction_leaves_no_history(portal: Portal) -> None:
    """R-CIT-01: dates that were typed wrong are corrected; what is left out goes, what is new comes."""
    client = await portal.login(await portal.provider())
    item = await add(client)
    battery = next(each for each in item["dueDates"] if each["part"] == "battery")
    dates = [{"id": battery["id"], "part": "battery", "expiresOn": "2031-01-01"}, *one("2027-03-01")]
    answer = await client.patch(
        f"{ITEMS}/{item['id']}", json={"dueDates": dates, "location": ""}, headers={"If-Match": '"1"'}
    )
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert parts(changed) == {"battery": ("2031-01-01", "2030-11-06"), "inspection": ("2027-03-01", "2027-01-04")}
    assert (changed["history"], changed["location"], changed["description"]) == ([], "", AED["description"])


async def test_photos_are_kept_with_an_item(portal: Portal) -> None:
    """R-CIT-01: files"""
    client = await portal.login(await portal.provider())
    item = await add(client)
    photo = {"file": ("kast.png", png(), "image/png")}
    file = (await client.post(f"{ITEMS}/{item['id']}/files", files=photo)).json()
    assert [each["name"] for each in (await client.get(f"{ITEMS}/{item['id']}")).json()["files"]] == ["kast.png"]
    assert (await client.get(f"/api/v1/files/{file['id']}")).content == png()
    assert (await client.delete(f"{ITEMS}/{item['id']}/files/{file['id']}")).status_code == 204
    assert (await client.get(f"{ITEMS}/{item['id']}")).json()["files"] == []


async def test_the_label_leads_back_to_the_item(portal: Portal) -> None:
    """R-CIT-01: a PDF of one small page."""
    client = await portal.login(await portal.provider())
    item = await add(client)
    answer = await client.get(f"{ITEMS}/{item['id']}/label")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert date.fromisoformat(item["createdAt"][:10]) == portal.clock.now().date()
