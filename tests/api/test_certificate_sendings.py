"""Certificates by mail and as a zip over the API."""

import asyncio
import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from app.core.signing import LinkSigner
from app.customers.models import Customer
from app.deliveries.mass_sending import execute_sending
from app.documents.certificate_archive import make_archive
from app.files.keeping import find_file
from app.mail.models import OutboxBody, OutboxMail
from app.mail.rendering import shared_renderer
from app.trainees.models import Trainee
from tests.api.held import Held, held
from tests.factories.processing import PASSED
from tests.factories.tenants import make_customer
from tests.portal import Portal

URL = "/api/v1/certificate-sendings"

CONTACT = "kees@smit.example"


async def certified(portal: Portal, count: int = 2) -> Held:
    """A processed course in which everybody passed; nobody has a customer yet."""
    at = await held(portal, *[PASSED] * count)
    assert (await at.process()).status_code == 200
    return at


async def for_customer(at: Held, which: list[int], **columns: object) -> Customer:
    """Let some of the course come for a customer, before the course is processed."""
    async with at.writing() as session:
        customer = await make_customer(session, at.provider, **columns)
    ids = [str(at.enrolments[each].id) for each in which]
    link = {"enrolmentIds": ids, "customerId": str(customer.id)}
    assert (await at.planner.post(f"{at.url}/enrolments/customers", json=link)).status_code == 200
    return customer


async def send(at: Held, **body: Any) -> Any:
    """Send what the course has, unless told otherwise."""
    return await at.planner.post(URL, json=body or {"courseId": str(at.course.id)})


async def mails(at: Held) -> list[tuple[OutboxMail, OutboxBody]]:
    """The provider's certificate mails, in order."""
    statement = (
        select(OutboxMail, OutboxBody)
        .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
        .where(OutboxMail.kind == "certificate")
        .order_by(OutboxMail.recipient_email, OutboxMail.id)
    )
    async with at.writing() as session:
        return [(row[0], row[1]) for row in (await session.execute(statement)).all()]


async def attached(at: Held, body: OutboxBody) -> list[str]:
    """The text of every PDF that goes with a mail."""
    texts = []
    for file_id in body.attachments:
        async with at.writing() as session:
            stored = await find_file(session, UUID(str(file_id)))
        content = await at.portal.services.storage.get(stored.storage_key)
        assert stored.content_type == "application/pdf"
        texts.append(PdfReader(io.BytesIO(content)).pages[0].extract_text())
    return texts


async def states(at: Held) -> list[str]:
    """How far the mail of each certificate is."""
    return [each["delivery"]["state"] for each in await at.certificates()]


async def test_each_trainee_gets_the_own_certificate(portal: Portal) -> None:
    """R-PRC-03: one mail each with the PDF, held for ten seconds; the list shows how far it is."""
    at = await certified(portal)
    answer = await send(at)
    assert answer.status_code == 201
    sending = answer.json()
    assert (sending["state"], sending["mailCount"], sending["certificateCount"]) == ("held", 2, 2)
    found = await mails(at)
    assert len({mail.recipient_email for mail, _ in found}) == 2
    for mail, body in found:
        [text] = await attached(at, body)
        assert mail.recipient_name in text
        assert body.reply_to == at.provider.email
        assert mail.state == "held"
    assert await states(at) == ["held", "held"]
    portal.clock.advance(seconds=10)
    assert await states(at) == ["queued", "queued"]
    assert (await at.planner.get(f"{URL}/{sending['id']}")).json()["state"] == "released"


