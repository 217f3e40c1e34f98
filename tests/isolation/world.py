"""A provider with something of everything, made through the API itself, and the ids of all of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from app.billing.invoicing import Issue, invoice_due_months
from app.billing.seller import Party
from app.bounces.models import MailSuppression
from app.core.identifiers import new_id
from tests.factories.bodies import course_body, day
from tests.factories.instructors import make_certified_type
from tests.factories.sample_files import PDF
from tests.portal import Portal

PASTED = "Voornaam;Achternaam;E-mailadres\nJan;Jansen;jan@nieuw.example\nPiet;;\n"
DOCUMENT = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Welkom"}]}]}


@dataclass(frozen=True)
class World:
    """One provider's things by the name that paths and bodies call them."""

    admin: AsyncClient
    ids: dict[str, str]


async def furnish(portal: Portal, name: str) -> World:
    """Make a provider whose every text carries `name`, so that a leak can be seen."""
    provider = await portal.provider(name=name, email=f"info@{name.lower()}.example")
    admin = await portal.login(provider, "admin")
    ids: dict[str, str] = {"provider_id": str(provider.id)}

    async def make(key: str, path: str, body: dict[str, Any] | None = None, **request: Any) -> dict[str, Any]:
        answer = made(await admin.post(f"/api/v1{path}", json=body, **request))
        ids.setdefault(key, str(answer.get("id", "")))
        return answer

    await make("location_id", "/locations", {"name": f"Zaal {name}"})
    await make(
        "external_instructor_id", "/external-instructors", {"name": f"Docent {name}", "email": f"d@{name}.example"}
    )
    await make(
        "second_instructor_id", "/external-instructors", {"name": f"Tweede {name}", "email": f"t@{name}.example"}
    )
    await make("customer_id", "/customers", _customer(name))
    await _keep_items(admin, ids, name)
    await make("trainee_id", "/trainees", _trainee(name, "een"))
    await make("other_trainee_id", "/trainees", _trainee(name, "twee"))
    await make("attachment_id", "/attachments", files={"file": (f"{name}.pdf", PDF, "application/pdf")})
    await make("template_id", "/templates", {"name": f"Sjabloon {name}", "subject": DOCUMENT, "body": DOCUMENT})
    today = portal.clock.now().date().isoformat()
    course = await make("course_id", "/courses", course_body(remarks=f"Geheim van {name}", days=[day(today)]))
    ids["type_id"] = course["type"]["id"]
    here = f"/courses/{ids['course_id']}"
    await make("enrolment_id", f"{here}/enrolments", {"traineeId": ids["trainee_id"]})
    await make("spare_course_id", "/courses", course_body(days=[day("2027-04-01")]))
    await make("held_course_id", "/courses", course_body(days=[day("2026-11-10")]))
    await _process_one(admin, ids)
    await _certified_course(portal, make, ids)
    await _merge(admin, make, name, ids)
    file = await make("document_id", f"{here}/documents", files={"file": ("p.pdf", PDF, "application/pdf")})
    ids["file_id"] = file["file"]["id"]
    await _ask_to_teach(admin, ids)
    mailing = {"subject": DOCUMENT, "body": DOCUMENT, "audience": "trainees"}
    await make("mailing_id", f"{here}/mailings", mailing)
    ids["mail_id"] = made(await admin.get("/api/v1/mails"))["items"][0]["id"]
    await make("opt_out_id", "/opt-outs", {"traineeId": ids["trainee_id"], "reason": f"Wens van {name}"})
    ids["suppression_id"] = await _came_back(portal, provider.id, ids["mail_id"])
    await make("import_id", "/trainee-imports", files={"text": (None, PASTED)})
    ids |= {"row_number": "2", "kind": "external", "number": "1"}
    running = made(await admin.post("/api/v1/trainee-imports", files={"text": (None, PASTED)}))
    ids["job_id"] = made(await admin.post(f"/api/v1/trainee-imports/{running['id']}/execution"))["jobId"]
    await make("view_id", "/saved-views", {"name": f"Lijst {name}", "filters": {"q": name}})
    await portal.login(provider, "planner")
    users = made(await admin.get("/api/v1/users"))["items"]
    ids["user_id"] = next(each["id"] for each in users if each["role"] == "planner")
    colleague = {"name": f"Collega {name}", "email": f"collega@{name.lower()}.example"}
    await make("invitation_id", "/user-invitations", colleague)
    await make("key_id", "/api-keys", {"name": f"Sleutel {name}", "scopes": ["courses:read"]})
    hook = {"url": f"https://{name.lower()}.example/hooks", "eventTypes": ["course.booked"]}
    await make("webhook_id", "/webhooks", hook)
    await make("delivery_id", f"/webhooks/{ids['webhook_id']}/test")
    ids["invoice_id"] = await _invoiced(portal, provider.id)
    return World(admin, ids)


async def _invoiced(portal: Portal, provider_id: UUID) -> str:
    """The invoice of the second month of a subscription; the portal writes it by itself, so no operation makes one."""
    async with portal.services.database.tenant(provider_id) as session:
        seller = Party("CIBOT", vat_number="NL001234567B01", iban="NL00BANK0123456789")
        now = portal.clock.now()
        [invoice] = await invoice_due_months(session, Issue(seller, now.date() + timedelta(days=70), now))
        return str(invoice.id)


Make = Callable[..., Awaitable[dict[str, Any]]]


