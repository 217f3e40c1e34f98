"""The operator keeps the certified course types; institutes book them (R-CRT-01)."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.core.database.session import bind_operator
from app.events.models import OperatorEvent
from tests.factories.bodies import codes, course_body, day
from tests.portal import Portal

HERE = "/api/v1/operator/course-types"
BHV: dict[str, Any] = {
    "code": "BHV", "name": "Bedrijfshulpverlener", "validityMonths": 24, "starts": "09:30", "ends": "16:00",
    "maxTrainees": 8, "isCode95": True, "requiredDocuments": ["attendance_list", " Evaluatie ", "evaluatie"],
}  # fmt: skip


async def made(operator: AsyncClient, **other: Any) -> dict[str, Any]:
    answer = await operator.post(HERE, json=BHV | other)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def changed(operator: AsyncClient, kept: dict[str, Any], **fields: Any) -> Any:
    return await operator.patch(
        f"{HERE}/{kept['id']}", json=fields, headers={"If-Match": f'"{fields.pop("version", kept["version"])}"'}
    )


async def archived(operator: AsyncClient, kept: dict[str, Any], method: str = "POST") -> dict[str, Any]:
    url = f"{HERE}/{kept['id']}/archiving"
    answer = await operator.request(method, url, headers={"If-Match": f'"{kept["version"]}"'})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def offered(planner: AsyncClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await planner.get("/api/v1/course-types?kind=certified")).json()["items"]
    return items


async def test_what_the_operator_adds_an_institute_is_offered(portal: Portal) -> None:
    """R-CRT-01 R-CRS-04: name, code, validity, times, maximum, code 95 and documents, each document once."""
    operator = await portal.login(None)
    kept = await made(operator)
    assert kept["requiredDocuments"] == ["attendance_list", "Evaluatie"]
    assert (await operator.get(f"{HERE}/{kept['id']}")).json() == kept
    planner = await portal.login(await portal.provider())
    [seen] = await offered(planner)
    assert seen == {name: kept[name] for name in seen if name != "kind"} | {"kind": "certified"}
    outsider = await portal.login(await portal.provider(institute=False))
    assert await offered(outsider) == []


async def test_the_same_request_twice_adds_one_type(portal: Portal) -> None:
    """R-CRT-01: a repeated click is one type."""
    operator = await portal.login(None)
    headers = {"Idempotency-Key": "een-klik"}
    first, second = [await operator.post(HERE, json=BHV, headers=headers) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len((await operator.get(HERE)).json()["items"]) == 1


async def test_a_code_or_name_that_is_taken_is_refused_in_words(portal: Portal) -> None:
    """R-CRT-01: whatever the capitals, when adding and when changing, and archived ones count too."""
    operator = await portal.login(None)
    await archived(operator, await made(operator))
    twin = await operator.post(
        HERE, json=BHV | {"code": "bhv", "name": "Iets anders"}, headers={"Accept-Language": "nl"}
    )
    assert (twin.status_code, twin.json()["code"]) == (409, "course_type_code_in_use")
    assert twin.json()["title"] == "Een ander cursustype heeft deze code"
    namesake = await operator.post(HERE, json=BHV | {"code": "X", "name": "BEDRIJFSHULPVERLENER"})
    assert (namesake.status_code, namesake.json()["code"]) == (409, "course_type_name_in_use")
    other = await made(operator, code="VCA", name="VCA Basis")
    assert (await changed(operator, other, code="Bhv")).json()["code"] == "course_type_code_in_use"
    assert (await changed(operator, other, code="vca")).json()["code"] == "vca"


async def test_everything_that_is_wrong_is_told_at_its_field(portal: Portal) -> None:
    """R-CRT-01: bounds of validity and size, times in order, nothing empty; a change is held to the same."""
    operator = await portal.login(None)
    wrong = await operator.post(HERE, json=BHV | {"code": " ", "validityMonths": 0, "maxTrainees": 1001})
    assert {pointer for pointer, _ in codes(wrong.json())} == {"/code", "/validityMonths", "/maxTrainees"}
    backwards = await operator.post(HERE, json=BHV | {"ends": "09:30"})
    assert codes(backwards.json()) == {("/ends", "end_before_start")}
    kept = await made(operator)
    assert codes((await changed(operator, kept, starts="16:00")).json()) == {("/ends", "end_before_start")}


async def test_a_change_needs_the_version_and_keeps_what_is_left_out(portal: Portal) -> None:
    """R-CRT-01: optimistic locking as everywhere, for archiving too."""
    operator = await portal.login(None)
    kept = await made(operator)
    url = f"{HERE}/{kept['id']}"
    assert (await operator.patch(url, json={"name": "BHV Basis"})).status_code == 428
    new = await changed(operator, kept, name="BHV Basis")
    assert new.json() == kept | {"name": "BHV Basis", "version": kept["version"] + 1}
    assert (await changed(operator, kept, name="Te laat")).status_code == 412
    late = await operator.post(f"{url}/archiving", headers={"If-Match": f'"{kept["version"]}"'})
    assert late.status_code == 412
    unknown = await operator.patch(f"{HERE}/{UUID(int=7)}", json={}, headers={"If-Match": '"1"'})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "course_type_not_found")


async def test_what_changes_concerns_courses_booked_from_then_on(portal: Portal) -> None:
    """R-CRT-01 R-CRS-04: a course keeps its name, validity, documents and expiry date, also when it is changed or moved."""
    operator = await portal.login(None)
    kept = await made(operator)
    planner = await portal.login(await portal.provider())
    body = course_body(
        kind="certified",
        type={"id": kept["id"]},
        days=[day("2027-03-01")],
        requiredDocuments=["attendance_list", {"label": "Evaluatie"}],
    )
    old = (await planner.post("/api/v1/courses", json=body)).json()
    assert old["expiresOn"] == "2029-03-01"
    assert (
        await changed(operator, kept, name="BHV 2027", validityMonths=12, requiredDocuments=["exams"])
    ).status_code == 200
    url = f"/api/v1/courses/{old['id']}"
    before = await planner.get(url)
    assert before.json() == old
    edit = await planner.patch(url, json={"remarks": "Bel even"}, headers={"If-Match": before.headers["etag"]})
    same = ("typeName", "type", "expiresOn", "documents")
    assert {name: edit.json()[name] for name in same} == {name: old[name] for name in same}
    moved = await planner.post(f"{url}/move", json={"firstDay": "2027-05-10"})
    assert moved.status_code == 200, moved.text
    now = (await planner.get(url)).json()
    assert (now["typeName"], now["expiresOn"]) == ("Bedrijfshulpverlener", "2029-05-10")
    new = (await planner.post("/api/v1/courses", json=body)).json()
    assert (new["typeName"], new["expiresOn"]) == ("BHV 2027", "2028-03-01")
    copies = (await planner.post(f"{url}/copies", json={"firstDays": ["2027-06-01"]})).json()["items"]
    copy = (await planner.get(f"/api/v1/courses/{copies[0]['id']}")).json()
    assert (copy["typeName"], copy["expiresOn"]) == ("BHV 2027", "2028-06-01")


async def test_an_archived_type_is_booked_no_longer_until_it_is_brought_back(portal: Portal) -> None:
    """R-CRT-01: it leaves the choice and the API refuses it; the course that has it stays and may be changed."""
    operator = await portal.login(None)
    kept = await made(operator)
    planner = await portal.login(await portal.provider())
    body = course_body(kind="certified", type={"id": kept["id"]})
    course = (await planner.post("/api/v1/courses", json=body)).json()
    gone = await archived(operator, kept)
    assert gone["archivedAt"] is not None
    assert await offered(planner) == []
    assert (await operator.get(HERE)).json()["items"] == []
    assert [each["id"] for each in (await operator.get(HERE, params={"archived": True})).json()["items"]] == [
        kept["id"]
    ]
    assert codes((await planner.post("/api/v1/courses", json=body)).json()) == {("/type/id", "type_archived")}
    again = await planner.post(f"/api/v1/courses/{course['id']}/copies", json={"firstDays": ["2027-06-01"]})
    assert codes(again.json()) == {("/type/id", "type_archived")}
    url = f"/api/v1/courses/{course['id']}"
    etag = (await planner.get(url)).headers["etag"]
    assert (await planner.patch(url, json={"maxTrainees": 9}, headers={"If-Match": etag})).status_code == 200
    back = await archived(operator, gone, "DELETE")
    assert back["archivedAt"] is None
    assert (await planner.post("/api/v1/courses", json=body)).status_code == 201


async def test_the_list_is_by_name_found_by_word_or_code_and_paged(portal: Portal) -> None:
    """R-CRT-01"""
    operator = await portal.login(None)
    for code, name in (("H1", "heftruck"), ("A1", "AED"), ("B1", "BHV")):
        await made(operator, code=code, name=name)
    page = (await operator.get(HERE, params={"limit": 2})).json()
    rest = (await operator.get(HERE, params={"limit": 2, "cursor": page["nextCursor"]})).json()
    assert [each["name"] for each in page["items"] + rest["items"]] == ["AED", "BHV", "heftruck"]
    assert rest["nextCursor"] is None
    for word, name in (("TRUCK", "heftruck"), ("a1", "AED")):
        assert [each["name"] for each in (await operator.get(HERE, params={"q": word})).json()["items"]] == [name]


async def test_everything_is_in_the_operators_log(portal: Portal) -> None:
    """R-ACC-03: who, when, what became of what; what changes nothing is not there."""
    operator = await portal.login(None)
    kept = (await changed(operator, await made(operator), validityMonths=36)).json()
    gone = await archived(operator, kept)
    await archived(operator, await archived(operator, gone), "DELETE")
    async with portal.services.database.platform() as session:
        bind_operator(session)
        told = [
            (event.action, event.changes)
            for event in await session.scalars(select(OperatorEvent).order_by(OperatorEvent.id))
        ]
    assert told == [
        ("course_type.added", {"code": "BHV", "name": "Bedrijfshulpverlener"}),
        ("course_type.changed", {"validity_months": [24, 36]}),
        ("course_type.archived", {}),
        ("course_type.restored", {}),
    ]


async def test_nobody_but_the_operator_keeps_types(portal: Portal) -> None:
    """R-CRT-01: not over the API, and not in the database without the operator's binding."""
    operator = await portal.login(None)
    kept = await made(operator)
    admin = await portal.login(await portal.provider(), "admin")
    assert (await admin.get(HERE)).status_code == 403
    assert (await admin.post(HERE, json=BHV)).status_code == 403
    assert (await changed(admin, kept, name="Van mij")).status_code == 403
    connection = await asyncpg.connect(portal.database.app_url)
    try:
        await connection.execute("set app.provider_id = '01a00000-0000-7000-8000-000000000001'")
        assert await connection.execute("update certified_course_type set name = 'X'") == "UPDATE 0"
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into certified_course_type (id, code, name, validity_months, version)"
                " values (gen_random_uuid(), 'X', 'X', 12, 1)"
            )
    finally:
        await connection.close()
