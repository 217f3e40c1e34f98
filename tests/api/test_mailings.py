"""Mailings over HTTP."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.catalog.material_links import MaterialLinks
from app.core.jobs.models import BackgroundJob
from app.core.signing import LinkSigner
from app.invitations.mass_sending import execute_mailing
from app.invitations.models import Invitation
from app.mail.rendering import shared_renderer
from tests.api.mailing_stage import WORDS, MailingStage, mailing_stage
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course
from tests.factories.instructors import make_instructor
from tests.factories.tenants import act_for
from tests.portal import Portal


async def test_the_plan_says_who_gets_what_and_writes_nothing(portal: Portal) -> None:
    """R-INV-04: number of mails, each address, who is left out and why, and what has no value."""
    stage = await mailing_stage(portal)
    order = {**WORDS, "bulk": True, "body": document(paragraph(chip("trainees")), paragraph(chip("instructor")))}
    answer = await stage.planner.post(f"/api/v1/courses/{stage.course_id}/mailing-plans", json=order)
    plan = answer.json()
    assert [(mail["kind"], mail["recipientEmail"], mail["enrolmentIds"]) for mail in plan["mails"]] == [
        ("contact", "kees@smit.example", [str(stage.enrolment_ids[0])])
    ]
    assert {(left["enrolmentId"], left["reason"]) for left in plan["leftOut"]} == {
        (str(enrolment_id), "no_customer") for enrolment_id in stage.enrolment_ids[1:]
    }
    assert [(each["variable"], each["name"]) for each in plan["missing"]] == [
        ("instructor", plan["mails"][0]["recipientName"])
    ]
    assert await stage.mails() == []


async def test_a_mailing_to_an_instructor_shows_his_address_only_if_he_agreed(portal: Portal) -> None:
    """R-INS-02: neither beforehand nor among the sent mails; the mail itself goes to the address all the same."""
    async with portal.owning() as owner:
        shy = await make_instructor(owner, family_name="Stil", email="stil@cibot.example")
        open_hearted = await make_instructor(owner, family_name="Open", email="open@cibot.example", email_visible=True)
    stage = await mailing_stage(portal, 0)
    async with portal.writing() as session:
        await act_for(session, stage.provider.id)
        course = await make_course(session, stage.provider, number=2, main=shy, second=open_hearted)
    stage.course_id = course.id
    words: dict[str, Any] = {"audience": "instructor", "body": document(paragraph(text("Dag")))}
    plan = await stage.planner.post(f"/api/v1/courses/{course.id}/mailing-plans", json={**WORDS, **words})
    assert [mail["recipientEmail"] for mail in plan.json()["mails"]] == ["", "open@cibot.example"]
    assert (await stage.send(**words)).status_code == 201
    listed = (await stage.planner.get("/api/v1/mails")).json()["items"]
    assert sorted(mail["recipientEmail"] for mail in listed) == ["", "open@cibot.example"]
    assert {mail.recipient_email for mail in await stage.mails()} == {"stil@cibot.example", "open@cibot.example"}


async def test_a_mailing_is_sent_seen_and_taken_back(portal: Portal) -> None:
    """R-INV-03: sending needs words and a course; R-INV-04: ten seconds to undo."""
    stage = await mailing_stage(portal)
    made = await stage.send()
    assert made.status_code == 201
    mailing = made.json()
    assert (mailing["state"], mailing["mailCount"], mailing["jobId"]) == ("held", 3, None)
    assert mailing["subject"] == "Uitnodiging [Soort cursus]"
    assert mailing["undoUntil"] == "2026-11-23T09:00:10.000Z"
    undone = await stage.planner.post(f"{made.headers['location']}/cancellation")
    assert (undone.json()["state"], undone.json()["counts"]["cancelled"]) == ("cancelled", 3)
    listed = (await stage.planner.get(f"/api/v1/courses/{stage.course_id}/mailings")).json()["items"]
    assert [each["state"] for each in listed] == ["cancelled"]


async def test_undo_after_ten_seconds_is_too_late(portal: Portal) -> None:
    """R-INV-04: the mails have left by then."""
    stage = await mailing_stage(portal)
    made = await stage.send()
    portal.clock.advance(seconds=10)
    late = await stage.planner.post(f"{made.headers['location']}/cancellation")
    assert (late.status_code, late.json()["code"]) == (409, "too_late_to_undo")
    assert (await stage.planner.get(made.headers["location"])).json()["state"] == "released"


async def test_the_same_key_is_one_mailing(portal: Portal) -> None:
    """R-INV-03: a repeated request has one effect and the same answer."""
    stage = await mailing_stage(portal)
    answers = [await stage.send(headers={"Idempotency-Key": "een"}, onlyNotInvited=False) for _ in range(3)]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await stage.mails()) == 3


@pytest.mark.parametrize("only_not_invited", [True, False])
async def test_a_hundred_parallel_sends_are_one_mail_each(portal: Portal, only_not_invited: bool) -> None:
    """R-MAIL-01: a hundred requests at the same moment, without any key: every trainee gets one mail."""
    stage = await mailing_stage(portal, trainees=5)
    answers = await asyncio.gather(*(stage.send(onlyNotInvited=only_not_invited) for _ in range(100)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len({mail.recipient_email for mail in await stage.mails()}) == len(await stage.mails()) == 5


async def test_nobody_left_to_mail_is_told(portal: Portal) -> None:
    """R-INV-04: who was invited is left out, and the refusal says so."""
    stage = await mailing_stage(portal)
    await stage.send()
    portal.clock.advance(minutes=1)
    answer = await stage.send()
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_to_mail")
    assert {left["reason"] for left in answer.json()["params"]["leftOut"]} == {"already_invited"}


async def test_a_large_mailing_is_written_by_a_job_with_progress(portal: Portal) -> None:
    """R-INV-03: more than 200 mails go out by a background job, once each, also when it runs twice."""
    stage = await mailing_stage(portal, trainees=230)
    made = (await stage.send()).json()
    assert made["mailCount"] == 230
    job = (await stage.planner.get(f"/api/v1/jobs/{made['jobId']}")).json()
    assert (job["state"], job["total"]) == ("queued", 230)
    assert await stage.mails() == []
    assert (await stage.send()).json()["id"] == made["id"]
    told: list[tuple[int, int]] = []
    for _ in range(2):
        assert await _execute(stage, UUID(made["jobId"]), told) == {"mails": 230}
    assert told[:3] == [(100, 230), (200, 230), (230, 230)]
    mails = await stage.mails()
    assert len({mail.recipient_email for mail in mails}) == len(mails) == 230
    async with portal.services.database.tenant(stage.provider.id) as session:
        assert await session.scalar(select(func.count()).select_from(Invitation)) == 230


async def test_a_large_mailing_that_was_taken_back_is_not_written(portal: Portal) -> None:
    """R-INV-04: undo works before the job has begun, too."""
    stage = await mailing_stage(portal, trainees=201)
    made = await stage.send()
    await stage.planner.post(f"{made.headers['location']}/cancellation")
    assert await _execute(stage, UUID(made.json()["jobId"]), []) == {"mails": 0}
    assert await stage.mails() == []


async def _execute(stage: MailingStage, job_id: UUID, told: list[tuple[int, int]]) -> dict[str, int]:
    services = stage.portal.services
    async with services.database.tenant(stage.provider.id) as session:
        job = (await session.scalars(select(BackgroundJob).where(BackgroundJob.id == job_id))).one()

    async def report(done: int, total: int) -> None:
        told.append((done, total))

    async def never() -> bool:
        return False

    return await execute_mailing(
        services.database,
        stage.provider.id,
        job.payload,
        clock=services.clock,
        renderer=shared_renderer(),
        links=MaterialLinks(LinkSigner(services.keys), services.settings.public_url),
        report=report,
        cancelled=never,
    )


async def test_nothing_of_another_provider_can_be_mailed_or_seen(portal: Portal) -> None:
    """R-INV-02: ids of another provider, in path, query and body, are like ids that do not exist."""
    stage, other = await mailing_stage(portal), await mailing_stage(portal)
    mailing = (await stage.send()).headers["location"]
    (mail, *_) = await stage.mails()
    file = (await stage.planner.post("/api/v1/attachments", files={"file": ("a.txt", b"a")})).json()["id"]
    template = (await stage.planner.post("/api/v1/templates", json={**WORDS, "name": "T"})).json()["id"]
    stranger = other.planner
    for answer in (
        await stage.send(stranger),
        await stranger.post(f"/api/v1/courses/{stage.course_id}/mailing-plans", json=WORDS),
        await stranger.get(f"/api/v1/courses/{stage.course_id}/mailings"),
        await stranger.get(mailing),
        await stranger.post(f"{mailing}/cancellation"),
        await stranger.get(f"/api/v1/mails/{mail.id}"),
        await stranger.post(f"/api/v1/mails/{mail.id}/resend"),
        await stranger.get(f"/api/v1/mails?courseId={stage.course_id}"),
        await other.send(templateId=template),
        await other.send(looseTemplateId=template),
    ):
        assert answer.status_code == 404
    assert (await other.send(attachmentIds=[file])).status_code == 404
    nobody = await other.send(enrolmentIds=[str(stage.enrolment_ids[0])])
    unknown = await other.send(enrolmentIds=[str(uuid4())])
    assert (nobody.status_code, unknown.status_code) == (404, 404)
    assert await other.mails() == []
    assert {each.state for each in await stage.mails()} == {"held"}


async def test_a_viewer_cannot_send(portal: Portal) -> None:
    """R-ACC-02: a viewer sees mails and sends none."""
    stage = await mailing_stage(portal, trainees=1)
    viewer = await portal.login(stage.provider, "viewer")
    assert (await stage.send(viewer)).status_code == 403
    assert (await viewer.get("/api/v1/mails")).status_code == 200


async def test_cancelling_and_moving_a_course_tells_who_was_invited_if_the_user_says_so(portal: Portal) -> None:
    """R-CRS-06, R-CRS-10, R-INV-07: only when asked for, and only when something moved."""
    stage = await mailing_stage(portal)
    await stage.send()
    portal.clock.advance(minutes=1)
    url = f"/api/v1/courses/{stage.course_id}"

    async def change(**fields: Any) -> int:
        etag = (await stage.planner.get(url)).headers["etag"]
        answer = await stage.planner.patch(url, json=fields, headers={"If-Match": etag})
        assert answer.status_code == 200
        return len(await stage.mails()) - 3

    assert await change(remarks="Parkeren achter het pand", tellInvited=True) == 0
    assert await change(days=[{"date": "2027-03-08", "starts": "09:00", "ends": "16:00"}]) == 0
    assert await change(days=[{"date": "2027-03-09", "starts": "09:00", "ends": "16:00"}], tellInvited=True) == 3
    await stage.planner.post(f"{url}/cancellation", json={"tellInvited": True})
    assert (
        sorted(mail.kind for mail in await stage.mails())
        == ["course-cancelled"] * 3 + ["course-moved"] * 3 + ["mailing"] * 3
    )