async def test_the_contact_person_gets_those_of_all_its_people_in_their_place(portal: Portal) -> None:
    """R-PRC-03 R-CUS-03: with the box ticked one mail to the contact, nothing to the trainees; unticked to themselves."""
    at = await held(portal, *[PASSED] * 4)
    await for_customer(at, [0, 1], correspondence_via_contact=True, contact_email=CONTACT)
    await for_customer(at, [2])
    await at.process()
    await send(at)
    found = {mail.recipient_email: body for mail, body in await mails(at)}
    assert len(found) == 3
    texts = await attached(at, found[CONTACT])
    assert ["Cursist000" in texts[0], "Cursist001" in texts[1], len(texts)] == [True, True, 2]
    async with at.writing() as session:
        trainee = await session.get_one(Trainee, (at.provider.id, at.enrolments[2].trainee_id))
    assert trainee.email in found
    [first, *_] = await at.certificates()
    assert first["delivery"] | {"at": "", "mailId": ""} == {
        "state": "held",
        "at": "",
        "reason": "",
        "mailId": "",
        "recipientEmail": CONTACT,
        "viaContact": True,
    }


async def test_before_sending_it_is_seen_who_gets_what(portal: Portal) -> None:
    """R-PRC-03: addresses, and who is left out why; nothing is written."""
    at = await held(portal, *[PASSED] * 3)
    await for_customer(at, [1], correspondence_via_contact=True, contact_email="")
    await at.process()
    async with at.writing() as session:
        trainee = await session.get_one(Trainee, (at.provider.id, at.enrolments[0].trainee_id))
        trainee.email = trainee.email_norm = None
    plan = (await at.planner.post("/api/v1/certificate-sending-plans", json={"courseId": str(at.course.id)})).json()
    assert [each["name"] for each in plan["leftOut"]] == ["Cursist000 Achternaam000", "Cursist001 Achternaam001"]
    assert {each["reason"] for each in plan["leftOut"]} == {"no_address"}
    assert len(plan["mails"]) == 1
    assert await mails(at) == []


