"""Templates over HTTP."""

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from app.mail.models import OutboxMail
from app.templates.variables import Variable
from tests.app.templates.corpus import LITERAL
from tests.app.templates.documents import chip, document, paragraph, text
from tests.factories.courses import make_course, make_enrolment
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

SUBJECT = document(paragraph(text("Uitnodiging "), chip("courseType")))
BODY = document(paragraph(text("Beste "), chip("traineeFirstName"), text(",")))


def _template(**fields: Any) -> dict[str, Any]:
    return {"name": "Uitnodiging BLS", "subject": SUBJECT, "body": BODY, **fields}


async def _planner(portal: Portal) -> AsyncClient:
    return await portal.login(await portal.provider())


async def test_a_template_is_written_changed_and_put_away(portal: Portal) -> None:
    """R-INV-01: any number of templates, with name, subject, body, language and bulk."""
    planner = await _planner(portal)
    made = await planner.post("/api/v1/templates", json=_template(bulk=True, language="en"))
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    template = made.json()
    assert template["body"] == BODY
    assert (template["bulk"], template["language"], template["attachmentId"]) == (True, "en", None)
    url = made.headers["location"]
    changed = await planner.patch(url, json={"name": "Anders"}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["bulk"], changed.headers["etag"]) == ("Anders", True, '"2"')
    assert (await planner.delete(url)).status_code == 204
    assert (await planner.get("/api/v1/templates")).json() == {"items": [], "nextCursor": None}
    assert [each["name"] for each in (await planner.get("/api/v1/templates?archived=true")).json()["items"]] == [
        "Anders"
    ]


