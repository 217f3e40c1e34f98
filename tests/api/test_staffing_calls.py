"""Calls in rings: who is asked when, by whom it is moved on, and when it ends."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from app.staffing.rings import waking_hour
from app.worker.calls import advance_calls
from app.worker.context import Ports
from tests.factories.courses import make_course
from tests.factories.instructors import make_instructor
from tests.factories.staffing import DAY, Scene, open_scene
from tests.factories.tenants import act_for
from tests.portal import Portal

TOWNS = ("Ede", "Arnhem", "Utrecht", "Amsterdam", "Groningen")


async def called(portal: Portal, *, people: tuple[str, ...] = TOWNS) -> Scene:
    """A course in Ede, and one instructor in each town, the farther the later."""
    scene = await open_scene(portal, people=0, location_text="Zaal 3, Ede")
    async with portal.owning() as owner:
        found = [await make_instructor(owner, family_name=f"Uit {town}", city=town) for town in people]
    return Scene(portal, scene.provider, scene.course, scene.planner, found)


async def start(scene: Scene, group_size: int = 2, every_hours: int = 4) -> dict[str, Any]:
    body = {"groupSize": group_size, "everyHours": every_hours}
    answer = await scene.planner.post(f"{scene.url}/staffing-calls", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def the_clock_ticks(scene: Scene) -> None:
    """What the worker does every minute."""
    hall = scene.portal.services
    ports = Ports(hall.settings, hall.database, scene.portal.clock, hall.storage, hall.keys)
    async with hall.database.platform() as session:
        await advance_calls(ports, session)


async def asked(scene: Scene) -> list[str]:
    """From which towns instructors were asked, the nearest first; each as often as he was mailed."""
    towns = {each.email: each.city for each in scene.people}
    return sorted((towns[mail.to] for mail in await scene.mails("staffing-request")), key=TOWNS.index)


async def ended(scene: Scene) -> str:
    async with scene.portal.services.database.tenant(scene.provider.id) as session:
        return str(await session.scalar(text("select state from staffing_call order by started_at desc")))


async def test_the_nearest_are_asked_first_and_the_next_ones_after_the_hours(portal: Portal) -> None:
    """R-STF-03: group after group without a yes, not before its time, until nobody is left."""
    scene = await called(portal)
    call = await start(scene)
    assert await asked(scene) == ["Ede", "Arnhem"]
    assert (call["ring"], call["nextAt"]) == (1, "2026-11-23T13:00:00.000Z")
    await the_clock_ticks(scene)
    portal.clock.advance(hours=3, minutes=59)
    await the_clock_ticks(scene)
    assert len(await asked(scene)) == 2
    portal.clock.advance(minutes=1)
    await the_clock_ticks(scene)
    assert await asked(scene) == ["Ede", "Arnhem", "Utrecht", "Amsterdam"]
    for _ in range(2):
        portal.clock.advance(hours=24)
        await the_clock_ticks(scene)
    assert await asked(scene) == list(TOWNS)
    assert await ended(scene) == "exhausted"


async def test_a_yes_ends_the_call_and_a_no_does_not(portal: Portal) -> None:
    """R-STF-03: as the answers stand when the hours are over; who changed his yes into a no lets it go on."""
    scene = await called(portal)
    await start(scene)
    first, second = [mail.link for mail in await scene.mails("staffing-request")]
    await scene.press(first, "available")
    await scene.press(first, "unavailable")
    portal.clock.advance(hours=4)
    await the_clock_ticks(scene)
    assert len(await asked(scene)) == 4
    await scene.press(second, "available")
    portal.clock.advance(hours=24)
    await the_clock_ticks(scene)
    assert (len(await asked(scene)), await ended(scene)) == (4, "answered")


async def test_moving_on_twice_or_late_or_at_once_asks_nobody_twice(portal: Portal) -> None:
    """R-STF-03 R-MAIL-01: five workers at the same moment, and a worker that slept through a day, ask one group."""
    scene = await called(portal)
    await start(scene, group_size=1)
    portal.clock.advance(hours=24)
    await asyncio.gather(*(the_clock_ticks(scene) for _ in range(5)))
    assert await asked(scene) == ["Ede", "Arnhem"]


async def test_who_is_busy_or_was_asked_already_is_passed_over(portal: Portal) -> None:
    """R-STF-02: the call asks whom the planner could ask, and nobody else."""
    scene = await called(portal)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await make_course(session, scene.provider, days=(DAY,), main=scene.people[0])
    await scene.invite(scene.people[1])
    await start(scene)
    assert await asked(scene) == ["Arnhem", "Utrecht", "Amsterdam"]


async def test_a_call_can_be_stopped_and_is_there_once(portal: Portal) -> None:
    """R-STF-03: one at a time; stopping asks no further groups and takes nothing back."""
    scene = await called(portal)
    call = await start(scene)
    again = await scene.planner.post(f"{scene.url}/staffing-calls", json={"groupSize": 1, "everyHours": 1})
    assert (again.status_code, again.json()["code"]) == (409, "staffing_call_running")
    offered = (await scene.planner.get(f"{scene.url}/staffing")).json()["allowedActions"]
    assert "stopCall" in offered
    assert "startCall" not in offered
    stranger = await portal.login(await portal.provider())
    url = f"{scene.url}/staffing-calls/{call['id']}"
    assert (await stranger.delete(url)).status_code == 404
    assert (await scene.planner.delete(url)).status_code == 204
    assert (await scene.planner.delete(url)).json()["code"] == "staffing_call_unknown"
    portal.clock.advance(hours=24)
    await the_clock_ticks(scene)
    assert (len(await asked(scene)), await ended(scene)) == (2, "stopped")


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("update course set state = 'cancelled'", "stopped"),
        ("update provider_module set active_until = '2026-11-23' where module = 'staffing'", "running"),
        ("update provider set state = 'suspended'", "running"),
    ],
)
async def test_nothing_is_mailed_for_a_cancelled_course_or_without_the_module(
    portal: Portal, statement: str, left: str
) -> None:
    """R-STF-03 R-MOD-03: a module that is off stops its mails, and turning it on again goes on where it was."""
    scene = await called(portal)
    await start(scene)
    async with portal.writing() as session:
        await act_for(session, scene.provider.id)
        await session.execute(text(statement))
    portal.clock.advance(hours=24)
    await the_clock_ticks(scene)
    assert (len(await asked(scene)), await ended(scene)) == (2, left)


@pytest.mark.parametrize("wrong", [{"groupSize": 0}, {"groupSize": 51}, {"everyHours": 0}, {"everyHours": 337}])
async def test_group_and_hours_have_bounds(portal: Portal, wrong: dict[str, int]) -> None:
    """R-STF-03: what makes no sense is refused at its field."""
    scene = await called(portal, people=("Ede",))
    body = {"groupSize": 2, "everyHours": 4} | wrong
    refused = await scene.planner.post(f"{scene.url}/staffing-calls", json=body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, f"/{next(iter(wrong))}")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T09:00", "2026-11-23T09:00"),
        ("2026-11-23T19:00", "2026-11-24T07:00"),
        ("2026-11-23T02:00", "2026-11-23T07:00"),
    ],
)
def test_nobody_is_asked_at_night(moment: str, expected: str) -> None:
    """R-STF-03: between eight in the evening and eight in the morning a group waits, in the provider's time zone."""
    found = waking_hour(datetime.fromisoformat(moment).replace(tzinfo=UTC), "Europe/Amsterdam")
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
