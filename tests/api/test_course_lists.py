"""The lists of courses over the API: one as PDF, many as one zip."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from pypdf import PdfReader

from app.core.jobs.overview import get_job
from app.courses.models import Course
from app.courses.states import CERTIFIED_ONLY, State, allowed_actions
from app.dashboard.course_lists import bundle_lists
from app.providers.models import Provider
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

CIBOT_ONLY = ("/attendance-list?style=cibot&language=nl", "/assessment-list?language=nl")


async def certified(portal: Portal, provider: Provider, **columns: Any) -> Course:
    """A certified course with one trainee."""
    async with portal.owning() as owner:
        kind = await make_certified_type(owner, name="Levensreddend handelen")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, course_type=kind, **columns)
        await make_enrolment(session, course, await make_trainee(session, provider))
    return course


async def external(portal: Portal, provider: Provider) -> Course:
    """An external course without trainees."""
    async with portal.writing() as session:
        await act_for(session, provider.id)
        return await make_course(session, provider)


async def offered(planner: AsyncClient, course: Course) -> set[str]:
    """What the API says that may be done to the course."""
    return set((await planner.get(f"/api/v1/courses/{course.id}")).json()["allowedActions"])


async def test_a_certified_course_has_three_lists(portal: Portal) -> None:
    """R-CRT-03: CIBOT's attendance list beside the neutral one, and the assessment list."""
    provider = await portal.provider()
    course, planner = await certified(portal, provider), await portal.login(provider)
    assert {each.value for each in CERTIFIED_ONLY} <= await offered(planner, course)
    for path, title in zip(CIBOT_ONLY, ("CIBOT-presentielijst", "Toetsingslijst"), strict=True):
        answer = await planner.get(f"/api/v1/courses/{course.id}{path}")
        assert answer.status_code == 200, answer.text
        assert title in answer.headers["content-disposition"]
        text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert all(each in text for each in (title, "CIBOT", "Levensreddend handelen", "Cursist"))


async def test_an_external_course_never_has_an_assessment_list(portal: Portal) -> None:
    """R-EXT-03: nor a list with the mark of CIBOT, whatever its state; neither is offered."""
    provider = await portal.provider()
    course, planner = await external(portal, provider), await portal.login(provider)
    for path in CIBOT_ONLY:
        refused = await planner.get(f"/api/v1/courses/{course.id}{path}")
        assert (refused.status_code, refused.json()["code"]) == (409, "certified_courses_only")
    assert not {each.value for each in CERTIFIED_ONLY} & await offered(planner, course)
    assert not allowed_actions(course, date(2030, 1, 1)) & CERTIFIED_ONLY


@pytest.mark.parametrize("state", [State.PROCESSED, State.CANCELLED])
async def test_lists_follow_the_state_of_the_course(portal: Portal, state: State) -> None:
    """R-CRS-06 R-CRT-03: a processed course still has its lists, a cancelled one none."""
    provider = await portal.provider()
    course, planner = await certified(portal, provider, state=state.value), await portal.login(provider)
    answer = await planner.get(f"/api/v1/courses/{course.id}{CIBOT_ONLY[1]}")
    assert answer.status_code == (200 if state is State.PROCESSED else 409)


async def test_many_lists_come_as_one_zip(portal: Portal) -> None:
    """R-CRT-03 R-EXT-03: what a course does not have is left out; progress is told, and the zip can be downloaded."""
    provider = await portal.provider()
    one, other = await certified(portal, provider, number=806), await external(portal, provider)
    planner = await portal.login(provider)
    wanted = {
        "courseIds": [str(one.id), str(other.id)],
        "lists": ["attendance_list", "assessment_list"],
        "language": "nl",
    }
    started = await planner.post("/api/v1/course-lists", json=wanted)
    assert (started.status_code, started.json()["total"]) == (202, 3)
    assert started.headers["location"] == f"/api/v1/jobs/{started.json()['id']}"
    result, told = await run(portal, provider, UUID(started.json()["id"]))
    assert told == [(1, 3), (2, 3), (3, 3)]
    download = await planner.get(f"/api/v1/files/{result['fileId']}")
    assert download.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(download.content)) as archive:
        names = sorted(archive.namelist())
        assert archive.read(names[0]).startswith(b"%PDF-")
    assert names == sorted(
        [
            "Presentielijst Levensreddend handelen 806.pdf",
            "Toetsingslijst Levensreddend handelen 806.pdf",
            f"Presentielijst {other.type_name} {other.number}.pdf",
        ]
    )


async def test_lists_that_nobody_has_are_refused_at_once(portal: Portal) -> None:
    """R-EXT-03: no job for an empty zip; a course of another provider is not there."""
    provider = await portal.provider()
    course, planner = await external(portal, provider), await portal.login(provider)
    body = {"courseIds": [str(course.id)], "lists": ["assessment_list"]}
    refused = await planner.post("/api/v1/course-lists", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_lists_to_make")
    stranger = await portal.login(await portal.provider())
    assert (await stranger.post("/api/v1/course-lists", json=body)).status_code == 404


async def run(portal: Portal, provider: Provider, job_id: UUID) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Do what the worker does with this job; gives its result and the progress that it told."""
    told: list[tuple[int, int]] = []

    async def report(done: int, total: int) -> None:
        told.append((done, total))

    planner = await portal.login(provider)
    job = (await planner.get(f"/api/v1/jobs/{job_id}")).json()
    assert (job["kind"], job["state"]) == ("course_lists", "queued")
    async with portal.services.database.tenant(provider.id) as session:
        payload = (await get_job(session, job_id)).payload
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return await bundle_lists(
        portal.services.database, provider.id, payload, storage=portal.services.storage, now=now, report=report
    ), told
