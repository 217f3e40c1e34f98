"""Duplicates and merging over the API."""

from typing import Any

from httpx import AsyncClient

from tests.factories.sample_files import PDF
from tests.portal import Portal

JAN = {"givenName": "Jan", "infix": "de", "familyName": "Vries"}


async def made(client: AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Make something, and give it as the API does."""
    answer = await client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def customer(client: AsyncClient, name: str, **fields: object) -> dict[str, Any]:
    """A customer."""
    blank = {"address": "Dorpsstraat 1", "contacts": [{"name": "Kees", "email": "kees@smit.example"}]}
    return await made(client, "customers", {"name": name, **blank, **fields})


async def test_duplicates_are_shown_with_why_until_somebody_says_otherwise(portal: Portal) -> None:
    """R-CRS-08: the pair, its reason and who is proposed to stay; what is said not to be the same does not come back."""
    planner = await portal.login(await portal.provider())
    one = await made(planner, "trainees", {**JAN, "email": "jan@x.example"})
    two = await made(planner, "trainees", {**JAN, "email": "jan@x.example", "acceptDouble": True})
    await made(planner, "trainees", {"givenName": "Els", "familyName": "Bakker", "email": "els@x.example"})
    [pair] = (await planner.get("/api/v1/trainee-duplicates")).json()["items"]
    assert {pair["one"]["id"], pair["two"]["id"]} == {one["id"], two["id"]}
    assert (pair["because"], pair["proposedKeeperId"]) == ("email", one["id"])
    body = {"oneId": two["id"], "twoId": one["id"]}
    for _ in range(2):
        assert (await planner.post("/api/v1/trainee-duplicates/dismissals", json=body)).status_code == 204
    assert (await planner.get("/api/v1/trainee-duplicates")).json()["items"] == []


async def test_a_slip_with_the_same_customer_is_told_while_adding(portal: Portal) -> None:
    """R-CRS-08: as likely the same person; deliberately it is added all the same, and another birth date is nobody's."""
    planner = await portal.login(await portal.provider())
    firm = await customer(planner, "Bakkerij Smit")
    known = await made(
        planner,
        "trainees",
        {"givenName": "Johanna", "familyName": "Vermeulen", "customerId": firm["id"], "birthDate": "1981-03-12"},
    )
    slip = {"givenName": "Johana", "familyName": "Vermeulen", "customerId": firm["id"]}
    refused = await planner.post("/api/v1/trainees", json=slip)
    assert (refused.status_code, refused.json()["code"]) == (409, "trainee_known")
    assert [each["id"] for each in refused.json()["params"]["matches"]] == [known["id"]]
    await made(planner, "trainees", {**slip, "birthDate": "1990-01-01"})
    await made(planner, "trainees", {**slip, "acceptDouble": True})


async def test_merging_and_undoing_over_http(portal: Portal) -> None:
    """R-CUS-04: the chosen fields come along, the other is gone, and comes back when it is undone within thirty days."""
    planner = await portal.login(await portal.provider())
    keeper = await made(planner, "trainees", {**JAN, "email": "jan@x.example"})
    other = await made(
        planner, "trainees", {**JAN, "familyName": "Vreis", "email": "jan@werk.example", "phone": "0612345678"}
    )
    side = (await planner.get(f"/api/v1/trainee-comparison?oneId={keeper['id']}&twoId={other['id']}")).json()
    assert (side["because"], side["one"]["courses"]) == (None, 0)
    merge = await made(planner, f"trainees/{keeper['id']}/merges", {"otherId": other["id"], "take": ["email"]})
    assert merge["undoUntil"] == "2026-12-23T09:00:00.000Z"
    now = (await planner.get(f"/api/v1/trainees/{keeper['id']}")).json()
    assert (now["name"], now["email"], now["phone"]) == ("Jan de Vries", "jan@werk.example", "+31612345678")
    assert (await planner.get(f"/api/v1/trainees/{other['id']}")).status_code == 404
    assert [each["id"] for each in (await planner.get("/api/v1/trainee-merges")).json()["items"]] == [merge["id"]]
    undone = await planner.post(f"/api/v1/trainee-merges/{merge['id']}/reversal")
    assert undone.json()["undoneAt"] is not None
    back = [(await planner.get(f"/api/v1/trainees/{each['id']}")).json() for each in (keeper, other)]
    assert [each["email"] for each in back] == ["jan@x.example", "jan@werk.example"]
    again = await planner.post(f"/api/v1/trainee-merges/{merge['id']}/reversal")
    assert (again.status_code, again.json()["code"]) == (409, "merge_not_undoable")
    itself = await planner.post(f"/api/v1/trainees/{keeper['id']}/merges", json={"otherId": keeper["id"]})
    assert itself.json()["code"] == "merge_with_itself"


async def test_customers_are_found_twice_shown_while_typing_and_merged(portal: Portal) -> None:
    """R-CUS-01: a customer of nearly this name or with this address is told before another one is made."""
    planner = await portal.login(await portal.provider())
    one, two = (
        await customer(planner, "Bakkerij Smit"),
        await customer(planner, "Bakkerij Smitt", contacts=[{"name": "Kees", "email": "info@smitt.example"}]),
    )
    shown = await planner.get("/api/v1/customer-lookalikes", params={"name": "bakkerij smit"})
    assert {each["name"] for each in shown.json()["items"]} == {"Bakkerij Smit", "Bakkerij Smitt"}
    by_mail = await planner.get("/api/v1/customer-lookalikes", params={"contactEmail": "KEES@smit.example"})
    assert [each["id"] for each in by_mail.json()["items"]] == [one["id"]]
    [pair] = (await planner.get("/api/v1/customer-duplicates")).json()["items"]
    assert pair["because"] == "similarName"
    merge = await made(planner, f"customers/{one['id']}/merges", {"otherId": two["id"], "take": ["name"]})
    assert (await planner.get(f"/api/v1/customers/{one['id']}")).json()["name"] == "Bakkerij Smitt"
    assert (await planner.get("/api/v1/customer-duplicates")).json()["items"] == []
    await planner.post(f"/api/v1/customer-merges/{merge['id']}/reversal")
    assert (await planner.get(f"/api/v1/customers/{two['id']}")).json()["name"] == "Bakkerij Smitt"
    wrong = await planner.post(f"/api/v1/trainee-merges/{merge['id']}/reversal")
    assert wrong.status_code == 404


async def test_a_customers_files_come_along_and_go_back(portal: Portal) -> None:
    """R-CUS-01, R-CUS-05: the keeper has the files of both; undone, each has its own again."""
    planner = await portal.login(await portal.provider())
    ids = []
    for name in ("Bakkerij Smit", "Bakkerij Smit BV"):
        ids.append((await customer(planner, name))["id"])
        sent = {"file": (f"{name}.pdf", PDF, "application/pdf")}
        assert (await planner.post(f"/api/v1/customers/{ids[-1]}/files", files=sent)).status_code == 201

    async def files(customer_id: str) -> list[str]:
        items = (await planner.get(f"/api/v1/customers/{customer_id}/files")).json()["items"]
        return sorted(each["name"] for each in items)

    merge = await made(planner, f"customers/{ids[0]}/merges", {"otherId": ids[1]})
    assert await files(ids[0]) == ["Bakkerij Smit BV.pdf", "Bakkerij Smit.pdf"]
    await planner.post(f"/api/v1/customer-merges/{merge['id']}/reversal")
    assert [await files(each) for each in ids] == [["Bakkerij Smit.pdf"], ["Bakkerij Smit BV.pdf"]]
