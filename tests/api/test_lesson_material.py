"""Lesson material: the operator keeps it, a certified course's invitations take it along (R-INV-03)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.core.database.session import bind_operator
from app.events.models import OperatorEvent
from app.mail.models import OutboxBody
from app.providers.models import Provider
from tests.api.mailing_stage import WORDS
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_certified_type
from tests.factories.sample_files import EXECUTABLE, PDF
from tests.factories.tenants import act_for, make_trainee
from tests.portal import Portal

LARGE = PDF + b"%" + b"x" * 2_097_152


@dataclass
class Stage:
    """A certified course with two trainees, its planner, and the operator."""

    portal: Portal
    provider: Provider
    planner: AsyncClient
    operator: AsyncClient
    type_id: UUID
    course_id: UUID

    async def keep(self, name: str = "werkboek.pdf", content: bytes = PDF, who: AsyncClient | None = None) -> Any:
        """Upload a file for the type."""
        url = f"/api/v1/operator/course-types/{self.type_id}/lesson-material"
        return await (who or self.operator).post(url, files={"file": (name, content, "application/pdf")})

    async def send(self, **fields: Any) -> Any:
        """Invite the trainees with the material."""
        url = f"/api/v1/courses/{self.course_id}/mailings"
        return await self.planner.post(url, json={**WORDS, "lessonMaterial": True, **fields})

    async def bodies(self) -> list[OutboxBody]:
        """What is in the outbox."""
        async with self.portal.services.database.tenant(self.provider.id) as session:
            return list(await session.scalars(select(OutboxBody)))


@pytest.fixture
async def stage(portal: Portal) -> Stage:
    """The usual stage."""
    async with portal.owning() as owner:
        certified = await make_certified_type(owner)
    provider = await portal.provider(name="De Linde")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, course_type=certified, days=[date(2027, 3, 1)])
        for _ in range(2):
            await make_enrolment(session, course, await make_trainee(session, provider))
    return Stage(portal, provider, await portal.login(provider), await portal.login(None), certified.id, course.id)


async def test_material_is_attached_to_every_mail(stage: Stage) -> None:
    """R-INV-03: up to 2 MB together it goes along as attachments, and the sent mail names it."""
    first = (await stage.keep()).json()
    second = (await stage.keep("instructie.pdf")).json()
    shown = (await stage.planner.get(f"/api/v1/courses/{stage.course_id}/lesson-material")).json()
    assert ([file["name"] for file in shown["items"]], shown["byLink"]) == (["instructie.pdf", "werkboek.pdf"], False)
    assert (await stage.send()).status_code == 201
    assert [body.attachments for body in await stage.bodies()] == [[second["id"], first["id"]]] * 2
    mail = (await stage.planner.get("/api/v1/mails")).json()["items"][0]
    seen = (await stage.planner.get(f"/api/v1/mails/{mail['id']}")).json()
    assert [file["name"] for file in seen["attachments"]] == ["instructie.pdf", "werkboek.pdf"]


async def test_without_the_tick_nothing_goes_along(stage: Stage) -> None:
    """R-INV-03"""
    await stage.keep()
    await stage.send(lessonMaterial=False)
    assert [body.attachments for body in await stage.bodies()] == [[], []]


async def test_material_over_two_megabytes_goes_by_a_signed_link(stage: Stage) -> None:
    """R-INV-03, R-INV-06: the mail names a link to each file, which anybody who holds it can fetch until it expires."""
    await stage.keep("boek.pdf", LARGE)
    await stage.send()
    body = (await stage.bodies())[0]
    assert body.attachments == []
    (link,) = [word for word in body.text.split() if "/lesmateriaal/" in word]
    assert link in body.html
    visitor = stage.portal.anonymous()
    fetched = await visitor.get(link)
    assert (fetched.status_code, fetched.content) == (200, LARGE)
    assert "boek.pdf" in fetched.headers["content-disposition"]
    assert fetched.headers["x-robots-tag"] == "noindex, nofollow"
    assert (await visitor.get(link[:-1] + ("A" if link[-1] != "A" else "B"))).status_code == 404
    stage.portal.clock.advance(days=150)
    assert (await visitor.get(link)).status_code == 410


async def test_a_new_edition_replaces_the_old_one_for_later_mails_only(stage: Stage) -> None:
    """R-INV-03: who was invited with the first edition keeps what was sent."""
    old = (await stage.keep()).json()
    await stage.send()
    assert (await stage.keep()).json()["id"] == old["id"]
    new = (await stage.keep(content=PDF + b"\n")).json()
    assert (
        new["edition"],
        (await stage.operator.get(f"/api/v1/operator/course-types/{stage.type_id}/lesson-material")).json()["items"][1][
            "id"
        ],
    ) == (2, old["id"])
    await stage.send(onlyNotInvited=False)
    assert sorted(body.attachments for body in await stage.bodies()) == sorted([[old["id"]]] * 2 + [[new["id"]]] * 2)


async def test_material_is_for_certified_courses_that_have_some(stage: Stage) -> None:
    """R-INV-03: refused before anything is sent, also after the last file was withdrawn."""
    kept = (await stage.keep()).json()
    assert (await stage.operator.delete(f"/api/v1/operator/lesson-material/{kept['id']}")).status_code == 204
    refused = await stage.send()
    assert (refused.status_code, refused.json()["code"]) == (409, "no_lesson_material")
    assert await stage.bodies() == []
    async with stage.portal.writing() as session:
        await act_for(session, stage.provider.id)
        external = await make_course(session, stage.provider)
        await make_enrolment(session, external, await make_trainee(session, stage.provider))
    answer = await stage.planner.post(f"/api/v1/courses/{external.id}/mailings", json={**WORDS, "lessonMaterial": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_lesson_material")


async def test_the_operator_fetches_every_edition_and_the_log_tells_who_kept_it(stage: Stage) -> None:
    """R-CRT-01 R-ACC-03: the bytes of then, also of what was withdrawn; nobody else gets them here."""
    old, new = (await stage.keep()).json(), (await stage.keep(content=PDF + b"\n")).json()
    for kept, content in ((old, PDF), (new, PDF + b"\n")):
        url = f"/api/v1/operator/lesson-material/{kept['id']}"
        fetched = await stage.operator.get(url)
        assert (fetched.status_code, fetched.content) == (200, content)
        assert "werkboek.pdf" in fetched.headers["content-disposition"]
        assert (await stage.planner.get(url)).status_code == 403
    for _ in range(2):
        await stage.operator.delete(f"/api/v1/operator/lesson-material/{new['id']}")
    missing = await stage.operator.get(f"/api/v1/operator/lesson-material/{stage.course_id}")
    assert (missing.status_code, missing.json()["code"]) == (404, "lesson_material_not_found")
    async with stage.portal.services.database.platform() as session:
        bind_operator(session)
        events = await session.scalars(select(OperatorEvent).order_by(OperatorEvent.id))
        told = [(each.action, each.subject_id, each.changes["edition"]) for each in events]
    assert told == [
        ("lesson_material.kept", stage.type_id, 1),
        ("lesson_material.kept", stage.type_id, 2),
        ("lesson_material.withdrawn", stage.type_id, 2),
    ]


async def test_only_the_operator_keeps_it_and_no_executable_gets_in(stage: Stage) -> None:
    """R-CRT-01, R-INV-06"""
    assert (await stage.keep(who=stage.planner)).status_code == 403
    assert (await stage.keep("spel.pdf", EXECUTABLE)).status_code == 415
    stage.type_id = stage.course_id
    assert (await stage.keep()).json()["code"] == "course_type_not_found"
