"""The busy check over the API: told before, deliberate second step, correct under concurrency."""

import asyncio
from collections import Counter
from datetime import date, time
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from app.instructors.models import Instructor
from app.providers.models import Provider
from tests.factories.bodies import course_body, day, pointer
from tests.factories.courses import make_course
from tests.factories.instructors import make_external_instructor, make_instructor
from tests.factories.tenants import act_for
from tests.portal import Portal

CONFLICTS = "/api/v1/instructor-conflicts"


async def someone(portal: Portal) -> Instructor:
    """A registered instructor."""
    async with portal.owning() as owner:
        return await make_instructor(owner)


async def book_elsewhere(portal: Portal, person: Instructor, **columns: Any) -> Provider:
    """Another provider books the instructor."""
    other = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, other.id)
        await make_course(session, other, main=person, **columns)
    return other


async def set_rule(portal: Portal, provider: Provider, minutes: int) -> None:
    """Let only overlapping times count, with a margin."""
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await session.execute(
            text("update provider set busy_rule = 'overlap', travel_margin_minutes = :m where id = :id"),
            {"m": minutes, "id": provider.id},
        )


async def asked(client: AsyncClient, person: Any, *days: str, **more: str) -> list[dict[str, Any]]:
    """Who is busy on these days."""
    names = pointer(person)
    params: dict[str, Any] = {"instructor": f"{names['kind']}:{names['id']}", "day": list(days), **more}
    answer = await client.get(CONFLICTS, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["conflicts"]
    return found


async def test_own_booking_is_told_with_the_course(portal: Portal) -> None:
    """R-CRS-05: of an own course is told which one, before anything is saved; the course itself is not in its own way."""
    provider, person = await portal.provider(), await someone(portal)
    planner = await portal.login(provider)
    first = (await planner.post("/api/v1/courses", json=course_body(mainInstructor=pointer(person)))).json()
    [conflict] = await asked(planner, person, "2027-03-01/18:00/20:00", "2027-03-02/09:00/17:00")
    assert conflict == {
        "instructor": {**pointer(person), "name": f"Ineke {person.family_name}"},
        "day": "2027-03-01",
        "starts": "09:00",
        "ends": "17:00",
        "own": True,
        "courseId": first["id"],
        "courseNumber": 1,
        "typeName": "Heftruck",
    }
    assert await asked(planner, person, "2027-03-01/09:00/17:00", exceptCourseId=first["id"]) == []


async def test_booking_of_another_provider_is_told_with_times_only(portal: Portal) -> None:
    """R-CRS-05: of another provider's course only that it is so, in the question and in the refusal."""
    person = await someone(portal)
    await book_elsewhere(portal, person)
    planner = await portal.login(await portal.provider())
    [conflict] = await asked(planner, person, "2027-03-01/09:00/12:00")
    assert (conflict["own"], conflict["starts"], conflict["ends"]) == (False, "09:00", "17:00")
    assert conflict["courseId"] is conflict["courseNumber"] is conflict["typeName"] is None
    refused = await planner.post("/api/v1/courses", json=course_body(mainInstructor=pointer(person)))
    assert (refused.status_code, refused.json()["code"]) == (409, "instructor_busy")
    assert refused.json()["params"]["conflicts"] == [conflict]
    assert (await planner.get("/api/v1/courses")).json()["items"] == []


async def test_booking_twice_is_a_deliberate_second_step_that_is_recorded(portal: Portal) -> None:
    """R-CRS-05: sent again with acceptDoubleBooking it is booked, and that is kept."""
    provider, person = await portal.provider(), await someone(portal)
    await book_elsewhere(portal, person)
    planner = await portal.login(provider)
    body = course_body(secondInstructor=pointer(person), acceptDoubleBooking=True)
    assert (await planner.post("/api/v1/courses", json=body)).status_code == 201
    async with portal.writing() as session:
        await act_for(session, provider.id)
        assert (await session.execute(text("select double_booked from course_instructor"))).scalars().all() == [True]
        [noted] = (await session.execute(text("select changes from audit_event"))).scalars()
    assert "accepted_double_bookings" in noted


async def test_external_instructors_are_busy_within_their_provider(portal: Portal) -> None:
    """R-CRS-05 R-EXT-02: the same check for the provider's own instructors."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        external = await make_external_instructor(session, provider)
        await make_course(session, provider, main=external)
    planner = await portal.login(provider)
    refused = await planner.post("/api/v1/courses", json=course_body(mainInstructor=pointer(external)))
    assert refused.json()["code"] == "instructor_busy"
    assert [each["own"] for each in await asked(planner, external, "2027-03-01/09:00/10:00")] == [True]


async def test_a_cancelled_course_makes_nobody_busy(portal: Portal) -> None:
    """R-CRS-05 R-CRS-06: cancelling frees the instructor."""
    person = await someone(portal)
    planner = await portal.login(await portal.provider())
    course = (await planner.post("/api/v1/courses", json=course_body(mainInstructor=pointer(person)))).json()
    assert len(await asked(planner, person, "2027-03-01/09:00/17:00")) == 1
    cancelled = await planner.post(f"/api/v1/courses/{course['id']}/cancellation", json={})
    assert cancelled.status_code == 200
    assert await asked(planner, person, "2027-03-01/09:00/17:00") == []


@pytest.mark.parametrize(
    ("starts", "ends", "busy"),
    [
        ("07:00", "08:30", False),
        ("07:00", "08:31", True),
        ("12:30", "13:00", False),
        ("12:29", "13:00", True),
        ("10:00", "11:00", True),
    ],
)
async def test_only_overlapping_times_count_when_the_provider_says_so(
    portal: Portal, starts: str, ends: str, busy: bool
) -> None:
    """R-CRS-05: with a margin for travel on both sides."""
    provider, person = await portal.provider(), await someone(portal)
    await book_elsewhere(portal, person, starts=time(9), ends=time(12))
    await set_rule(portal, provider, 30)
    planner = await portal.login(provider)
    assert bool(await asked(planner, person, f"2027-03-01/{starts}/{ends}")) is busy


async def test_a_change_warns_for_what_it_newly_books(portal: Portal) -> None:
    """R-CRS-05: moving or naming somebody is checked; what stood already is not warned for again."""
    person = await someone(portal)
    await book_elsewhere(portal, person, days=(date(2027, 3, 8),))
    planner = await portal.login(await portal.provider())
    course = (await planner.post("/api/v1/courses", json=course_body(mainInstructor=pointer(person)))).json()
    url = f"/api/v1/courses/{course['id']}"

    async def change(version: int, **fields: Any) -> Any:
        return await planner.patch(url, json=fields, headers={"If-Match": f'"{version}"'})

    moved = {"days": [day("2027-03-08")]}
    refused = await change(course["version"], **moved)
    assert refused.json()["code"] == "instructor_busy"
    accepted = await change(course["version"], **moved, acceptDoubleBooking=True)
    assert accepted.status_code == 200
    assert (await change(accepted.json()["version"], remarks="Neem een jas mee")).status_code == 200


async def test_broken_questions_are_told_at_their_parameter(portal: Portal) -> None:
    """R-CRS-05: unreadable days and instructors are input errors, unknown instructors do not exist."""
    planner = await portal.login(await portal.provider())
    known = pointer(await someone(portal))
    name = f"{known['kind']}:{known['id']}"
    for params, status in (
        ({"instructor": name, "day": "morgen"}, 400),
        ({"instructor": name, "day": "2027-03-01/17:00/09:00"}, 400),
        ({"instructor": "iemand", "day": "2027-03-01/09:00/17:00"}, 400),
        ({"instructor": f"external:{known['id']}", "day": "2027-03-01/09:00/17:00"}, 404),
        ({"instructor": name, "day": "2027-03-01/09:00/17:00", "exceptCourseId": known["id"]}, 404),
        ({"instructor": name}, 400),
    ):
        assert (await planner.get(CONFLICTS, params=params)).status_code == status


async def five_at_once(portal: Portal, planners: list[AsyncClient], rounds: int) -> None:
    """Five providers book one instructor for one day at the same moment, again and again."""
    person = await someone(portal)
    for number in range(rounds):
        body = course_body(mainInstructor=pointer(person), days=[day(str(date.fromordinal(740_000 + number)))])
        answers = await asyncio.gather(*(each.post("/api/v1/courses", json=body) for each in planners))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 4}
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"instructor_busy"}


async def test_of_five_parallel_bookings_one_succeeds(portal: Portal) -> None:
    """R-CRS-05: simultaneous requests, of one provider or several, cannot all miss the warning."""
    provider = await portal.provider()
    planners = [await portal.login(provider) for _ in range(3)]
    planners += [await portal.login(await portal.provider()) for _ in range(2)]
    await five_at_once(portal, planners, rounds=10)


@pytest.mark.slow
async def test_of_five_parallel_bookings_one_succeeds_a_hundred_times(portal: Portal) -> None:
    """R-CRS-05: the long version."""
    planners = [await portal.login(await portal.provider()) for _ in range(5)]
    await five_at_once(portal, planners, rounds=100)
