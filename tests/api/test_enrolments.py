"""Enrolling, waiting, marking and linking over the API."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from app.courses.models import Course
from app.providers.models import Provider
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.factories.bodies import codes
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal


@dataclass
class Scene:
    """A course with trainees who could come, and a planner."""

    portal: Portal
    provider: Provider
    course: Course
    trainees: list[Trainee]
    planner: AsyncClient

    @property
    def url(self) -> str:
        """Its enrolments."""
        return f"/api/v1/courses/{self.course.id}/enrolments"

    async def enrol(self, trainee: Trainee, **fields: Any) -> Any:
        """Ask for a place."""
        return await self.planner.post(self.url, json={"traineeId": str(trainee.id), **fields})

    async def change(self, enrolment: dict[str, Any], **fields: Any) -> Any:
        """Change an enrolment as it was seen."""
        return await self.planner.patch(
            f"{self.url}/{enrolment['id']}", json=fields, headers={"If-Match": f'"{enrolment["version"]}"'}
        )


async def open_scene(portal: Portal, *, people: int = 2, **columns: Any) -> Scene:
    """A course that begins today."""
    provider = await portal.provider()
    columns.setdefault("days", (portal.clock.now().date(),))
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, **columns)
        trainees = [await make_trainee(session, provider) for _ in range(people)]
    return Scene(portal, provider, course, trainees, await portal.login(provider))


async def test_a_trainee_is_enrolled_with_the_customer_of_that_day(portal: Portal) -> None:
    """R-CRS-08 R-CUS-04: the enrolment takes the trainee's customer, unless one is named."""
    scene = await open_scene(portal, people=0)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        own, other = [await make_customer(session, scene.provider, name=name) for name in ("Bouw BV", "Dak BV")]
        one, two, three = [await make_trainee(session, scene.provider, customer=own) for _ in range(3)]
    made = await scene.enrol(one)
    assert made.status_code == 201
    assert made.headers["location"] == f"{scene.url}/{made.json()['id']}"
    assert made.json()["customer"]["name"] == "Bouw BV"
    assert made.json()["invited"] == {"state": "none", "at": None, "reason": "", "mailId": None}
    assert (await scene.enrol(two, customerId=str(other.id))).json()["customer"]["name"] == "Dak BV"
    assert (await scene.enrol(three, customerId=None)).json()["customer"] is None
    assert (await scene.planner.get(made.headers["location"])).json() == made.json()


async def test_somebody_new_is_enrolled_in_one_go(portal: Portal) -> None:
    """R-CRS-08: search existing or new; what is wrong with the new one is told at its field, and nothing is kept."""
    scene = await open_scene(portal, people=0)
    person = {"givenName": "Jan", "infix": "van der", "familyName": "Berg", "email": "jan@berg.example"}
    made = await scene.planner.post(scene.url, json={"trainee": person})
    assert made.status_code == 201, made.text
    assert made.json()["trainee"]["name"] == "Jan van der Berg"
    refused = await scene.planner.post(scene.url, json={"trainee": {**person, "email": "jan@berg"}})
    assert codes(refused.json()) == {("/trainee/email", "email_invalid")}
    for body in ({}, {"traineeId": made.json()["trainee"]["id"], "trainee": person}):
        assert (await scene.planner.post(scene.url, json=body)).status_code == 400
    assert len((await scene.planner.get("/api/v1/trainees")).json()["items"]) == 1


async def test_nobody_is_enrolled_twice(portal: Portal) -> None:
    """R-CRS-08: the same trainee again is refused."""
    scene = await open_scene(portal)
    await scene.enrol(scene.trainees[0])
    again = await scene.enrol(scene.trainees[0])
    assert (again.status_code, again.json()["code"]) == (409, "already_enrolled")


