"""The operator's register of instructors, and that nobody else can write in it."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.core.database.session import bind_operator
from app.core.signing import LinkSigner
from app.events.models import OperatorEvent
from app.instructors.himself import make_feed
from app.staffing.own_links import OwnLink, make_own_link
from tests.factories.courses import make_course
from tests.factories.instructors import make_certified_type, make_instructor
from tests.factories.tenants import act_for
from tests.portal import Portal

HERE = "/api/v1/operator/instructors"
ILSE: dict[str, Any] = {
    "givenName": "Ilse", "infix": "van den", "familyName": "Berg", "email": "Ilse@Cibot.example", "phone": "06 12345678",
    "city": "Ede", "postcode": "6711 AB", "languages": ["nl", "en"],
}  # fmt: skip


async def made(operator: AsyncClient, **other: Any) -> dict[str, Any]:
    answer = await operator.post(HERE, json=ILSE | other)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_the_operator_keeps_instructors_and_providers_find_them(portal: Portal) -> None:
    """R-INS-01 R-INS-02: name, address, phone, town, postcode, languages; sorted and found by family name."""
    operator = await portal.login(None)
    ilse = await made(operator)
    assert (ilse["name"], ilse["email"], ilse["emailVisible"]) == ("Ilse van den Berg", "ilse@cibot.example", False)
    await made(operator, givenName="Adam", familyName="Zwart", infix="", email="adam@cibot.example")
    listed = (await operator.get(HERE)).json()["items"]
    assert [each["name"] for each in listed] == ["Ilse van den Berg", "Adam Zwart"]
    assert [each["id"] for each in (await operator.get(HERE, params={"q": "ede berg"})).json()["items"]] == [ilse["id"]]
    planner = await portal.login(await portal.provider())
    found = (await planner.get("/api/v1/instructors", params={"q": "berg"})).json()["items"]
    assert [(each["id"], each["email"], each["languages"]) for each in found] == [(ilse["id"], None, ["nl", "en"])]


async def test_changes_need_the_version_and_keep_what_is_left_out(portal: Portal) -> None:
    """R-INS-01: optimistic locking as everywhere; one address is one instructor."""
    operator = await portal.login(None)
    ilse = await made(operator)
    url = f"{HERE}/{ilse['id']}"
    assert (await operator.patch(url, json={"city": "Arnhem"})).status_code == 428
    etag = (await operator.get(url)).headers["etag"]
    changed = await operator.patch(url, json={"city": "Arnhem"}, headers={"If-Match": etag})
    assert (changed.json()["city"], changed.json()["phone"]) == ("Arnhem", ilse["phone"])
    assert (await operator.patch(url, json={"city": "Ede"}, headers={"If-Match": etag})).status_code == 412
    other = await made(operator, email="ander@cibot.example")
    taken = await operator.patch(
        f"{HERE}/{other['id']}", json={"email": "ILSE@cibot.example"}, headers={"If-Match": f'"{other["version"]}"'}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "instructor_registered")
    assert (await operator.post(HERE, json=ILSE)).status_code == 409
    wrong = await operator.post(HERE, json=ILSE | {"email": "geen adres", "phone": "x"})
    assert {each["pointer"] for each in wrong.json()["errors"]} == {"/email", "/phone"}


async def test_qualifications_have_dates_and_decide_who_may_teach(portal: Portal) -> None:
    """R-INS-01 R-STF-02 R-CRT-02: per type and period; an end takes him off the list of later courses."""
    operator = await portal.login(None)
    ilse = await made(operator)
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
    url = f"{HERE}/{ilse['id']}/qualifications"
    types = (await operator.get("/api/v1/operator/course-types")).json()["items"]
    assert [each["name"] for each in types] == [certified.name]
    period = {"courseTypeId": str(certified.id), "validFrom": "2026-01-01", "validTo": "2027-03-01"}
    given = await operator.post(url, json=period)
    assert given.status_code == 201, given.text
    [held] = given.json()["qualifications"]
    assert (held["typeName"], held["validFrom"], held["validTo"]) == (certified.name, "2026-01-01", "2027-03-01")
    again = await operator.post(url, json=period | {"validFrom": "2027-03-01", "validTo": None})
    assert (again.status_code, again.json()["code"]) == (409, "qualification_overlaps")
    backwards = await operator.post(url, json=period | {"validTo": "2025-01-01"})
    assert backwards.json()["errors"][0]["pointer"] == "/validTo"
    assert (await operator.post(url, json=period | {"validFrom": "2027-03-02", "validTo": None})).status_code == 201

    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, course_type=certified)
    planner = await portal.login(provider)

    async def candidates() -> list[str]:
        listed = (await planner.get(f"/api/v1/courses/{course.id}/staffing")).json()["items"]
        return [each["instructor"]["id"] for each in listed]

    assert await candidates() == [ilse["id"]]
    ended = await operator.patch(f"{url}/{held['id']}", json={"validFrom": "2026-01-01", "validTo": "2027-02-28"})
    assert ended.status_code == 200, ended.text
    assert await candidates() == []
    assert (await operator.delete(f"{url}/{held['id']}")).status_code == 204
    assert (await operator.delete(f"{url}/{held['id']}")).json()["code"] == "qualification_unknown"


async def test_suspension_takes_him_off_every_list_and_closes_his_page(portal: Portal) -> None:
    """R-INS-01: at once, and as it was when it is lifted."""
    operator = await portal.login(None)
    ilse = await made(operator)
    planner = await portal.login(await portal.provider())
    page = make_own_link(LinkSigner(portal.services.keys), "", OwnLink(UUID(ilse["id"]), 1), now=portal.clock.now())
    visitor = portal.anonymous()
    url, version = f"{HERE}/{ilse['id']}", ilse["version"]
    for suspended, status, listed in ((True, 404, 0), (False, 200, 1)):
        answer = await operator.patch(url, json={"suspended": suspended}, headers={"If-Match": f'"{version}"'})
        version = answer.json()["version"]
        assert bool(answer.json()["suspendedAt"]) is suspended
        assert (await visitor.get(page)).status_code == status
        assert len((await planner.get("/api/v1/instructors")).json()["items"]) == listed


async def test_links_of_a_lost_mailbox_can_be_made_void(portal: Portal) -> None:
    """R-INS-03 R-STF-04: the own page and the feed stop working; a new link opens."""
    operator = await portal.login(None)
    ilse = await made(operator)
    signer, now = LinkSigner(portal.services.keys), portal.clock.now()
    old = make_own_link(signer, "", OwnLink(UUID(ilse["id"]), 1), now=now)
    async with portal.owning() as owner:
        secret = await make_feed(owner, UUID(ilse["id"]), now=now)
    visitor = portal.anonymous()
    assert (await visitor.get(f"/agenda/{secret}.ics")).status_code == 200
    assert (await operator.delete(f"{HERE}/{ilse['id']}/links")).status_code == 204
    assert (await visitor.get(old)).status_code == 410
    assert (await visitor.get(f"/agenda/{secret}.ics")).status_code == 404
    new = make_own_link(signer, "", OwnLink(UUID(ilse["id"]), 2), now=now)
    assert (await visitor.get(new)).status_code == 200


async def test_nobody_but_the_operator_writes_in_the_register(portal: Portal) -> None:
    """R-INS-01: not over the API, and not in the database without the operator's binding."""
    operator = await portal.login(None)
    ilse = await made(operator)
    admin = await portal.login(await portal.provider(), "admin")
    assert (await admin.get(HERE)).status_code == 403
    assert (await admin.post(HERE, json=ILSE)).status_code == 403
    connection = await asyncpg.connect(portal.database.app_url)
    try:
        for setting in ("app.provider_id", "app.instructor_id"):
            await connection.execute(f"set {setting} = '01a00000-0000-7000-8000-000000000001'")
            for statement in ("update instructor set city = 'Elders'", "delete from teaching_qualification"):
                assert (await connection.execute(statement)).endswith(" 0")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into teaching_qualification (id, instructor_id, course_type_id, valid_from)"
                f" values ('{ilse['id']}', '{ilse['id']}', '{ilse['id']}', '2026-01-01')"
            )
    finally:
        await connection.close()


