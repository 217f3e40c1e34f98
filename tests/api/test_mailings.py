"""Mailings, attachments and sent mails over HTTP."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select

from app.bounces.taking_in import take_in
from app.catalog.material_links import MaterialLinks
from app.core.jobs.models import BackgroundJob
from app.core.signing import LinkSigner
from app.invitations.mass_sending import execute_mailing
from app.invitations.models import Invitation
from app.mail.models import OutboxMail
from app.mail.rendering import shared_renderer
from app.mail.return_paths import ReturnPaths
from app.providers.models import Provider
from tests.app.bounces.test_reports import report
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.instructors import make_instructor
from tests.factories.sample_files import png
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

WORDS = {
    "subject": document(paragraph(text("Uitnodiging "), chip("courseType"))),
    "body": document(paragraph(text("Beste "), chip("traineeFirstName"), text(","))),
}
LIMIT = 2_097_152


@dataclass
class Stage:
    """A planner with a course full of trainees."""

    portal: Portal
    provider: Provider
    planner: AsyncClient
    course_id: UUID
    enrolment_ids: list[UUID]

    async def send(self, client: AsyncClient | None = None, **fields: Any) -> Any:
        """Send the mailing, as the planner unless told otherwise."""
        headers = fields.pop("headers", {})
        url = f"/api/v1/courses/{self.course_id}/mailings"
        return await (client or self.planner).post(url, json={**WORDS, **fields}, headers=headers)

    async def mails(self) -> list[OutboxMail]:
        """Everything in the outbox."""
        async with self.portal.services.database.tenant(self.provider.id) as session:
            return list(await session.scalars(select(OutboxMail)))


async def _stage(portal: Portal, trainees: int = 3) -> Stage:
    provider = await portal.provider(name="De Linde")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider, max_trainees=1000)
        customer = await make_customer(session, provider, contact_email="kees@smit.example")
        people = [
            await make_trainee(session, provider, customer=customer if number == 0 else None)
            for number in range(trainees)
        ]
        enrolments = [await make_enrolment(session, course, person) for person in people]
    return Stage(portal, provider, await portal.login(provider), course.id, [each.id for each in enrolments])


async def test_the_plan_says_who_gets_what_and_writes_nothing(portal: Portal) -> None:
    """R-INV-04: number of mails, each address, who is left out and why, and what has no value."""
    stage = await _stage(portal)
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
    stage = await _stage(portal, 0)
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
    stage = await _stage(portal)
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
    stage = await _stage(portal)
    made = await stage.send()
    portal.clock.advance(seconds=10)
    late = await stage.planner.post(f"{made.headers['location']}/cancellation")
    assert (late.status_code, late.json()["code"]) == (409, "too_late_to_undo")
    assert (await stage.planner.get(made.headers["location"])).json()["state"] == "released"


async def test_the_same_key_is_one_mailing(portal: Portal) -> None:
    """R-INV-03: a repeated request has one effect and the same answer."""
    stage = await _stage(portal)
    answers = [await stage.send(headers={"Idempotency-Key": "een"}, onlyNotInvited=False) for _ in range(3)]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await stage.mails()) == 3


@pytest.mark.parametrize("only_not_invited", [True, False])
async def test_a_hundred_parallel_sends_are_one_mail_each(portal: Portal, only_not_invited: bool) -> None:
    """R-MAIL-01: a hundred requests at the same moment, without any key: every trainee gets one mail."""
    stage = await _stage(portal, trainees=5)
    answers = await asyncio.gather(*(stage.send(onlyNotInvited=only_not_invited) for _ in range(100)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len({mail.recipient_email for mail in await stage.mails()}) == len(await stage.mails()) == 5


async def test_nobody_left_to_mail_is_told(portal: Portal) -> None:
    """R-INV-04: who was invited is left out, and the refusal says so."""
    stage = await _stage(portal)
    await stage.send()
    portal.clock.advance(minutes=1)
    answer = await stage.send()
    assert (answer.status_code, answer.json()["code"]) == (409, "nobody_to_mail")
    assert {left["reason"] for left in answer.json()["params"]["leftOut"]} == {"already_invited"}


async def test_a_large_mailing_is_written_by_a_job_with_progress(portal: Portal) -> None:
    """R-INV-03: more than 200 mails go out by a background job, once each, also when it runs twice."""
    stage = await _stage(portal, trainees=230)
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
    stage = await _stage(portal, trainees=201)
    made = await stage.send()
    await stage.planner.post(f"{made.headers['location']}/cancellation")
    assert await _execute(stage, UUID(made.json()["jobId"]), []) == {"mails": 0}
    assert await stage.mails() == []


async def _execute(stage: Stage, job_id: UUID, told: list[tuple[int, int]]) -> dict[str, int]:
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


async def test_an_attachment_is_kept_up_to_the_limit(portal: Portal) -> None:
    """R-INV-06: 2,097,152 bytes pass, one more gets 413 before anything is stored or sent."""
    stage = await _stage(portal)
    answers = {}
    for size in (LIMIT, LIMIT + 1, 4 * LIMIT):
        answers[size] = await stage.planner.post("/api/v1/attachments", files={"file": ("a.txt", b"a" * size)})
    assert answers[LIMIT].status_code == 201
    assert answers[LIMIT].json()["size"] == LIMIT
    for size in (LIMIT + 1, 4 * LIMIT):
        assert (answers[size].status_code, answers[size].json()["code"]) == (413, "attachment_too_large")
        assert answers[size].json()["params"] == {"limit": LIMIT}
    sent = await stage.send(attachmentIds=[answers[LIMIT].json()["id"]])
    assert sent.status_code == 201


async def test_an_endless_upload_without_a_length_is_cut_off(portal: Portal) -> None:
    """R-INV-06: whatever the client declares, reading stops at the limit."""
    stage = await _stage(portal, trainees=1)
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

    async def body() -> Any:
        yield head
        for _ in range(40):
            yield b"a" * 1024 * 1024

    answer = await stage.planner.post(
        "/api/v1/attachments", content=body(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "attachment_too_large")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("page.html", b"<html><script>1</script>"),
        ("x.exe", b"\x7fELF\x02\x01\x01"),
    ],
)
async def test_executables_and_pages_are_refused_by_content(portal: Portal, name: str, content: bytes) -> None:
    """R-INV-06: the type is judged by content, whatever the name says."""
    stage = await _stage(portal, trainees=1)
    answer = await stage.planner.post("/api/v1/attachments", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_not_allowed")
    missing = await stage.planner.post("/api/v1/attachments", data={"x": "y"})
    assert (missing.status_code, missing.json()["errors"][0]["pointer"]) == (400, "/file")


async def test_sent_mails_are_listed_found_and_shown(portal: Portal) -> None:
    """R-MAIL-04: recipient, subject, cause, state and time, and the mail as it was sent."""
    stage = await _stage(portal)
    file = (await stage.planner.post("/api/v1/attachments", files={"file": ("route.txt", b"links")})).json()
    made = (await stage.send(cc=["baas@smit.example"], attachmentIds=[file["id"]])).json()
    listed = (await stage.planner.get(f"/api/v1/mails?courseId={stage.course_id}&state=held&kind=mailing")).json()[
        "items"
    ]
    assert len(listed) == 3
    assert {(each["causeType"], each["causeId"], each["state"]) for each in listed} == {("mailing", made["id"], "held")}
    address = listed[0]["recipientEmail"]
    found = (await stage.planner.get("/api/v1/mails", params={"q": address})).json()["items"]
    assert [each["recipientEmail"] for each in found] == [address]
    mail = (await stage.planner.get(f"/api/v1/mails/{listed[0]['id']}")).json()
    assert mail["cc"] == [{"email": "baas@smit.example", "name": ""}]
    assert [each["name"] for each in mail["attachments"]] == ["route.txt"]
    assert "Beste Cursist," in mail["text"]
    assert (mail["attempts"], mail["hasCalendar"]) == ([], True)


async def test_a_picture_in_the_words_travels_with_the_mail(portal: Portal) -> None:
    """R-INV-01: an image is one of the provider's own files; another kind of file is refused as an image."""
    stage = await _stage(portal, trainees=1)
    made = [
        (await stage.planner.post("/api/v1/attachments", files={"file": file})).json()["id"]
        for file in (("kaart.png", png()), ("route.txt", b"links"))
    ]
    pictured, mistaken = (
        document({"type": "image", "attrs": {"fileId": file_id, "alt": "Kaart"}}, paragraph(text("Tot dan")))
        for file_id in made
    )
    refused = await stage.send(body=mistaken)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "not_an_image")
    await stage.send(body=pictured)
    (mail,) = await stage.mails()
    shown = (await stage.planner.get(f"/api/v1/mails/{mail.id}")).json()
    assert f'src="cid:{made[0]}@file.c-bot"' in shown["html"]
    assert "[Kaart]" in shown["text"]
    assert [each["id"] for each in shown["attachments"]] == [made[0]]


