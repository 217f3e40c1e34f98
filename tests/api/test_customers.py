"""Customers over the API."""

from typing import Any

from httpx import AsyncClient

from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

BAKERY: dict[str, Any] = {
    "name": "Bakkerij Smit",
    "address": "Dorpsstraat 1\n1234 AB Ons Dorp",
    "contacts": [{"name": "Petra Kok", "email": "Petra@Bakkerij.example"}],
    "correspondenceViaContact": True,
    "remarks": "Belt liever",
}


async def add(client: AsyncClient, **changed: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/customers", json={**BAKERY, **changed})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_customer_is_made_with_contact_person_and_remarks(portal: Portal) -> None:
    """R-CUS-02"""
    client = await portal.login(await portal.provider())
    made = await add(client)
    found = await client.get(f"/api/v1/customers/{made['id']}")
    assert found.json() == made
    assert found.headers["etag"] == '"1"'
    assert {key: made[key] for key in BAKERY if key != "contacts"} == {
        key: value for key, value in BAKERY.items() if key != "contacts"
    }
    assert (made["contactName"], made["contactEmail"]) == ("Petra Kok", "petra@bakkerij.example")
    assert (made["traineeCount"], made["courseCount"], made["archivedAt"]) == (0, 0, None)


async def test_a_customer_has_several_contact_persons_each_there_for_something(portal: Portal) -> None:
    """R-CUS-02 R-CUS-03: in order, a topic belongs to one of them, who stays keeps its id, and all are found by."""
    client = await portal.login(await portal.provider())
    bills = {
        "name": "Ria Bos",
        "email": "ria@bakkerij.example",
        "phone": "06 1",
        "topics": ["invoices", "certificates"],
    }
    made = await add(client, contacts=[*BAKERY["contacts"], bills])
    url, petra, ria = f"/api/v1/customers/{made['id']}", made["contacts"][0], made["contacts"][1]
    assert (petra["topics"], ria["name"], ria["phone"]) == ([], "Ria Bos", "06 1")
    assert set(ria["topics"]) == {"invoices", "certificates"}
    for words in ("ria bos", "petra@bakkerij"):
        assert len((await client.get("/api/v1/customers", params={"q": words})).json()["items"]) == 1
    twice = await client.patch(
        url, json={"contacts": [petra | {"topics": ["invoices"]}, ria]}, headers={"If-Match": '"1"'}
    )
    assert [(each["pointer"], each["code"]) for each in twice.json()["errors"]] == [
        ("/contacts/1/topics", "topic_taken")
    ]
    new = {"name": "Bo", "email": "bo@bakkerij.example"}
    changed = (await client.patch(url, json={"contacts": [ria, new]}, headers={"If-Match": '"1"'})).json()
    assert [(one["name"], one["id"] == ria["id"]) for one in changed["contacts"]] == [("Ria Bos", True), ("Bo", False)]
    assert (changed["contactName"], changed["version"]) == ("Ria Bos", 2)
    assert (await client.get("/api/v1/customers", params={"q": "petra"})).json()["items"] == []
    gone = await client.patch(url, json={"contacts": []}, headers={"If-Match": '"2"'})
    assert gone.status_code == 400


async def test_a_customer_has_numbers_and_an_invoice_address(portal: Portal) -> None:
    """R-CUS-02: kept in one form, checked, and found by; all three are optional."""
    client = await portal.login(await portal.provider())
    made = await add(client, kvkNumber="1234 5678", vatNumber="nl004495445b01", invoiceAddress="Postbus 1, Breda")
    assert (made["kvkNumber"], made["vatNumber"]) == ("12345678", "NL004495445B01")
    assert made["invoiceAddress"] == "Postbus 1, Breda"
    found = await client.get("/api/v1/customers", params={"q": "12345678"})
    assert [each["id"] for each in found.json()["items"]] == [made["id"]]
    broken = await client.post("/api/v1/customers", json={**BAKERY, "kvkNumber": "123", "vatNumber": "NL004495446B01"})
    assert {(error["pointer"], error["code"]) for error in broken.json()["errors"]} == {
        ("/kvkNumber", "kvk_invalid"), ("/vatNumber", "vat_invalid"),
    }  # fmt: skip
    url, version = f"/api/v1/customers/{made['id']}", {"If-Match": '"1"'}
    assert (await client.patch(url, json={"vatNumber": ""}, headers=version)).json()["vatNumber"] == ""


async def test_every_broken_field_of_a_customer_is_told(portal: Portal) -> None:
    """R-CUS-02: firm, address, contact person and e-mail are required; nothing hides in a mail header."""
    client = await portal.login(await portal.provider())
    empty = await client.post("/api/v1/customers", json={"name": " ", "contacts": [{"name": "", "email": ""}]})
    assert {error["pointer"] for error in empty.json()["errors"]} == {
        "/name",
        "/address",
        "/contacts/0/name",
        "/contacts/0/email",
    }
    broken = {**BAKERY, "contacts": [{"name": "Petra", "email": "petra@"}], "remarks": "bsn 123456782"}
    answer = await client.post("/api/v1/customers", json=broken)
    assert answer.status_code == 400
    assert {(error["pointer"], error["code"]) for error in answer.json()["errors"]} == {
        ("/remarks", "bsn_not_allowed"), ("/contacts/0/email", "email_invalid"),
    }  # fmt: skip
    injected = await client.post(
        "/api/v1/customers",
        json={**BAKERY, "contacts": [{"name": "Petra", "email": "petra@x.example\r\nBcc: y@x.example"}]},
    )
    assert injected.status_code == 400


async def test_customers_are_listed_by_name_and_searched_by_words(portal: Portal) -> None:
    """R-CUS-01"""
    client = await portal.login(await portal.provider())
    for name, contact in (("Zorggroep Oost", "Ömer Vis"), ("Café 't Hoekje", "An Kok"), ("Aannemer Bos", "Bo Boer")):
        await add(client, name=name, contacts=[{"name": contact, "email": "in@fo.example"}])
    listed = (await client.get("/api/v1/customers")).json()
    assert [row["name"] for row in listed["items"]] == ["Aannemer Bos", "Café 't Hoekje", "Zorggroep Oost"]
    for query, name in (("cafe hoekje", "Café 't Hoekje"), ("OMER", "Zorggroep Oost"), ("bo aann", "Aannemer Bos")):
        found = (await client.get("/api/v1/customers", params={"q": query})).json()["items"]
        assert [row["name"] for row in found] == [name]
    assert (await client.get("/api/v1/customers", params={"q": "onbekend"})).json()["items"] == []


async def test_pages_of_customers_follow_each_other_without_gap(portal: Portal) -> None:
    """R-CUS-01: also among customers of one name, searched or not."""
    client = await portal.login(await portal.provider())
    made = {(await add(client))["id"] for _ in range(5)}
    for query in ({}, {"q": "smit"}):
        seen: list[str] = []
        cursor: dict[str, Any] = {}
        for _ in range(3):
            answer = await client.get("/api/v1/customers", params={"limit": "2", **query, **cursor})
            seen += [row["id"] for row in answer.json()["items"]]
            cursor = {"cursor": answer.json()["nextCursor"]}
        assert (len(seen), set(seen), cursor["cursor"]) == (5, made, None)


async def test_a_change_keeps_what_is_not_sent(portal: Portal) -> None:
    """R-CUS-01: and is refused to whoever looked at an older version."""
    client = await portal.login(await portal.provider())
    url = f"/api/v1/customers/{(await add(client))['id']}"
    changed = await client.patch(url, json={"name": "Bakkerij Kok"}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["contactName"], changed.headers["etag"]) == (
        "Bakkerij Kok",
        "Petra Kok",
        '"2"',
    )
    assert (await client.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'})).status_code == 412
    assert (await client.get("/api/v1/customers", params={"q": "kok bakkerij"})).json()["items"]


async def test_a_customer_with_history_is_archived_and_not_deleted(portal: Portal) -> None:
    """R-CUS-05"""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        customer, course = await make_customer(session, provider), await make_course(session, provider)
        trainee = await make_trainee(session, provider, customer=customer)
        await make_enrolment(session, course, trainee, customer=customer)
    url = f"/api/v1/customers/{customer.id}"
    refused = await client.delete(url)
    assert (refused.status_code, refused.json()["code"]) == (409, "customer_has_history")
    archived = (await client.post(f"{url}/archiving")).json()
    assert archived["archivedAt"]
    assert (archived["traineeCount"], archived["courseCount"]) == (1, 1)
    assert (await client.get("/api/v1/customers")).json()["items"] == []
    assert len((await client.get("/api/v1/customers", params={"archived": "true"})).json()["items"]) == 1
    assert (await client.delete(f"{url}/archiving")).json()["archivedAt"] is None


async def test_a_customer_without_history_can_be_deleted(portal: Portal) -> None:
    """R-CUS-05"""
    client = await portal.login(await portal.provider())
    url = f"/api/v1/customers/{(await add(client))['id']}"
    assert (await client.delete(url)).status_code == 204
    assert (await client.get(url)).status_code == 404


async def test_customers_are_behind_their_module_and_their_provider(portal: Portal) -> None:
    """R-MOD-02, R-CUS-01"""
    owner = await portal.login(await portal.provider())
    url = f"/api/v1/customers/{(await add(owner))['id']}"
    without = await portal.login(await portal.provider(modules=()))
    refused = await without.get("/api/v1/customers")
    assert (refused.status_code, refused.json()["code"]) == (403, "module_not_active")
    other = await portal.login(await portal.provider())
    assert (await other.get(url)).status_code == 404
    assert (await other.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'})).status_code == 404
    viewer = await portal.login(await portal.provider(), "viewer")
    assert (await viewer.post("/api/v1/customers", json=BAKERY)).status_code == 403