async def test_the_register_pages_without_gap(portal: Portal) -> None:
    """R-INS-01: keyset pages, also among equal names."""
    async with portal.owning() as owner:
        for _ in range(5):
            await make_instructor(owner, family_name="Gelijk")
    operator = await portal.login(None)
    seen: list[str] = []
    query: dict[str, Any] = {"limit": "2"}
    for _ in range(3):
        answer = (await operator.get(HERE, params=query)).json()
        seen += [each["id"] for each in answer["items"]]
        query["cursor"] = answer["nextCursor"]
    assert (len(set(seen)), query["cursor"]) == (5, None)


async def test_every_change_of_the_register_is_in_the_operators_log(portal: Portal) -> None:
    """R-ACC-03 R-INS-01: who, when and what, before and after; no provider's session sees a line of it."""
    operator = await portal.login(None)
    async with portal.owning() as owner:
        course_type = await make_certified_type(owner)
    ilse = await made(operator)
    url = f"{HERE}/{ilse['id']}"
    changes = {"city": "Arnhem", "suspended": True}
    assert (await operator.patch(url, json=changes, headers={"If-Match": '"1"'})).status_code == 200
    given = {"courseTypeId": str(course_type.id), "validFrom": "2026-01-01"}
    [held] = (await operator.post(f"{url}/qualifications", json=given)).json()["qualifications"]
    ending = {"validFrom": "2026-01-01", "validTo": "2027-01-01"}
    await operator.patch(f"{url}/qualifications/{held['id']}", json=ending)
    await operator.delete(f"{url}/qualifications/{held['id']}")
    await operator.delete(f"{url}/links")
    async with portal.services.database.session() as session:
        bind_operator(session)
        lines = (await session.scalars(select(OperatorEvent).order_by(OperatorEvent.id))).all()
    assert [line.action.partition(".")[2] for line in lines] == [
        "registered", "changed", "given", "changed", "taken", "links-voided",
    ]  # fmt: skip
    assert {(line.subject_type, str(line.subject_id)) for line in lines} == {("instructor", ilse["id"])}
    assert all(line.actor_id and line.actor_name and line.trace_id for line in lines)
    assert lines[1].changes["city"] == ["Ede", "Arnhem"]
    assert lines[1].changes.keys() == {"city", "suspended_at"}
    assert lines[3].changes["valid_to"] == "2027-01-01"
    assert lines[3].changes["former"] == ["2026-01-01", None]
    provider = await portal.provider()
    async with portal.services.database.tenant(provider.id) as session:
        assert (await session.scalars(select(OperatorEvent))).all() == []


async def test_a_repeated_registration_has_one_effect(portal: Portal) -> None:
    """R-INS-01: under the same Idempotency-Key the same answer; another body under it is refused."""
    operator = await portal.login(None)
    key = {"Idempotency-Key": "ilse-1"}
    first, second = [await operator.post(HERE, json=ILSE, headers=key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert (second.content, second.headers["location"]) == (first.content, first.headers["location"])
    assert second.headers["idempotent-replayed"] == "true"
    other = await operator.post(HERE, json=ILSE | {"email": "anders@cibot.example"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert len((await operator.get(HERE)).json()["items"]) == 1
    portal.clock.advance(hours=25)
    operator = await portal.login(None)
    assert (await operator.post(HERE, json=ILSE, headers=key)).status_code == 409