async def test_a_failed_mail_is_sent_again_by_a_new_one(portal: Portal) -> None:
    """R-INV-04: failed ones can be sent again; R-MAIL-04: the new mail names the old one."""
    stage = await _stage(portal, trainees=1)
    await stage.send()
    (mail,) = await stage.mails()
    refused = await stage.planner.post(f"/api/v1/mails/{mail.id}/resend")
    assert (refused.status_code, refused.json()["code"]) == (409, "mail_not_resendable")
    async with portal.services.database.tenant(stage.provider.id) as session:
        found = (await session.scalars(select(OutboxMail))).one()
        found.state, found.finished_at = "failed", portal.clock.now() + timedelta(minutes=1)
    answer = await stage.planner.post(f"/api/v1/mails/{mail.id}/resend")
    assert (answer.status_code, answer.json()["resendOf"]) == (201, str(mail.id))
    shown = (await stage.planner.get(answer.headers["location"])).json()
    assert (shown["resendOf"], shown["state"]) == (str(mail.id), "queued")


async def test_nothing_of_another_provider_can_be_mailed_or_seen(portal: Portal) -> None:
    """R-INV-02: ids of another provider, in path, query and body, are like ids that do not exist."""
    stage, other = await _stage(portal), await _stage(portal)
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
    stage = await _stage(portal, trainees=1)
    viewer = await portal.login(stage.provider, "viewer")
    assert (await stage.send(viewer)).status_code == 403
    assert (await viewer.get("/api/v1/mails")).status_code == 200