async def test_a_full_course_offers_its_waiting_list(portal: Portal) -> None:
    """R-CRS-08: more than the maximum is refused; the waiting list is a second step, and a free place can be given."""
    scene = await open_scene(portal, max_trainees=1)
    first = (await scene.enrol(scene.trainees[0])).json()
    refused = await scene.enrol(scene.trainees[1])
    assert (refused.status_code, refused.json()["code"]) == (409, "course_full")
    assert refused.json()["params"] == {"maxTrainees": 1, "waitingListOffered": True}
    waiting = await scene.enrol(scene.trainees[1], acceptWaitingList=True)
    assert (waiting.status_code, waiting.json()["state"]) == (201, "waiting")
    assert (await scene.change(waiting.json(), attended=True)).json()["code"] == "enrolment_waiting"
    assert (await scene.change(waiting.json(), state="enrolled")).json()["code"] == "course_full"
    assert (await scene.planner.delete(f"{scene.url}/{first['id']}")).status_code == 204
    assert (await scene.change(waiting.json(), state="enrolled")).json()["state"] == "enrolled"
    counts = (await scene.planner.get(f"/api/v1/courses/{scene.course.id}")).json()["counts"]
    assert (counts["enrolled"], counts["waiting"]) == (1, 0)


async def test_white_label_takes_no_trainees(portal: Portal) -> None:
    """R-EXT-05: not one by one, not by any other way."""
    scene = await open_scene(portal, is_white_label=True)
    refused = await scene.enrol(scene.trainees[0])
    assert (refused.status_code, refused.json()["code"]) == (409, "white_label_course")
    assert (await scene.planner.post(f"{scene.url}/marks", json={"attended": True})).json()[
        "code"
    ] == "white_label_course"


