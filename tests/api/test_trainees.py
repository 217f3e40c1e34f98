"""Trainees over the API."""

from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

JAN: dict[str, Any] = {
    "givenName": "Jan",
    "infix": "van der",
    "familyName": "Berg",
    "birthDate": "1984-04-12",
    "email": "Jan@Voorbeeld.example",
    "phone": "06 12345678",
}


async def add(client: AsyncClient, **changed: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/trainees", json={**JAN, **changed})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_trainee_is_made_in_the_spelling_that_is_kept(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    made = await add(client)
    assert (made["name"], made["email"], made["phone"]) == ("Jan van der Berg", "jan@voorbeeld.example", "+31612345678")
    found = await client.get(f"/api/v1/trainees/{made['id']}")
    assert (found.json(), found.headers["etag"]) == (made, '"1"')


async def test_a_trainee_needs_no_address_and_no_birth_date(portal: Portal) -> None:
    """R-CRS-08: trainees without e-mail are welcome; an infix typed before the family name finds its place."""
    client = await portal.login(await portal.provider())
    answer = await client.post("/api/v1/trainees", json={"givenName": "Zoë", "familyName": "de Vries"})
    assert (answer.json()["infix"], answer.json()["familyName"], answer.json()["email"]) == ("de", "Vries", None)


@pytest.mark.parametrize(
    ("broken", "pointer"),
    [
        ({"givenName": ""}, "/givenName"),
        ({"familyName": "x" * 101}, "/familyName"),
        ({"familyName": "123456782"}, "/familyName"),
        ({"givenName": '=HYPERLINK("http://x.example")'}, "/givenName"),
        ({"familyName": "..."}, "/familyName"),
        ({"email": "jan@"}, "/email"),
        ({"email": "jan@voorbeeld.example\r\nBcc: piet@voorbeeld.example"}, "/email"),
        ({"phone": "112"}, "/phone"),
        ({"birthDate": "1984-02-31"}, "/birthDate"),
        ({"birthDate": "2030-01-01"}, "/birthDate"),
        ({"birthDate": "1884-01-01"}, "/birthDate"),
        ({"remarks": "bsn 1234.56.782"}, "/remarks"),
        ({"bsn": "123456782"}, "/bsn"),
    ],
)
async def test_a_broken_field_is_named(portal: Portal, broken: dict[str, str], pointer: str) -> None:
    """R-CRS-08: a message at the field; a citizen service number is refused wherever it is typed."""
    client = await portal.login(await portal.provider())
    answer = await client.post("/api/v1/trainees", json={**JAN, **broken})
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    "changed", [{"familyName": "Kok", "birthDate": None}, {"email": None}, {"email": "j@voorbeeld.example"}]
)
async def test_somebody_who_is_known_is_recognised(portal: Portal, changed: dict[str, Any]) -> None:
    """R-CRS-08: by address, or by name and birth date; who insists may add a second one."""
    client = await portal.login(await portal.provider())
    first = await add(client)
    refused = await client.post("/api/v1/trainees", json={**JAN, **changed})
    assert (refused.status_code, refused.json()["code"]) == (409, "trainee_known")
    assert [match["id"] for match in refused.json()["params"]["matches"]] == [first["id"]]
    assert (await add(client, **changed, acceptDouble=True))["id"] != first["id"]


async def test_the_same_person_at_another_provider_is_nobody_elses_business(portal: Portal) -> None:
    """R-CRS-08: same provider only."""
    await add(await portal.login(await portal.provider()))
    await add(await portal.login(await portal.provider()))


async def test_trainees_are_listed_by_family_name_and_searched_by_words(portal: Portal) -> None:
    """R-CRS-08"""
    client = await portal.login(await portal.provider())
    for given, infix, family in (("An", "de", "Vries"), ("Ömer", "", "Özdemir"), ("Jan", "van der", "Berg")):
        await add(client, givenName=given, infix=infix, familyName=family, email=f"{given[0].lower()}x@voorbeeld.example"
                  if given != "Ömer" else None)  # fmt: skip
    listed = (await client.get("/api/v1/trainees")).json()["items"]
    assert [row["name"] for row in listed] == ["Jan van der Berg", "Ömer Özdemir", "An de Vries"]
    for query, name in (("ozdem", "Ömer Özdemir"), ("vries an", "An de Vries"), ("jx@voorbeeld", "Jan van der Berg")):
        found = (await client.get("/api/v1/trainees", params={"q": query})).json()["items"]
        assert [row["name"] for row in found] == [name]


async def test_pages_of_trainees_follow_each_other_without_gap(portal: Portal) -> None:
    """R-CRS-08: whatever the list is narrowed to."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        customer = await make_customer(session, provider)
        made = {str((await make_trainee(session, provider, customer=customer)).id) for _ in range(5)}
        await make_trainee(session, provider)
    queries: tuple[dict[str, str], ...] = (
        {"customerId": str(customer.id)},
        {"customerId": str(customer.id), "q": "cursist"},
    )
    for query in queries:
        seen: list[str] = []
        cursor: dict[str, Any] = {}
        for _ in range(3):
            answer = (await client.get("/api/v1/trainees", params={"limit": "2", **query, **cursor})).json()
            seen += [row["id"] for row in answer["items"]]
            assert all(row["customer"]["name"] == customer.name for row in answer["items"])
            cursor = {"cursor": answer["nextCursor"]}
        assert (len(seen), set(seen), cursor["cursor"]) == (5, made, None)


async def test_a_change_keeps_what_is_not_sent_and_empties_what_is_null(portal: Portal) -> None:
    """R-CUS-04"""
    client = await portal.login(await portal.provider())
    url = f"/api/v1/trainees/{(await add(client))['id']}"
    changed = await client.patch(url, json={"familyName": "Bos", "email": None}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["email"], changed.json()["phone"]) == (
        "Jan van der Bos",
        None,
        "+31612345678",
    )
    assert (await client.patch(url, json={"familyName": "X"}, headers={"If-Match": '"1"'})).status_code == 412
    assert (await client.get("/api/v1/trainees", params={"q": "bos"})).json()["items"]


async def test_a_trainee_shows_the_courses_the_latest_first(portal: Portal) -> None:
    """R-CUS-04: an enrolment remembers the customer of its day when the trainee changes employer."""
    provider = await portal.provider()
    client = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        old, new = await make_customer(session, provider), await make_customer(session, provider)
        trainee = await make_trainee(session, provider, customer=old)
        courses = [await make_course(session, provider, days=(date(2027, month, 1),)) for month in (3, 5)]
        enrolments = [await make_enrolment(session, course, trainee, customer=old) for course in courses]
    url = f"/api/v1/trainees/{trainee.id}"
    moved = await client.patch(url, json={"customerId": str(new.id)}, headers={"If-Match": '"1"'})
    assert [course["firstDay"] for course in moved.json()["courses"]] == ["2027-05-01", "2027-03-01"]
    assert moved.json()["customer"] == {"id": str(new.id), "name": new.name}
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await session.merge(enrolments[0], load=True)
        assert {each.customer_id for each in enrolments} == {old.id}


async def test_a_customer_of_another_provider_does_not_exist(portal: Portal) -> None:
    """R-CUS-04"""
    stranger = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, stranger.id)
        customer = await make_customer(session, stranger)
    client = await portal.login(await portal.provider())
    answer = await client.post("/api/v1/trainees", json={**JAN, "customerId": str(customer.id)})
    assert (answer.status_code, answer.json()["code"]) == (404, "customer_not_found")
    assert (await client.get("/api/v1/trainees", params={"customerId": str(customer.id)})).status_code == 404