async def _certified_course(portal: Portal, make: Make, ids: dict[str, str]) -> None:
    """One for code 95, with a report; the operator's types are the same for everybody, so that it carries no name."""
    async with portal.owning() as owner:
        kind = await make_certified_type(owner)
    body = course_body(kind="certified", type={"id": str(kind.id)}, days=[day("2027-05-03")], isCode95=True)
    course = await make("certified_course_id", "/courses", body)
    report = {"date": "2027-05-03", "duty": "result"}
    view = await make("", f"/courses/{course['id']}/code95/reports", report)
    ids["code95_report_id"] = next(each["reportId"] for each in view["days"][0]["duties"] if each["reportId"])
    del ids[""]


async def _merge(admin: AsyncClient, make: Make, name: str, ids: dict[str, str]) -> None:
    """Two trainees and two customers that were merged, and two of each that still can be."""
    for which in ("stays", "goes", "left", "right"):
        await make(f"trainee_{which}", "/trainees", _trainee(name, which))
        await make(
            f"customer_{which}",
            "/customers",
            _customer(f"{name} {which}") | {"contacts": [{"name": "Contact", "email": f"{which}@{name}.example"}]},
        )
    for kind in ("trainee", "customer"):
        body = {"otherId": ids[f"{kind}_goes"]}
        await make(f"{kind}_merge_id", f"/{kind}s/{ids[f'{kind}_stays']}/merges", body)
        del ids[f"{kind}_goes"]


def made(answer: Response) -> dict[str, Any]:
    """The body of a successful answer."""
    assert answer.status_code < 300, f"{answer.request.method} {answer.request.url}: {answer.text}"
    body = answer.json()
    assert isinstance(body, dict)
    return body


async def _process_one(admin: AsyncClient, ids: dict[str, str]) -> None:
    course = made(await admin.post("/api/v1/courses", json=course_body(days=[day("2026-11-09")])))
    here = f"/api/v1/courses/{course['id']}"
    enrolment = made(await admin.post(f"{here}/enrolments", json={"traineeId": ids["trainee_id"]}))
    await _enrol_another(admin, here, ids)
    made(await admin.post(f"{here}/processing"))
    issued = made(await admin.get("/api/v1/certificates", params={"courseId": course["id"]}))["items"]
    ids |= {"certificate_id": issued[0]["id"], "spare_certificate_id": issued[1]["id"]}
    sent = {"certificateIds": [ids["certificate_id"]]}
    ids["sending_id"] = made(await admin.post("/api/v1/certificate-sendings", json=sent))["id"]
    ids |= {"processed_course_id": course["id"], "processed_enrolment_id": enrolment["id"]}


async def _enrol_another(admin: AsyncClient, here: str, ids: dict[str, str]) -> None:
    made(await admin.post(f"{here}/enrolments", json={"traineeId": ids["other_trainee_id"]}))
    made(await admin.post(f"{here}/enrolments/marks", json={"attended": True, "passed": True}))


async def _keep_items(admin: AsyncClient, ids: dict[str, str], name: str) -> None:
    kind = made(await admin.post("/api/v1/certification-item-kinds", json={"name": f"Ladder {name}"}))
    body = {
        "kind": "own",
        "ownKindId": kind["id"],
        "customerId": ids["customer_id"],
        "description": f"Item {name}",
        "dueDates": [{"part": "inspection", "expiresOn": "2027-01-01"}],
    }
    item = made(await admin.post("/api/v1/certification-items", json=body))
    photo = {"file": (f"{name}.pdf", PDF, "application/pdf")}
    file = made(await admin.post(f"/api/v1/certification-items/{item['id']}/files", files=photo))
    ids |= {"item_id": item["id"], "item_kind_id": kind["id"], "item_file_id": file["id"]}
    ids["due_date_id"] = item["dueDates"][0]["id"]
    kept = made(await admin.post(f"/api/v1/customers/{ids['customer_id']}/files", files=photo))
    ids["customer_file_id"] = kept["id"]


async def _ask_to_teach(admin: AsyncClient, ids: dict[str, str]) -> None:
    here = f"/api/v1/courses/{ids['course_id']}"
    asked = [{"kind": "external", "id": ids["external_instructor_id"]}]
    made(await admin.post(f"{here}/staffing-requests", json={"instructors": asked}))
    candidates = made(await admin.get(f"{here}/staffing"))["items"]
    ids["request_id"] = next(each["requestId"] for each in candidates if each["requestId"])
    ids["call_id"] = made(await admin.post(f"{here}/staffing-calls", json={"groupSize": 1, "everyHours": 24}))["id"]


async def _came_back(portal: Portal, provider_id: UUID, mail_id: str) -> str:
    row = MailSuppression(
        provider_id=provider_id,
        id=new_id(),
        address="weg@oud.example",
        mail_id=UUID(mail_id),
        status="5.1.1",
        words="no such user",
        created_at=portal.clock.now(),
    )
    async with portal.services.database.tenant(provider_id) as session:
        session.add(row)
    return str(row.id)


def _customer(name: str) -> dict[str, object]:
    return {
        "name": f"Bedrijf {name}",
        "address": "Straat 1",
        "contacts": [{"name": f"Contact {name}", "email": f"contact@{name}.example"}],
    }


def _trainee(name: str, which: str) -> dict[str, str]:
    return {"givenName": which, "familyName": f"Cursist{name}", "email": f"{which}@{name}.example"}