async def test_a_cancelled_course_takes_nobody(portal: Portal) -> None:
    """R-CRS-06: what a state allows is enforced by the API."""
    scene = await open_scene(portal)
    enrolment = (await scene.enrol(scene.trainees[0])).json()
    await scene.planner.post(f"/api/v1/courses/{scene.course.id}/cancellation", json={"tellInvited": False})
    for answer in (
        await scene.enrol(scene.trainees[1]),
        await scene.change(enrolment, attended=True),
        await scene.planner.delete(f"{scene.url}/{enrolment['id']}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "course_state_refuses")


async def test_marks_are_set_and_taken_away(portal: Portal) -> None:
    """R-EXT-04 R-PRC-01: passed only when present; whoever turns out absent has not passed."""
    scene = await open_scene(portal)
    enrolment = (await scene.enrol(scene.trainees[0])).json()
    early = await scene.change(enrolment, passed=True)
    assert (early.status_code, early.json()["code"]) == (409, "passed_needs_attendance")
    both = await scene.change(enrolment, attended=False, passed=True)
    assert codes(both.json()) == {("/passed", "passed_needs_attendance")}
    marked = (await scene.change(enrolment, attended=True, passed=True)).json()
    assert (marked["attended"], marked["passed"]) == (True, True)
    absent = (await scene.change(marked, attended=False)).json()
    assert (absent["attended"], absent["passed"]) == (False, None)
    cleared = (await scene.change(absent, attended=None)).json()
    assert cleared["attended"] is None
    assert (await scene.change(absent, attended=True)).status_code == 412


async def test_who_signs_off_beforehand_is_marked_absent_at_once(portal: Portal) -> None:
    """R-EXT-04 R-CRS-06: marking is open before the first day; a cancelled course takes no marks."""
    scene = await open_scene(portal, days=(date(2026, 11, 24),))
    enrolment = (await scene.enrol(scene.trainees[0])).json()
    assert (await scene.change(enrolment, attended=False)).json()["attended"] is False
    await scene.planner.post(f"/api/v1/courses/{scene.course.id}/cancellation", json={"tellInvited": False})
    assert (await scene.planner.post(f"{scene.url}/marks", json={"attended": True})).status_code == 409


async def test_everybody_is_marked_at_once(portal: Portal) -> None:
    """R-EXT-04: all present, one absent, and then everybody who was present passed."""
    scene = await open_scene(portal, people=3)
    made = [(await scene.enrol(each)).json() for each in scene.trainees]
    present = (await scene.planner.post(f"{scene.url}/marks", json={"attended": True})).json()["items"]
    assert [each["attended"] for each in present] == [True, True, True]
    absent = {"enrolmentIds": [made[0]["id"]], "attended": False}
    await scene.planner.post(f"{scene.url}/marks", json=absent)
    passed = (await scene.planner.post(f"{scene.url}/marks", json={"passed": True})).json()["items"]
    assert {each["id"]: each["passed"] for each in passed} == {
        made[0]["id"]: None,
        made[1]["id"]: True,
        made[2]["id"]: True,
    }
    unknown = {"enrolmentIds": [str(scene.course.id)], "attended": True}
    assert (await scene.planner.post(f"{scene.url}/marks", json=unknown)).status_code == 404


async def test_several_are_linked_to_a_customer_from_the_course(portal: Portal) -> None:
    """R-CUS-04: the enrolments get it, and so do trainees who had none."""
    scene = await open_scene(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        customer = await make_customer(session, scene.provider, name="Bouw BV")
    ids = [(await scene.enrol(each)).json()["id"] for each in scene.trainees]
    body = {"enrolmentIds": ids, "customerId": str(customer.id)}
    linked = (await scene.planner.post(f"{scene.url}/customers", json=body)).json()["items"]
    assert [each["customer"]["name"] for each in linked] == ["Bouw BV", "Bouw BV"]
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        owners = (await session.execute(text("select distinct customer_id from trainee"))).scalars().all()
    assert owners == [customer.id]


async def test_the_list_is_sorted_on_family_name_and_pages(portal: Portal) -> None:
    """R-CRS-07: infixes do not count for the order; each page goes on where the last one ended."""
    scene = await open_scene(portal, people=0)
    names = [("Zoe", "", "Aalst"), ("Bo", "van", "Aalst"), ("Jan", "van der", "Berg"), ("An", "de", "Wit")]
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        for parts in reversed(names):
            trainee = await make_trainee(session, scene.provider, name=PersonName(*parts))
            await make_enrolment(session, scene.course, trainee)
    seen: list[str] = []
    url: str | None = f"{scene.url}?limit=3"
    while url:
        answer = await scene.planner.get(url)
        seen += [each["trainee"]["name"] for each in answer.json()["items"]]
        url = answer.links["next"]["url"] if "next" in answer.links else None
    assert seen == ["Bo van Aalst", "Zoe Aalst", "Jan van der Berg", "An de Wit"]


async def test_foreign_people_courses_and_customers_do_not_exist(portal: Portal) -> None:
    """R-CRS-08: ids of another provider are a 404 in path and body, and enrol nobody."""
    scene, other = await open_scene(portal), await open_scene(portal)
    async with portal.writing() as session:
        await act_for(session, other.provider.id)
        customer = await make_customer(session, other.provider)
    assert (await scene.enrol(other.trainees[0])).status_code == 404
    assert (await scene.enrol(scene.trainees[0], customerId=str(customer.id))).status_code == 404
    assert (await scene.planner.get(other.url)).status_code == 404
    assert (await scene.planner.post(other.url, json={"traineeId": str(scene.trainees[0].id)})).status_code == 404
    assert (await scene.planner.get(scene.url)).json()["items"] == []


async def five_for_the_last_place(scene: Scene, rounds: int) -> None:
    """Five trainees ask for the last place at the same moment, again and again."""
    for _ in range(rounds):
        answers = await asyncio.gather(*(scene.enrol(each) for each in scene.trainees))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 4}
        assert {each.json()["code"] for each in answers if each.status_code == 409} == {"course_full"}
        winner = next(answer for answer in answers if answer.status_code == 201).json()
        assert (await scene.planner.delete(f"{scene.url}/{winner['id']}")).status_code == 204


async def test_a_place_that_comes_free_is_offered_to_who_waits_longest(portal: Portal) -> None:
    """R-CRS-08: the course names the first of its waiting list as long as a place is free, and nobody else's turn it is."""
    scene = await open_scene(portal, people=3, max_trainees=1)
    one, two, three = scene.trainees
    seated = (await scene.enrol(one)).json()
    for late in (two, three):
        await scene.enrol(late, acceptWaitingList=True)
        portal.clock.advance(minutes=1)
    course = f"/api/v1/courses/{scene.course.id}"
    assert (await scene.planner.get(course)).json()["placeOffer"] is None
    assert (await scene.planner.delete(f"{scene.url}/{seated['id']}")).status_code == 204
    offer = (await scene.planner.get(course)).json()["placeOffer"]
    assert offer["name"] == PersonName(two.given_name, two.infix, two.family_name).full
    promoted = await scene.planner.patch(
        f"{scene.url}/{offer['enrolmentId']}",
        json={"state": "enrolled"},
        headers={"If-Match": f'"{offer["version"]}"'},
    )
    assert promoted.json()["state"] == "enrolled"
    assert (await scene.planner.get(course)).json()["placeOffer"] is None


async def test_of_two_promotions_for_one_place_one_succeeds(portal: Portal) -> None:
    """R-CRS-08: two planners who give the same free place at the same moment give it once."""
    scene = await open_scene(portal, people=2, max_trainees=1)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        waiting = [await make_enrolment(session, scene.course, each, state="waiting") for each in scene.trainees]
    answers = await asyncio.gather(
        *(scene.change({"id": each.id, "version": each.version}, state="enrolled") for each in waiting)
    )
    assert Counter(each.status_code for each in answers) == {200: 1, 409: 1}
    assert [each.json()["code"] for each in answers if each.status_code == 409] == ["course_full"]


async def test_trainees_move_to_another_course_together(portal: Portal) -> None:
    """R-CRS-08 R-CUS-04: they keep the customer of their enrolment, and all of them go or none."""
    scene = await open_scene(portal, people=3)
    one, two, three = scene.trainees
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        customer = await make_customer(session, scene.provider, name="Bouw BV")
        there = await make_course(session, scene.provider, days=(date(2027, 4, 1),), max_trainees=2)
        await make_enrolment(session, there, three)
    first = (await scene.enrol(one, customerId=str(customer.id))).json()
    second = (await scene.enrol(two)).json()
    body: dict[str, Any] = {"enrolmentIds": [first["id"], second["id"]], "courseId": str(there.id)}
    url = f"{scene.url}/transfers"
    full = await scene.planner.post(url, json=body)
    assert (full.status_code, full.json()["code"]) == (409, "course_full")
    assert len((await scene.planner.get(scene.url)).json()["items"]) == 2
    moved = await scene.planner.post(url, json=body | {"acceptWaitingList": True})
    assert moved.status_code == 200, moved.text
    states = {each["trainee"]["id"]: (each["state"], each["customer"]) for each in moved.json()["items"]}
    assert states[str(one.id)][0] == "enrolled"
    assert states[str(one.id)][1]["name"] == "Bouw BV"
    assert states[str(two.id)] == ("waiting", None)
    assert (await scene.planner.get(scene.url)).json()["items"] == []
    again = await scene.planner.post(url, json=body)
    assert again.status_code == 404


async def test_nobody_moves_to_where_he_may_not_be(portal: Portal) -> None:
    """R-EXT-05 R-CRS-06: neither into a white-label course nor a cancelled one, nor twice, nor to the same course."""
    scene = await open_scene(portal, people=1)
    enrolment = (await scene.enrol(scene.trainees[0])).json()
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        white = await make_course(session, scene.provider, is_white_label=True)
        off = await make_course(session, scene.provider, state="cancelled")
        same = await make_course(session, scene.provider)
        await make_enrolment(session, same, scene.trainees[0])
    for target, code in (
        (white.id, "white_label_course"),
        (off.id, "course_state_refuses"),
        (same.id, "already_enrolled"),
    ):
        body = {"enrolmentIds": [enrolment["id"]], "courseId": str(target)}
        refused = await scene.planner.post(f"{scene.url}/transfers", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, code)
    body = {"enrolmentIds": [enrolment["id"]], "courseId": str(scene.course.id)}
    refused = await scene.planner.post(f"{scene.url}/transfers", json=body)
    assert codes(refused.json()) == {("/courseId", "same_course")}
    assert len((await scene.planner.get(scene.url)).json()["items"]) == 1


async def test_of_five_parallel_enrolments_for_the_last_place_one_succeeds(portal: Portal) -> None:
    """R-CRS-08: two enrolments for the last place at the same moment give one place."""
    await five_for_the_last_place(await open_scene(portal, people=5, max_trainees=1), rounds=10)


@pytest.mark.slow
async def test_of_five_parallel_enrolments_one_succeeds_a_hundred_times(portal: Portal) -> None:
    """R-CRS-08: the long version."""
    await five_for_the_last_place(await open_scene(portal, people=5, max_trainees=1), rounds=100)
