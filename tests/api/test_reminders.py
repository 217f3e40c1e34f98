"""The settings of reminders over HTTP, and what their next run will send."""

from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import delete, select

from app.bounces.models import MailSuppression
from app.core.signing import LinkSigner
from app.mail.models import OutboxBody, OutboxMail
from app.mail.rendering import shared_renderer
from app.providers.models import Provider
from app.reminders.models import Reminder
from app.reminders.planning import Post
from app.reminders.running import run_reminders
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.certificates import make_certificate
from tests.factories.instructors import make_certified_type
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

NEW = {"If-Match": '"0"'}
SUBJECT = document(paragraph(text("Verloopt op "), chip("expiryDate")))
BODY = document(paragraph(text("Dag "), chip("traineeFirstName"), text(" <3")))


async def _admin(portal: Portal) -> tuple[Provider, AsyncClient]:
    provider = await portal.provider(name="De Linde")
    return provider, await portal.login(provider, "admin")


async def _template(admin: AsyncClient) -> str:
    made = await admin.post("/api/v1/templates", json={"name": "Tot morgen", "subject": SUBJECT, "body": BODY})
    return str(made.json()["id"])


async def test_course_reminders_need_a_template_to_be_switched_on(portal: Portal) -> None:
    """R-INV-08: off until then, with the reason told; everything else can be set before."""
    _, admin = await _admin(portal)
    seen = await admin.get("/api/v1/course-reminders")
    assert (seen.json(), seen.headers["etag"]) == (
        {"enabled": False, "lead": 7, "templateId": None, "bulkTemplateId": None, "version": 0},
        '"0"',
    )
    url = "/api/v1/course-reminders"
    refused = await admin.patch(url, json={"enabled": True}, headers=NEW)
    assert (refused.status_code, refused.json()["code"]) == (409, "reminder_needs_template")
    changed = await admin.patch(url, json={"enabled": True, "templateId": await _template(admin)}, headers=NEW)
    assert (changed.status_code, changed.json()["enabled"], changed.headers["etag"]) == (200, True, '"1"')
    stale = await admin.patch(url, json={"lead": 3}, headers=NEW)
    assert stale.status_code == 412
    taken_away = await admin.patch(url, json={"templateId": None}, headers={"If-Match": '"1"'})
    assert taken_away.json()["code"] == "reminder_needs_template"


@pytest.mark.parametrize(
    ("url", "lead"),
    [("course-reminders", 61), ("course-reminders", 0), ("trainee-reminders", 27), ("customer-reminders", 0)],
)
async def test_a_lead_that_makes_no_sense_is_refused(portal: Portal, url: str, lead: int) -> None:
    """R-INV-08 R-EXP-01 R-EXP-03"""
    _, admin = await _admin(portal)
    refused = await admin.patch(f"/api/v1/{url}", json={"lead": lead}, headers=NEW)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/lead")


async def test_the_words_may_name_only_what_they_can_tell(portal: Portal) -> None:
    """R-EXP-01 R-INV-02: a variable without a value in this mail is refused at its place, and so is an empty text."""
    _, admin = await _admin(portal)
    url = "/api/v1/trainee-reminders"
    words = {"subject": document(paragraph(chip("startTime"))), "body": document(paragraph(chip("certificates")))}
    refused = await admin.patch(url, json=words, headers=NEW)
    assert [(each["pointer"], each["code"]) for each in refused.json()["errors"]] == [
        ("/subject", "variable_not_here"),
        ("/body", "variable_not_here"),
    ]
    empty = await admin.patch(url, json={"subject": document(paragraph())}, headers=NEW)
    assert [(each["pointer"], each["code"]) for each in empty.json()["errors"]] == [("/subject", "required")]
    kept = await admin.patch(url, json={"subject": SUBJECT, "body": BODY}, headers=NEW)
    assert (kept.json()["body"], kept.json()["ownWords"]) == (BODY, True)
    back = await admin.patch(url, json={"subject": None, "body": None}, headers={"If-Match": '"1"'})
    assert back.json()["ownWords"] is False
    assert back.json()["body"]["content"]