async def test_an_update_says_from_which_version_it_was_made(portal: Portal) -> None:
    """R-INV-01: two people who edit the same template do not overwrite each other."""
    planner = await _planner(portal)
    url = (await planner.post("/api/v1/templates", json=_template())).headers["location"]
    assert (await planner.patch(url, json={"name": "X"})).status_code == 428
    assert (await planner.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'})).status_code == 200
    assert (await planner.patch(url, json={"name": "Y"}, headers={"If-Match": '"1"'})).status_code == 412


async def test_the_list_is_paged_by_name(portal: Portal) -> None:
    """R-INV-01: any number of templates."""
    planner = await _planner(portal)
    for name in ("Beta", "Alfa", "Gamma"):
        await planner.post("/api/v1/templates", json=_template(name=name))
    first = (await planner.get("/api/v1/templates?limit=2")).json()
    second = (await planner.get(f"/api/v1/templates?limit=2&cursor={first['nextCursor']}")).json()
    assert [each["name"] for each in first["items"] + second["items"]] == ["Alfa", "Beta", "Gamma"]
    assert second["nextCursor"] is None


async def test_faults_of_both_documents_are_told_with_their_places(portal: Portal) -> None:
    """R-INV-02: what cannot be in a template is refused when it is saved, all at once."""
    planner = await _planner(portal)
    body = document(paragraph(chip("password")), {"type": "script"})
    answer = await planner.post("/api/v1/templates", json=_template(subject=document(paragraph()), body=body))
    assert answer.status_code == 400
    assert {(error["pointer"], error["code"]) for error in answer.json()["errors"]} == {
        ("/subject", "required"),
        ("/body/content/0/content/0/attrs/name", "unknown_variable"),
        ("/body/content/1", "node_not_allowed"),
    }
    unknown = await planner.post("/api/v1/templates", json=_template(attachmentId=str(uuid4())))
    assert (unknown.status_code, unknown.json()["code"]) == (404, "file_missing")


async def test_every_variable_is_listed_with_label_sample_and_fallback(portal: Portal) -> None:
    """R-INV-02: variables are chosen from a list."""
    planner = await _planner(portal)
    listed = (await planner.get("/api/v1/template-variables")).json()["items"]
    assert [each["key"] for each in listed] == [variable.value for variable in Variable]
    assert listed[0] == {
        "key": "traineeFirstName",
        "kind": "text",
        "label": {"nl": "Voornaam cursist", "en": "Trainee's first name"},
        "audiences": ["expiry", "trainee"],
        "sample": {"nl": "Sanne", "en": "Sanne"},
        "fallback": {"nl": "cursist", "en": "trainee"},
    }


async def test_a_preview_shows_a_real_course_and_what_has_no_value(portal: Portal) -> None:
    """R-INV-01: previewed with a real course, by the same renderer as the mail; R-INV-02: what is missing is told."""
    provider = await portal.provider(name="De Linde")
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        trainee = await make_trainee(session, provider)
        enrolment = await make_enrolment(session, course, trainee)
    sketch = {
        "subject": SUBJECT,
        "body": document(paragraph(text("Voor "), chip("customer"))),
        "courseId": str(course.id),
        "enrolmentId": str(enrolment.id),
    }
    shown = (await planner.post("/api/v1/template-previews", json=sketch)).json()
    assert shown["subject"] == f"Uitnodiging {course.type_name}"
    assert "Voor je organisatie" in shown["text"]
    assert "De Linde" in shown["html"]
    name = f"{trainee.given_name} {trainee.family_name}"
    assert shown["missing"] == [{"variable": "customer", "enrolmentId": str(enrolment.id), "name": name}]
    unknown = await planner.post("/api/v1/template-previews", json={**sketch, "enrolmentId": str(uuid4())})
    assert unknown.status_code == 404


async def test_a_bulk_preview_shows_a_contact_person(portal: Portal) -> None:
    """R-INV-05: a bulk template is seen as the contact person gets it."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        course = await make_course(session, provider)
        await make_enrolment(session, course, await make_trainee(session, provider))
        customer = await make_customer(session, provider, contact_name="Kees Smit")
        await make_enrolment(session, course, await make_trainee(session, provider, customer=customer))
    body = document(paragraph(text("Beste "), chip("contactPerson")), paragraph(chip("trainees")))
    sketch = {"subject": SUBJECT, "body": body, "courseId": str(course.id), "bulk": True}
    shown = (await planner.post("/api/v1/template-previews", json=sketch)).json()
    assert "Beste Kees Smit" in shown["text"]
    assert shown["text"].count("- Cursist") == 1
    assert shown["missing"] == []


@pytest.mark.parametrize("audience", ["trainees", "instructor"])
async def test_a_preview_without_a_course_is_made_up(portal: Portal, audience: str) -> None:
    """R-INV-02: also before there is a course, nothing is shown raw."""
    planner = await _planner(portal)
    body = document(*(paragraph(chip(variable.value)) for variable in Variable))
    sketch = {"subject": SUBJECT, "body": body, "audience": audience, "bulk": audience == "trainees"}
    shown = (await planner.post("/api/v1/template-previews", json=sketch)).json()
    assert shown["subject"] == "Uitnodiging Basic Life Support"
    assert not any(variable.value in shown["text"] for variable in Variable)


async def test_a_hostile_template_is_shown_literally_through_the_api(portal: Portal) -> None:
    """R-INV-02: the whole corpus in one preview: nothing is evaluated, no markup comes through."""
    planner = await _planner(portal)
    lines = [each for each in LITERAL if "\n" not in each and each.strip()]
    body = document(*(paragraph(text(each)) for each in lines))
    shown = (await planner.post("/api/v1/template-previews", json={"subject": SUBJECT, "body": body})).json()
    assert "\n\n".join(lines) in shown["text"]
    assert "<script" not in shown["html"].lower()
    assert "<img" not in shown["html"].lower()


async def test_a_test_mail_goes_to_oneself_only(portal: Portal) -> None:
    """R-INV-01: a template can be sent to oneself."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    answer = await planner.post("/api/v1/template-tests", json={"subject": SUBJECT, "body": BODY})
    assert answer.status_code == 202
    email = (await planner.get("/api/v1/session")).json()["user"]["email"]
    async with portal.services.database.tenant(provider.id) as session:
        (mail,) = await session.scalars(select(OutboxMail))
    assert (str(mail.id), mail.recipient_email, mail.state) == (answer.json()["mailId"], email, "queued")
    assert mail.subject == "[Test] Uitnodiging Basic Life Support"


async def test_pasted_html_becomes_a_document(portal: Portal) -> None:
    """R-INV-02: what is pasted is brought back to what a template knows."""
    planner = await _planner(portal)
    pasted = {"html": '<p>Hallo <b>jij</b><img src=x onerror=alert(1)><a href="javascript:x">klik</a></p>'}
    answer = (await planner.post("/api/v1/pasted-documents", json=pasted)).json()
    assert answer["document"] == document(paragraph(text("Hallo "), text("jij", "bold"), text("klik")))


async def test_a_viewer_reads_and_does_not_write(portal: Portal) -> None:
    """R-ACC-02: a viewer changes nothing; R-MOD-02: without the module there are no templates."""
    viewer = await portal.login(await portal.provider(), "viewer")
    assert (await viewer.get("/api/v1/templates")).status_code == 200
    assert (await viewer.post("/api/v1/templates", json=_template())).status_code == 403
    without = await portal.login(await portal.provider(modules=("core",)))
    refused = await without.get("/api/v1/templates")
    assert (refused.status_code, refused.json()["params"]) == (403, {"module": "invitations"})


async def test_templates_of_another_provider_do_not_exist(portal: Portal) -> None:
    """R-INV-02: not readable, not changeable, not sendable."""
    planner, other = await _planner(portal), await _planner(portal)
    url = (await planner.post("/api/v1/templates", json=_template())).headers["location"]
    answers = [
        await other.get(url),
        await other.patch(url, json={"name": "X"}, headers={"If-Match": '"1"'}),
        await other.delete(url),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (await planner.get(url)).json()["name"] == "Uitnodiging BLS"