async def test_a_certificate_goes_once_however_often_it_is_sent(portal: Portal) -> None:
    """R-PRC-03: five requests at the same moment are one mail each; after that nothing is left to send."""
    at = await certified(portal)
    answers = await asyncio.gather(*(send(at) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert len(await mails(at)) == 2
    refusal = (await send(at)).json()
    assert refusal["code"] == "nothing_to_send"
    assert {each["reason"] for each in refusal["params"]["leftOut"]} == {"sent_before"}
    ids = [each["id"] for each in await at.certificates()]
    assert (await send(at, certificateIds=ids, again=True)).status_code == 201
    assert len(await mails(at)) == 4


async def test_what_failed_can_be_sent_again(portal: Portal) -> None:
    """R-PRC-03 R-MAIL-02: a mail that did not arrive counts as not sent, and its reason is shown."""
    at = await certified(portal)
    await send(at)
    first = (await mails(at))[0][0]
    async with at.writing() as session:
        await session.execute(
            update(OutboxMail)
            .where(OutboxMail.id == first.id)
            .values(state="failed", smtp_code=550, smtp_text="No such user", finished_at=datetime.now(UTC))
        )
    failed = [each["delivery"] for each in await at.certificates() if each["delivery"]["state"] == "failed"]
    assert [each["reason"] for each in failed] == ["550 No such user"]
    assert (await send(at)).json()["certificateCount"] == 1


async def test_a_sending_can_be_taken_back_for_ten_seconds(portal: Portal) -> None:
    """R-PRC-03: undone, none leaves and the certificates can be sent again; later it is too late."""
    at = await certified(portal)
    sending = (await send(at)).json()
    undone = await at.planner.post(f"{URL}/{sending['id']}/cancellation")
    assert undone.json()["state"] == "cancelled"
    assert {mail.state for mail, _ in await mails(at)} == {"cancelled"}
    assert await states(at) == ["none", "none"]
    again = (await send(at)).json()
    portal.clock.advance(seconds=11)
    late = await at.planner.post(f"{URL}/{again['id']}/cancellation")
    assert (late.status_code, late.json()["code"]) == (409, "sending_has_left")


async def test_revoked_and_imported_ones_stay_here(portal: Portal) -> None:
    """R-PRC-03: only what is in force and issued here goes out."""
    at = await certified(portal)
    [first, second] = await at.certificates()
    await at.planner.post(f"/api/v1/certificates/{first['id']}/revocation", json={"reason": "Vergissing"})
    body = {"certificateIds": [first["id"], second["id"]]}
    plan = (await at.planner.post("/api/v1/certificate-sending-plans", json=body)).json()
    assert [(each["certificateId"], each["reason"]) for each in plan["leftOut"]] == [(first["id"], "revoked")]
    assert plan["mails"][0]["certificateIds"] == [second["id"]]


async def _not_cancelled() -> bool:
    return False


async def _work(at: Held, payload: dict[str, Any], told: list[tuple[int, int]]) -> dict[str, int]:
    async def report(done: int, total: int) -> None:
        told.append((done, total))

    return await execute_sending(
        at.portal.services.database,
        at.provider.id,
        payload,
        clock=at.portal.clock,
        renderer=shared_renderer(),
        storage=at.portal.services.storage,
        public_url="http://portal.test",
        signer=LinkSigner(at.portal.services.keys),
        report=report,
        cancelled=_not_cancelled,
    )


async def test_many_are_left_to_a_job_that_may_run_twice(portal: Portal) -> None:
    """R-PRC-03: more than a request can draw: with progress, once each, also when the job begins anew."""
    at = await certified(portal, 22)
    sending = (await send(at)).json()
    assert sending["jobId"]
    assert await mails(at) == []
    payload = {"sendingId": sending["id"], "certificateIds": [each["id"] for each in await at.certificates()]}
    told: list[tuple[int, int]] = []
    assert await _work(at, payload, told) == {"certificates": 22}
    assert told == [(10, 22), (20, 22), (22, 22)]
    assert await _work(at, payload, told) == {"certificates": 22}
    assert len(await mails(at)) == 22


async def test_a_large_sending_that_was_taken_back_writes_nothing(portal: Portal) -> None:
    """R-PRC-03: the job looks first."""
    at = await certified(portal, 21)
    sending = (await send(at)).json()
    await at.planner.post(f"{URL}/{sending['id']}/cancellation")
    ids = [each["id"] for each in await at.certificates()]
    await _work(at, {"sendingId": sending["id"], "certificateIds": ids}, [])
    assert await mails(at) == []


async def test_many_come_as_one_zip_with_progress(portal: Portal) -> None:
    """R-PRC-02: 202 with a job; one PDF each, in the end a file that only the own provider can download."""
    at = await certified(portal, 3)
    answer = await at.planner.post("/api/v1/certificate-archives", json={"courseId": str(at.course.id)})
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    assert (job["total"], job["subjectId"]) == (3, str(at.course.id))
    told: list[tuple[int, int]] = []

    async def report(done: int, total: int) -> None:
        told.append((done, total))

    ids = [each["id"] for each in await at.certificates()]
    result = await make_archive(
        portal.services.database,
        at.provider.id,
        {"certificateIds": ids, "language": "nl"},
        clock=portal.clock,
        storage=portal.services.storage,
        public_url="http://portal.test",
        report=report,
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    file = await at.planner.get(f"/api/v1/files/{result['fileId']}")
    assert 'filename="Certificaten.zip"' in file.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == [f"Certificaat {n} Cursist00{n - 1} Achternaam00{n - 1}.pdf" for n in (1, 2, 3)]
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")
    stranger = await portal.login(await portal.provider())
    assert (await stranger.get(f"/api/v1/files/{result['fileId']}")).status_code == 404


@pytest.mark.parametrize("body", [{}, {"courseId": None}])
async def test_something_must_be_chosen(portal: Portal, body: dict[str, Any]) -> None:
    """R-PRC-03: certificates or a course, not neither."""
    planner = await portal.login(await portal.provider())
    assert (await planner.post(URL, json=body)).status_code == 400
