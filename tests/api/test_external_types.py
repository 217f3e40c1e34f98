"""Which course types an external instructor may teach, and making one person of an external and a registered one."""

from typing import Any

from httpx import AsyncClient
from sqlalchemy import text

from app.instructors.models import ExternalInstructor, Instructor
from tests.factories.bodies import codes, course_body
from tests.factories.courses import make_course, make_external_type
from tests.factories.instructors import make_external_instructor, make_instructor
from tests.factories.staffing import DAY, Scene, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal


async def externals(client: AsyncClient) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in (await client.get("/api/v1/external-instructors")).json()["items"]}


async def test_who_may_teach_only_some_types_stands_on_their_lists_alone(portal: Portal) -> None:
    """R-STF-02 R-EXT-02: no types written down means all; the search by type keeps to it as well."""
    scene = await open_scene(portal, people=0)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        other = await make_external_type(session, scene.provider)
    for name, types in (("Alles", []), ("Deze", [str(scene.course.external_type_id)]), ("Andere", [str(other.id)])):
        body = {"name": name, "email": f"{name}@x.example", "courseTypeIds": types}
        made = await scene.planner.post("/api/v1/external-instructors", json=body)
        assert (made.status_code, made.json()["courseTypeIds"]) == (201, types)
    assert {line["instructor"]["name"] for line in (await scene.lines()).values()} == {"Alles", "Deze"}
    found = await scene.planner.get("/api/v1/instructors", params={"courseTypeId": str(other.id)})
    assert {each["name"] for each in found.json()["items"]} == {"Alles", "Andere"}
    andere = (await externals(scene.planner))["Andere"]
    asked = {"instructors": [{"kind": "external", "id": andere["id"]}]}
    refused = await scene.planner.post(f"{scene.url}/staffing-requests", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_not_eligible")


async def test_who_does_not_teach_the_type_is_not_booked_for_it(portal: Portal) -> None:
    """R-EXT-02 R-CRS-01: by id, by a known name and by a new one; without types he teaches all of them."""
    scene = await open_scene(portal, people=0)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        taught = await make_external_type(session, scene.provider, name="Heftruck")
        other = await make_external_type(session, scene.provider, name="Valbescherming")
    limited = {"name": "Els", "email": "els@x.example", "courseTypeIds": [str(taught.id)]}
    els = (await scene.planner.post("/api/v1/external-instructors", json=limited)).json()
    told = []
    for wanted in ({"id": str(other.id)}, {"name": "valbescherming"}, {"name": "Nog nooit gegeven"}):
        body = course_body(type=wanted, secondInstructor={"kind": "external", "id": els["id"]})
        told.append(await scene.planner.post("/api/v1/courses", json=body))
    assert [each.status_code for each in told] == [400] * 3
    assert all(codes(each.json()) == {("/secondInstructor", "instructor_not_for_type")} for each in told)
    for wanted in ({"id": str(taught.id)}, {"name": "heftruck "}):
        body = course_body(type=wanted, secondInstructor={"kind": "external", "id": els["id"]})
        made = await scene.planner.post("/api/v1/courses", json=body | {"acceptDoubleBooking": True})
        assert made.status_code == 201, made.text
    url = f"/api/v1/external-instructors/{els['id']}"
    assert (await scene.planner.patch(url, json={"courseTypeIds": []}, headers={"If-Match": '"1"'})).status_code == 200
    free = course_body(type={"name": "Wat dan ook"}, mainInstructor={"kind": "external", "id": els["id"]})
    assert (await scene.planner.post("/api/v1/courses", json=free | {"acceptDoubleBooking": True})).status_code == 201


async def test_a_course_keeps_whoever_stood_on_it_when_his_types_change(portal: Portal) -> None:
    """R-EXT-02: other fields can be changed and he may change places; another type needs somebody who teaches it."""
    scene = await open_scene(portal, people=0)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        taught = await make_external_type(session, scene.provider, name="Heftruck")
        els = await make_external_instructor(session, scene.provider, name="Els")
    person = {"kind": "external", "id": str(els.id)}
    body = course_body(type={"name": "Ladders"}, mainInstructor=person)
    answer = await scene.planner.post("/api/v1/courses", json=body)
    only = {"courseTypeIds": [str(taught.id)]}
    await scene.planner.patch(f"/api/v1/external-instructors/{els.id}", json=only, headers={"If-Match": '"1"'})
    url, statuses = f"/api/v1/courses/{answer.json()['id']}", []
    for change in (
        {"remarks": "Neem schoenen mee"},
        {"mainInstructor": None, "secondInstructor": person},
        {"type": {"name": "Iets anders"}},
        {"type": {"id": str(taught.id)}},
    ):
        version = {"If-Match": (await scene.planner.get(url)).headers["etag"]}
        statuses.append((await scene.planner.patch(url, json=change, headers=version)).status_code)
    assert statuses == [200, 200, 400, 200]


async def test_types_are_changed_with_the_rest_and_left_alone_without(portal: Portal) -> None:
    """R-EXT-02: what is left out stays; a type that is not the provider's own is unknown."""
    scene = await open_scene(portal, people=0)
    type_id = str(scene.course.external_type_id)
    body = {"name": "Els", "email": "els@x.example", "courseTypeIds": [type_id]}
    els = (await scene.planner.post("/api/v1/external-instructors", json=body)).json()
    url = f"/api/v1/external-instructors/{els['id']}"
    changed = await scene.planner.patch(url, json={"phone": "06 12345678"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["courseTypeIds"]) == (200, [type_id])
    version = {"If-Match": changed.headers["etag"]}
    wrong = await scene.planner.patch(url, json={"courseTypeIds": [els["id"]]}, headers=version)
    assert (wrong.status_code, wrong.json()["code"]) == (404, "course_type_not_found")
    cleared = await scene.planner.patch(url, json={"courseTypeIds": []}, headers=version)
    assert (cleared.status_code, cleared.json()["courseTypeIds"]) == (200, [])


async def twins(scene: Scene) -> tuple[ExternalInstructor, Instructor]:
    """An external instructor, and a registered one with the same address."""
    async with scene.portal.owning() as owner:
        registered = await make_instructor(owner, family_name="Dubbel", email="dubbel@x.example")
    async with scene.portal.writing() as session:
        await act_for(session, scene.provider.id)
        external = await make_external_instructor(session, scene.provider, name="I. Dubbel", email="dubbel@x.example")
    return external, registered


async def test_merging_hands_bookings_and_questions_to_the_registered_one(portal: Portal) -> None:
    """R-EXT-02 R-INS-01: one person from then on; the mailed link goes on working, and he is busy everywhere."""
    scene = await open_scene(portal, people=0)
    external, registered = await twins(scene)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        booked = await make_course(session, scene.provider, days=(DAY.replace(day=2),), main=external)
    body = {"instructors": [{"kind": "external", "id": str(external.id)}]}
    assert (await scene.planner.post(f"{scene.url}/staffing-requests", json=body)).status_code == 201
    link = (await scene.mails("staffing-request"))[-1].link
    assert (await externals(scene.planner))["I. Dubbel"]["twin"] == {"id": str(registered.id), "name": "Ineke Dubbel"}
    merged = await scene.planner.post(f"/api/v1/external-instructors/{external.id}/merger")
    assert (merged.status_code, merged.json()["id"]) == (200, str(registered.id))
    assert await externals(scene.planner) == {}
    assert await scene.press(link, "available") == 303
    [line] = (await scene.lines()).values()
    assert (line["instructor"]["kind"], line["state"]) == ("registered", "available")
    [shown] = (await scene.planner.get(f"/api/v1/courses/{booked.id}")).json()["instructors"]
    assert (shown["kind"], shown["id"]) == ("registered", str(registered.id))
    gone = await scene.planner.post(f"/api/v1/external-instructors/{external.id}/merger")
    assert gone.status_code == 404


async def test_who_stands_in_the_same_course_twice_keeps_the_first_place(portal: Portal) -> None:
    """R-EXT-02: merging makes no second booking of one person in one course."""
    scene = await open_scene(portal, people=0)
    external, registered = await twins(scene)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        both = await make_course(session, scene.provider, main=registered, second=external)
    assert (await scene.planner.post(f"/api/v1/external-instructors/{external.id}/merger")).status_code == 200
    async with portal.services.database.tenant(scene.provider.id) as session:
        statement = text("select instructor_id from course_instructor where course_id = :id order by position")
        places = list(await session.scalars(statement, {"id": both.id}))
    assert places == [registered.id, None]


async def test_nobody_is_merged_without_a_registered_one_of_the_same_address(portal: Portal) -> None:
    """R-EXT-02: not by name, and not with somebody who is suspended; other providers' people are out of reach."""
    scene = await open_scene(portal, people=0)
    external, _ = await twins(scene)
    stranger = await portal.login(await portal.provider())
    assert (await stranger.post(f"/api/v1/external-instructors/{external.id}/merger")).status_code == 404
    async with portal.owning() as owner:
        await owner.execute(text("update instructor set suspended_at = now()"))
    assert (await externals(scene.planner))["I. Dubbel"]["twin"] is None
    refused = await scene.planner.post(f"/api/v1/external-instructors/{external.id}/merger")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_registered_twin")
