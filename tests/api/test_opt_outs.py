"""The leave-me-out list over HTTP."""

from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from app.providers.models import Provider
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

URL = "/api/v1/opt-outs"


async def _world(portal: Portal) -> tuple[Provider, AsyncClient, str, str]:
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        trainee = await make_trainee(session, provider)
        customer = await make_customer(session, provider, name="Smit")
    return provider, await portal.login(provider), str(trainee.id), str(customer.id)


async def _leave_out(client: AsyncClient, **fields: Any) -> dict[str, Any]:
    made = await client.post(URL, json={"reason": "Belt zelf", **fields})
    assert made.status_code == 201, made.text
    body: dict[str, Any] = made.json()
    return body


async def test_somebody_is_left_out_and_taken_in_again(portal: Portal) -> None:
    """R-EXP-02: per trainee, per customer and per kind, with reason, date and who; ended it stays as history."""
    _, planner, trainee, customer = await _world(portal)
    line = await _leave_out(planner, traineeId=trainee, kind="trainee_expiry")
    assert (line["trainee"]["id"], line["customer"], line["kind"]) == (trainee, None, "trainee_expiry")
    assert (line["reason"], line["source"], line["endedAt"]) == ("Belt zelf", "user", None)
    assert line["createdBy"].startswith("Gebruiker")
    again = await _leave_out(planner, traineeId=trainee, kind="trainee_expiry", reason="Nog eens")
    assert (again["id"], again["reason"]) == (line["id"], "Belt zelf")
    await _leave_out(planner, customerId=customer)
    listed = (await planner.get(URL, params={"traineeId": trainee})).json()["items"]
    assert [each["id"] for each in listed] == [line["id"]]
    ended = (await planner.delete(f"{URL}/{line['id']}")).json()
    assert ended["endedBy"].startswith("Gebruiker")
    assert (await planner.delete(f"{URL}/{line['id']}")).json()["endedAt"] == ended["endedAt"]
    assert (await planner.get(URL, params={"traineeId": trainee})).json()["items"] == []
    assert len((await planner.get(URL, params={"traineeId": trainee, "ended": "true"})).json()["items"]) == 1
    fresh = await _leave_out(planner, traineeId=trainee, kind="trainee_expiry")
    assert fresh["id"] != line["id"]


async def test_a_line_is_about_one_subject_and_has_a_reason(portal: Portal) -> None:
    """R-EXP-02"""
    _, planner, trainee, customer = await _world(portal)
    for body in (
        {"reason": "x"},
        {"reason": "x", "traineeId": trainee, "customerId": customer},
        {"reason": " ", "traineeId": trainee},
        {"traineeId": trainee},
        {"reason": "x", "traineeId": trainee, "kind": "invoice"},
    ):
        assert (await planner.post(URL, json=body)).status_code == 400
    unknown = await planner.post(URL, json={"reason": "x", "traineeId": str(uuid4())})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "trainee_not_found")
    assert (await planner.delete(f"{URL}/{uuid4()}")).json()["code"] == "opt_out_not_found"


async def test_the_list_is_read_page_by_page(portal: Portal) -> None:
    """R-EXP-02: every line once, the latest first, in three statements."""
    _, planner, trainee, customer = await _world(portal)
    made = []
    for fields in ({"traineeId": trainee}, {"customerId": customer}, {"traineeId": trainee, "kind": "course"}):
        portal.clock.advance(minutes=1)
        made.append((await _leave_out(planner, **fields))["id"])
    seen, query = [], {"limit": "1"}
    while True:
        page = (await planner.get(URL, params=query)).json()
        seen += [row["id"] for row in page["items"]]
        if page["nextCursor"] is None:
            break
        query["cursor"] = page["nextCursor"]
    assert seen == made[::-1]
    with counted(portal.services.database) as statements:
        await planner.get(URL)
    assert len(statements) <= 3
