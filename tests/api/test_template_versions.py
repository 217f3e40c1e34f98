"""What templates said before, examples to begin with, and the house style of what they become (R-INV-01)."""

from typing import Any

from httpx import AsyncClient
from sqlalchemy import select

from app.files.acceptance import accept_logo
from app.files.keeping import keep_file
from app.mail.models import OutboxBody, OutboxMail
from app.providers.models import Provider
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.sample_files import png
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

SUBJECT = document(paragraph(text("Uitnodiging "), chip("courseType")))


def _body(words: str) -> dict[str, Any]:
    return document(paragraph(text(words)))


def _template(words: str = "Eerst", **fields: Any) -> dict[str, Any]:
    return {"name": f"Sjabloon {words}", "subject": SUBJECT, "body": _body(words), **fields}


async def test_every_change_is_kept_and_can_be_put_back(portal: Portal) -> None:
    """R-INV-01: who wrote what and when; putting back makes a new version, so that nothing is lost."""
    planner = await portal.login(await portal.provider())
    url = (await planner.post("/api/v1/templates", json=_template(bulk=True))).headers["location"]
    await planner.patch(url, json=_template("Daarna", bulk=False), headers={"If-Match": '"1"'})
    shown = (await planner.get(f"{url}/versions")).json()["items"]
    assert [(each["number"], each["name"]) for each in shown] == [(2, "Sjabloon Daarna"), (1, "Sjabloon Eerst")]
    assert all(each["writtenBy"].startswith("Gebruiker") for each in shown)
    former = (await planner.get(f"{url}/versions/1")).json()
    assert (former["body"], former["bulk"]) == (_body("Eerst"), True)
    back = await planner.post(f"{url}/versions/1/restoration", headers={"If-Match": '"2"'})
    assert (back.json()["body"], back.json()["bulk"], back.json()["version"]) == (_body("Eerst"), True, 3)
    assert [each["number"] for each in (await planner.get(f"{url}/versions")).json()["items"]] == [3, 2, 1]


async def test_versions_are_paged_and_the_unknown_one_is_refused(portal: Portal) -> None:
    """R-INV-01"""
    planner = await portal.login(await portal.provider())
    url = (await planner.post("/api/v1/templates", json=_template())).headers["location"]
    for number in (1, 2):
        await planner.patch(url, json={"name": f"N{number}"}, headers={"If-Match": f'"{number}"'})
    first = (await planner.get(f"{url}/versions?limit=2")).json()
    rest = (await planner.get(f"{url}/versions?limit=2&cursor={first['nextCursor']}")).json()
    assert [each["number"] for each in (*first["items"], *rest["items"])] == [3, 2, 1]
    missing = await planner.post(f"{url}/versions/9/restoration", headers={"If-Match": '"3"'})
    assert (missing.status_code, missing.json()["code"]) == (404, "template_version_not_found")
    stale = await planner.post(f"{url}/versions/1/restoration", headers={"If-Match": '"1"'})
    assert stale.status_code == 412


async def test_there_are_six_examples_in_every_variant_that_can_be_kept(portal: Portal) -> None:
    """R-INV-01: each is accepted as it is, in Dutch with je and u, and in English; none holds an exclamation mark."""
    provider = await portal.provider(form_of_address="u")
    planner = await portal.login(provider)
    seen = {}
    for query in ("language=nl&formOfAddress=je", "language=nl&formOfAddress=u", "language=en"):
        seen[query] = (await planner.get(f"/api/v1/template-examples?{query}")).json()["items"]
        assert len(seen[query]) == 6
        for example in seen[query]:
            fields = {name: example[name] for name in ("name", "subject", "body", "bulk")}
            assert (await planner.post("/api/v1/templates", json=fields)).status_code == 201
            assert "!" not in str(fields)
    usual = (await planner.get("/api/v1/template-examples")).json()["items"]
    assert usual == seen["language=nl&formOfAddress=u"]
    assert [each["key"] for each in usual if each["bulk"]] == ["in-company"]


async def _invited(portal: Portal, provider: Provider, planner: AsyncClient, **mailing: Any) -> OutboxBody:
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        await make_enrolment(session, course, await make_trainee(session, provider))
    sent = await planner.post(f"/api/v1/courses/{course.id}/mailings", json=mailing)
    assert sent.status_code == 201, sent.text
    async with portal.services.database.tenant(provider.id) as session:
        (body,) = (
            await session.scalars(
                select(OutboxBody)
                .join(OutboxMail, OutboxMail.id == OutboxBody.mail_id)
                .where(OutboxMail.course_id == course.id)
            )
        ).all()
    return body


async def test_mails_address_their_reader_as_the_provider_or_the_template_says(portal: Portal) -> None:
    """R-INV-01: je or u around the words, set by the provider, and per template otherwise."""
    provider = await portal.provider(form_of_address="u")
    planner = await portal.login(provider)
    words = {"subject": SUBJECT, "body": _body("Dag")}
    assert "U krijgt deze mail omdat u " in (await _invited(portal, provider, planner, **words)).text
    template = (await planner.post("/api/v1/templates", json=_template(formOfAddress="je"))).json()
    informal = await _invited(portal, provider, planner, templateId=template["id"])
    assert "Je krijgt deze mail omdat je " in informal.text
    assert "Antwoord je erop" in informal.html


async def test_mails_carry_the_providers_colour_and_logo(portal: Portal) -> None:
    """R-INV-01, R-ACC-01: the logo goes along within the mail, since mails fetch nothing."""
    provider = await portal.provider(brand_color="#0B6E4F")
    async with portal.writing() as session:
        await act_for(session, provider.id)
        accepted = accept_logo(png(), "logo.png")
        logo = await keep_file(session, portal.services.storage, accepted, created_by=None, now=portal.clock.now())
        row = await session.get_one(Provider, provider.id)
        row.logo_file_id = logo.id
    body = await _invited(portal, provider, await portal.login(provider), subject=SUBJECT, body=_body("Dag"))
    assert f'src="cid:{logo.id}@file.c-bot"' in body.html
    assert "#0B6E4F" in body.html
    assert body.attachments == [str(logo.id)]


async def test_the_preview_names_everybody_whose_mail_lacks_a_value(portal: Portal) -> None:
    """R-INV-02: shown while writing, with the name, over the whole course and not for the first trainee alone."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        customer = await make_customer(session, provider)
        await make_enrolment(
            session, course, await make_trainee(session, provider, customer=customer), customer=customer
        )
        loose = [await make_trainee(session, provider) for _ in range(2)]
        for trainee in loose:
            await make_enrolment(session, course, trainee)
    planner = await portal.login(provider)
    sketch = {"subject": SUBJECT, "body": document(paragraph(chip("customer"))), "courseId": str(course.id)}
    seen = (await planner.post("/api/v1/template-previews", json=sketch)).json()
    assert [(each["variable"], each["name"]) for each in seen["missing"]] == [
        ("customer", f"{trainee.given_name} {trainee.family_name}") for trainee in loose
    ]