async def _people(portal: Portal, provider: Provider) -> None:
    async with portal.writing() as session:
        await act_for(session, provider.id)
        boss = await make_customer(session, provider, name="Smit", contact_email="baas@smit.example")
        boss.correspondence_via_contact = True
        sanne = await make_trainee(session, provider, email="sanne@mail.example")
        await make_certificate(session, sanne, expires_on=date(2027, 1, 12))
        await make_certificate(session, sanne, expires_on=date(2027, 1, 20), type_name="AED")
        await make_certificate(session, sanne, expires_on=date(2029, 1, 20), type_name="AED")
        await make_certificate(session, await make_trainee(session, provider, email=None), expires_on=date(2027, 1, 3))
        late = await make_trainee(session, provider, customer=boss)
        await make_certificate(session, late, expires_on=date(2027, 1, 31))
        await make_certificate(session, late, expires_on=date(2027, 2, 1), type_name="EHBO")


async def _foreseen(admin: AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await admin.post("/api/v1/trainee-reminders/plans", json=changes)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_the_screen_shows_what_the_next_run_sends(portal: Portal) -> None:
    """R-EXP-01 R-EXP-02 R-EXP-04: the same mails to the same people as the run itself, and who is skipped and why."""
    provider, admin = await _admin(portal)
    await _people(portal, provider)
    seen = await _foreseen(admin, lead=8)
    assert seen["runsAt"] == "2026-11-24T07:00:00.000Z"
    told = [(mail["recipientEmail"], mail["what"], mail["on"]) for mail in seen["mails"]]
    assert told == [("sanne@mail.example", "BHV", "2027-01-12"), ("baas@smit.example", "BHV", "2027-01-31")]
    assert [(each["what"], each["reason"]) for each in seen["skipped"]] == [("BHV", "no_address"), ("AED", "renewed")]
    assert (seen["mailCount"], seen["skippedCount"]) == (2, 2)
    assert "/afmelden/…" in seen["example"]["html"]  # whoever looks at it cannot stop reminders in its reader's name
    assert (await _foreseen(admin, lead=2))["mailCount"] == 0
    async with portal.writing() as session:
        await act_for(session, provider.id)
        assert list(await session.scalars(select(OutboxMail.id))) == []
    await admin.patch("/api/v1/trainee-reminders", json={"enabled": True, "lead": 8}, headers=NEW)
    assert await _run(portal, provider) == 0
    portal.clock.advance(days=1)
    assert await _run(portal, provider) == 2
    async with portal.writing() as session:
        await act_for(session, provider.id)
        mails = (
            await session.execute(
                select(OutboxMail, OutboxBody)
                .join(OutboxBody, OutboxBody.mail_id == OutboxMail.id)
                .order_by(OutboxMail.slot)
            )
        ).all()
    assert [mail.recipient_email for mail, _ in mails] == [each[0] for each in told]
    assert {body.headers["List-Unsubscribe-Post"] for _, body in mails} == {"List-Unsubscribe=One-Click"}
    assert {body.headers["Auto-Submitted"] for _, body in mails} == {"auto-generated"}
    admin = await portal.login(provider, "admin")
    assert (await _foreseen(admin))["runsAt"] == "2026-11-25T07:00:00.000Z"
    assert (await _foreseen(admin))["mailCount"] == 0


async def test_expiry_reminders_spare_addresses_that_mail_came_back_from(portal: Portal) -> None:
    """R-EXP-01 R-EXP-04 R-MAIL-02: the holder's own, and the contact person's where the mail would go there."""
    provider, admin = await _admin(portal)
    await _people(portal, provider)
    await admin.patch("/api/v1/trainee-reminders", json={"enabled": True, "lead": 8}, headers=NEW)
    portal.clock.advance(days=1)
    assert await _run(portal, provider) == 2
    async with portal.writing() as session:
        await act_for(session, provider.id)
        for mail in await session.scalars(select(OutboxMail)):
            session.add(
                MailSuppression(
                    provider_id=provider.id,
                    address=mail.recipient_email,
                    mail_id=mail.id,
                    status="5.1.1",
                    words="no such user",
                    created_at=portal.clock.now(),
                )
            )
        await session.execute(delete(Reminder))
    admin = await portal.login(provider, "admin")
    seen = await _foreseen(admin)
    assert seen["mails"] == []
    assert sorted(each["reason"] for each in seen["skipped"]) == [
        "address_bounced",
        "address_bounced",
        "no_address",
        "renewed",
    ]


async def _run(portal: Portal, provider: Provider) -> int | None:
    hall = portal.services
    post = Post(shared_renderer(), LinkSigner(hall.keys), hall.settings.public_url)
    return await run_reminders(hall.database, provider.id, post, now=portal.clock.now())


async def test_a_digest_lists_everything_of_the_month_in_a_table(portal: Portal) -> None:
    """R-EXP-03: certified only, trainee, type and date; what people are called cannot bend the mail."""
    provider, admin = await _admin(portal)
    async with portal.owning() as session:
        bhv = await make_certified_type(session)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        boss = await make_customer(session, provider, name="Smit & Zn", contact_name="Kees <b>")
        certified: dict[str, Any] = {"kind": "certified", "certified_type_id": bhv.id}
        for number in (1, 2):
            trainee = await make_trainee(session, provider, customer=boss, email=None)
            trainee.given_name, trainee.family_name = f"<i>{number}</i>", "Bakker"
            await make_certificate(session, trainee, expires_on=date(2027, 1, 10 + number), **certified)
        await make_certificate(session, trainee, expires_on=date(2027, 1, 20), type_name="Eigen")
        await make_customer(session, provider, name="Zonder certificaten")
    await admin.patch("/api/v1/customer-reminders", json={"enabled": True, "lead": 8}, headers=NEW)
    seen = (await admin.post("/api/v1/customer-reminders/plans", json={})).json()
    assert [(mail["what"], mail["on"], len(mail["names"])) for mail in seen["mails"]] == [
        ("Smit & Zn", "2027-01-01", 2)
    ]
    assert seen["nextMonth"] == {"month": "2027-02-01", "sentOn": "2026-12-07"}
    assert "Smit &amp; Zn" in seen["example"]["html"]
    portal.clock.advance(days=1)
    assert await _run(portal, provider) == 1
    async with portal.writing() as session:
        await act_for(session, provider.id)
        body = (await session.scalars(select(OutboxBody))).one()
        mail = (await session.scalars(select(OutboxMail))).one()
        came_back = {"address": mail.recipient_email, "mail_id": mail.id, "status": "5.1.1", "words": ""}
        session.add(MailSuppression(provider_id=provider.id, created_at=portal.clock.now(), **came_back))
        await session.execute(delete(Reminder))
    assert "- <i>1</i> Bakker, BHV, 11 januari 2027\n- <i>2</i> Bakker, BHV, 12 januari 2027" in body.text
    assert "&lt;i&gt;1&lt;/i&gt; Bakker</td>" in body.html
    assert "Dag Kees <b>," in body.text
    assert "Eigen" not in body.text
    admin = await portal.login(provider, "admin")
    again = (await admin.post("/api/v1/customer-reminders/plans", json={})).json()
    assert (again["mails"], [each["reason"] for each in again["skipped"]]) == ([], ["address_bounced"])


async def test_a_plan_takes_a_handful_of_statements(portal: Portal) -> None:
    """R-EXP-01: however many certificates there are."""
    provider, admin = await _admin(portal)
    await _people(portal, provider)
    with counted(portal.services.database) as statements:
        await _foreseen(admin, lead=8)
    assert len(statements) <= 8
