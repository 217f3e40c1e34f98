"""The dashboard over the API: what needs a hand today, and nothing else."""

from datetime import UTC, date, datetime
from typing import Any

from httpx import AsyncClient

from app.staffing.models import StaffingRequest
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_external_instructor
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

PAST, SOON = (date(2026, 11, 2),), (date(2026, 12, 8),)


async def today(client: AsyncClient) -> dict[str, Any]:
    """What the dashboard says."""
    answer = await client.get("/api/v1/dashboard")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def told(group: dict[str, Any]) -> tuple[int, list[int]]:
    """How many, and the numbers of the first few."""
    return group["count"], [each["number"] for each in group["courses"]]


async def test_each_course_stands_where_it_needs_a_hand(portal: Portal) -> None:
    """R-DSH-01 R-EXT-05: white-label courses are never work to process, cancelled ones are no work at all."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        person = await make_external_instructor(session, provider)
        await make_course(session, provider, number=1, days=PAST)
        await make_course(session, provider, number=2, days=PAST, is_white_label=True)
        await make_course(session, provider, number=3, days=PAST, state="cancelled")
        await make_course(session, provider, number=4, days=SOON)
        full = await make_course(session, provider, number=5, days=SOON, main=person, max_trainees=1)
        for state in ("enrolled", "waiting"):
            await make_enrolment(session, full, await make_trainee(session, provider), state=state)
        await make_course(session, provider, number=6, days=(date(2026, 11, 25),), main=person)
    planner = await portal.login(provider)
    seen = await today(planner)
    assert told(seen["toProcess"]) == (1, [1])
    assert told(seen["withoutInstructor"]) == (1, [4])
    assert told(seen["neverInvited"]) == (1, [5])
    assert told(seen["waitingLists"]) == (1, [5])
    assert told(seen["answers"]) == (0, [])
    assert seen["failedMails"] == {"count": 0}
    assert [each["number"] for each in seen["thisWeek"]] == [6]
    listed = await planner.get("/api/v1/courses", params={"state": "held", "whiteLabel": "false"})
    assert len(listed.json()["items"]) == seen["toProcess"]["count"]


async def test_answers_wait_until_somebody_is_booked(portal: Portal) -> None:
    """R-DSH-01 R-STF-05: who said yes for a course without instructor."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, number=7, days=SOON)
        for state in ("available", "unavailable"):
            person = await make_external_instructor(session, provider)
            now = datetime(2026, 11, 20, tzinfo=UTC)
            session.add(
                StaffingRequest(
                    provider_id=provider.id,
                    course_id=course.id,
                    external_instructor_id=person.id,
                    state=state,
                    invited_at=now,
                )
            )
    seen = await today(await portal.login(provider))
    assert told(seen["answers"]) == (1, [7])
    assert seen["answers"]["courses"][0]["waits"] == 1


async def test_groups_show_the_first_five_and_count_all(portal: Portal) -> None:
    """R-DSH-01: however many there are, in a fixed number of statements."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        for number in range(1, 8):
            await make_course(session, provider, number=number, days=(date(2026, 12, number),))
    planner = await portal.login(provider)
    with counted(portal.services.database) as statements:
        seen = await today(planner)
    assert told(seen["withoutInstructor"]) == (7, [1, 2, 3, 4, 5])
    assert len(statements) <= 5, statements


async def test_certificates_that_expire_are_counted_by_month(portal: Portal) -> None:
    """R-DSH-01: this month from today on and the next two; each number is that of the list behind it."""
    provider = await portal.provider()
    days = [
        date(2026, 11, 22),
        date(2026, 11, 23),
        date(2026, 11, 30),
        date(2027, 1, 1),
        date(2027, 1, 31),
        date(2027, 2, 1),
        date(2027, 11, 1),
    ]
    async with portal.writing() as session:
        await act_for(session, provider.id)
        trainee = await make_trainee(session, provider)
        for day in (*days, None):
            await make_certificate(session, trainee, expires_on=day)
        revoked: dict[str, Any] = {"revoked_at": portal.clock.now(), "revoked_because": "by_hand"}
        await make_certificate(session, trainee, expires_on=days[1], **revoked)
    planner = await portal.login(provider)
    expiring = (await today(planner))["expiring"]
    assert expiring == [
        {"starts": "2026-11-23", "ends": "2026-11-30", "count": 2},
        {"starts": "2027-01-01", "ends": "2027-01-31", "count": 2},
        {"starts": "2027-02-01", "ends": "2027-02-28", "count": 1},
    ]
    for month in expiring:
        query = {"state": "valid", "expiresFrom": month["starts"], "expiresUntil": month["ends"], "sort": "expiresOn"}
        assert len((await planner.get("/api/v1/certificates", params=query)).json()["items"]) == month["count"]


async def test_another_providers_work_is_not_shown(portal: Portal) -> None:
    """R-DSH-01: each provider sees its own."""
    other = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, other.id)
        await make_course(session, other, days=SOON)
    seen = await today(await portal.login(await portal.provider()))
    assert told(seen["withoutInstructor"]) == (0, [])


async def test_what_a_module_brings_shows_only_when_it_is_on(portal: Portal) -> None:
    """R-MOD-03: without the module for invitations nobody waits for one."""
    provider = await portal.provider(modules=("external_courses",))
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, days=SOON)
        await make_enrolment(session, course, await make_trainee(session, provider))
    assert told((await today(await portal.login(provider)))["neverInvited"]) == (0, [])
