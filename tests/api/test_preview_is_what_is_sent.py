"""One renderer: the preview, the test mail and the mail that leaves are the same to the letter (R-INV-01, R-INV-02)."""

from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from app.files.acceptance import accept_attachment, accept_logo
from app.files.keeping import keep_file
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from tests.app.templates.corpus import LITERAL
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.sample_files import png
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def tags_in(html: str) -> set[str]:
    """The kinds of elements that a reader finds in it."""
    reader = _Tags()
    reader.feed(html)
    return reader.found


HOSTILE = [str(each) for each in LITERAL]


@pytest.mark.parametrize("bulk", [False, True], ids=["trainee", "contact person"])
async def test_the_preview_is_the_mail_to_the_letter(portal: Portal, bulk: bool) -> None:
    """R-INV-01, R-INV-02: with logo, picture, list, hostile words and a real course."""
    provider = await portal.provider(form_of_address="u", brand_color="#F2C94C")
    now = portal.clock.now()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        storage = portal.services.storage
        logo = await keep_file(session, storage, accept_logo(png(), "logo.png"), created_by=None, now=now)
        picture = await keep_file(session, storage, accept_attachment(png(), "zaal.png"), created_by=None, now=now)
        (await session.get_one(Provider, provider.id)).logo_file_id = logo.id
        course = await make_course(session, provider)
        customer = await make_customer(session, provider, name="<b>Smit & {{ zonen }}</b>")
        trainee = await make_trainee(session, provider, customer=customer)
        enrolment = await make_enrolment(session, course, trainee)
    words = {
        "subject": document(paragraph(text("Voor "), chip("customer"))),
        "body": document(
            paragraph(text("Beste "), chip("contactPerson")),
            {"type": "image", "attrs": {"fileId": str(picture.id), "alt": "De zaal"}},
            *(paragraph(text(each)) for each in HOSTILE),
            paragraph(chip("trainees")),
        ),
        "bulk": bulk,
    }
    planner = await portal.login(provider)
    seen = (
        await planner.post(
            "/api/v1/template-previews",
            json={**words, "courseId": str(course.id), "enrolmentId": str(enrolment.id)},
        )
    ).json()
    assert "html" in seen, seen["errors"]
    assert (await planner.post("/api/v1/template-tests", json={**words, "courseId": str(course.id)})).status_code == 202
    assert (await planner.post(f"/api/v1/courses/{course.id}/mailings", json=words)).status_code == 201
    async with portal.services.database.tenant(provider.id) as session:
        rows = (
            await session.execute(select(OutboxMail, OutboxBody).join(OutboxBody, OutboxBody.mail_id == OutboxMail.id))
        ).all()
    mails = {row.OutboxMail.kind: row for row in rows}
    real, test = mails["mailing"], mails["mailing-test"]
    assert (real.OutboxMail.subject, real.OutboxBody.text) == (seen["subject"], seen["text"])
    assert real.OutboxBody.html == seen["html"]
    assert test.OutboxMail.subject == f"[Test] {seen['subject']}"
    assert (test.OutboxBody.html, test.OutboxBody.text) == (seen["html"], seen["text"])
    assert real.OutboxBody.attachments == test.OutboxBody.attachments == [str(picture.id), str(logo.id)]
    assert [each for each in HOSTILE if each.strip() and each not in seen["text"]] == []
    assert "<b>Smit & {{ zonen }}</b>" in seen["subject"]
    assert tags_in(seen["html"]).isdisjoint({"b", "script", "iframe", "object", "form", "svg"})
    assert all(f"cid:{file.id}@file.c-bot" in seen["html"] for file in (logo, picture))