async def test_cancelling_and_moving_a_course_tells_who_was_invited_if_the_user_says_so(portal: Portal) -> None:
    """R-CRS-06, R-CRS-10, R-INV-07: only when asked for, and only when something moved."""
    stage = await _stage(portal)
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


async def test_mail_that_came_back_shows_at_the_trainee_and_in_the_plan(portal: Portal) -> None:
    """R-MAIL-02, R-INV-04: nobody is invited at a dead address, until it changes or somebody lifts it."""
    stage = await _stage(portal, trainees=2)
    mail_id = (await stage.send()).json() and (await stage.mails())[1].id
    async with portal.services.database.tenant(stage.provider.id) as session:
        mail = await session.get_one(OutboxMail, (stage.provider.id, mail_id))
        mail.state = "sent"
        address = mail.recipient_email
    paths = ReturnPaths(portal.services.keys, "bounce@portaal.example")
    block = f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1"
    taken = await take_in(portal.services.database, paths, report(block), [paths.of(mail_id)], now=portal.clock.now())
    assert taken == 1
    trainees = (await stage.planner.get(f"/api/v1/trainees?q={address}")).json()["items"]
    url = f"/api/v1/trainees/{trainees[0]['id']}"
    bounced = (await stage.planner.get(url)).json()["bounced"]
    assert (bounced["mailId"], bounced["status"]) == (str(mail_id), "5.1.1")
    listed = (await stage.planner.get("/api/v1/mails?state=bounced")).json()["items"]
    assert [each["id"] for each in listed] == [str(mail_id)]
    plan_url = f"/api/v1/courses/{stage.course_id}/mailing-plans"
    plan = (await stage.planner.post(plan_url, json={**WORDS, "onlyNotInvited": False})).json()
    assert [left["reason"] for left in plan["leftOut"]] == ["address_bounced"]
    version = (await stage.planner.get(url)).headers["etag"]
    await stage.planner.patch(url, json={"email": "nieuw@bedrijf.example"}, headers={"If-Match": version})
    assert (await stage.planner.get(url)).json()["bounced"] is None
    assert (await stage.planner.post(plan_url, json={**WORDS, "onlyNotInvited": False})).json()["leftOut"] == []
    lifted = await stage.planner.delete(f"/api/v1/mail-suppressions/{bounced['suppressionId']}")
    assert lifted.status_code == 204


async def test_mails_are_found_by_kind_and_by_the_days_of_the_provider(portal: Portal) -> None:
    """R-MAIL-04: a period of whole days in the provider's time zone, not in that of the server."""
    portal.clock.moment = portal.clock.moment.replace(hour=23, minute=30)
    stage = await _stage(portal, trainees=1)
    await stage.send()
    shown = {
        query: len((await stage.planner.get(f"/api/v1/mails?{query}")).json()["items"])
        for query in (
            "from=2026-11-24&until=2026-11-24",
            "until=2026-11-23",
            "from=2026-11-25",
            "kind=mailing",
            "kind=x",
        )
    }
    assert list(shown.values()) == [1, 0, 0, 1, 0]
    assert (await stage.planner.get("/api/v1/mails?until=9999-12-31")).status_code == 200


async def test_a_sent_mail_shows_its_head(portal: Portal) -> None:
    """R-MAIL-03, R-MAIL-04: as it goes over the wire."""
    stage = await _stage(portal, trainees=1)
    await stage.send(cc=["baas@bedrijf.example"])
    (mail,) = await stage.mails()
    seen = (await stage.planner.get(f"/api/v1/mails/{mail.id}")).json()
    head = {line["name"]: line["value"] for line in seen["headers"]}
    assert head["From"] == "De Linde <portaal@c-bot.example>"
    assert head["To"].endswith(f"<{mail.recipient_email}>")
    assert (head["Cc"], head["Reply-To"]) == ("baas@bedrijf.example", stage.provider.email)
    assert (head["Message-ID"], head["Subject"]) == (mail.message_id, mail.subject)
