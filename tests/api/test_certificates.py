"""Certificates over the API: list, document, revoking, issuing anew."""

import io
from datetime import date, timedelta
from typing import Any

from pypdf import PdfReader
from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.identity import search_words, type_key
from app.certificates.models import Certificate
from app.providers.models import Provider
from app.trainees.models import Trainee
from app.trainees.names import PersonName
from tests.api.held import Held, held
from tests.factories.processing import PASSED
from tests.factories.statements import counted
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

URL = "/api/v1/certificates"


async def make_imported(
    session: AsyncSession, provider: Provider, trainee: Trainee, type_name: str = "EHBO", **columns: Any
) -> Certificate:
    """A certificate from elsewhere, of which only the name of the type is known."""
    name = PersonName(trainee.given_name, trainee.infix, trainee.family_name).full
    values = {"foreign_number": "NL-77", **columns}
    certificate = Certificate(
        provider_id=provider.id,
        trainee_id=trainee.id,
        kind="imported",
        type_name=type_name,
        type_key=type_key("imported", None, type_name),
        holder_name=name,
        source="imported",
        search=search_words(name, type_name, None, str(values["foreign_number"]), None),
        **values,
    )
    session.add(certificate)
    await session.flush()
    return certificate


async def processed(portal: Portal, count: int = 2, **columns: Any) -> Held:
    """A processed course in which everybody passed."""
    at = await held(portal, *[PASSED] * count, **columns)
    assert (await at.process()).status_code == 200
    return at


async def test_the_list_tells_what_is_known_of_each(portal: Portal) -> None:
    """R-PRC-01: number, holder, type, course, customer, dates, state and what may be done."""
    at = await processed(portal, 1)
    [found] = await at.certificates()
    assert found["number"] == "1"
    assert found["holderName"] == "Cursist000 Achternaam000"
    assert found["typeName"] == at.course.type_name
    assert found["course"] == {"id": str(at.course.id), "number": at.course.number}
    assert (found["state"], found["source"], found["revocation"]) == ("valid", "issued", None)
    assert (found["issuedOn"], found["expiresOn"]) == ("2026-11-23", "2027-11-02")
    assert found["allowedActions"] == ["download", "send", "revoke", "reissue"]
    assert found["verificationUrl"].startswith("http://portal.test/certificaat/")
    assert found["delivery"]["state"] == "none"
    viewer = await portal.login(at.provider, "viewer")
    assert (await viewer.get(f"{URL}/{found['id']}")).json()["allowedActions"] == ["download"]


async def test_the_list_filters_searches_and_sorts(portal: Portal) -> None:
    """R-PRC-01: by state, type, trainee, customer, course and period of expiry; by name and number; by expiry."""
    at = await processed(portal, 1)
    today = portal.clock.now().date()
    async with at.writing() as session:
        customer = await make_customer(session, at.provider)
        zoe = await make_trainee(session, at.provider, name=PersonName("Zoë", "van", "Łuyk"))
        for days, columns in (
            (-1, {"customer_id": customer.id}),
            (0, {}),
            (40, {"revoked_at": portal.clock.now(), "revoked_because": "by_hand"}),
        ):
            await make_imported(session, at.provider, zoe, expires_on=today + timedelta(days=days), **columns)
        await make_imported(session, at.provider, zoe, type_name="Zonder einde", foreign_number="X-1")

    async def numbers(**query: str) -> list[str]:
        answer = await at.planner.get(URL, params=query)
        assert answer.status_code == 200, answer.text
        return [f"{each['expiresOn'] or '-'}" for each in answer.json()["items"]]

    assert len(await numbers()) == 5
    assert await numbers(state="expired") == ["2026-11-22"]
    assert sorted(await numbers(state="valid")) == ["-", "2026-11-23", "2027-11-02"]
    assert await numbers(state="revoked") == ["2027-01-02"]
    assert await numbers(customerId=str(customer.id)) == ["2026-11-22"]
    assert len(await numbers(traineeId=str(zoe.id))) == 4
    assert await numbers(courseId=str(at.course.id)) == ["2027-11-02"]
    assert await numbers(typeId=str(at.course.external_type_id)) == ["2027-11-02"]
    assert await numbers(expiresFrom="2026-11-23", expiresUntil="2027-01-31", sort="expiresOn") == [
        "2026-11-23",
        "2027-01-02",
    ]
    assert await numbers(sort="expiresOn") == ["2026-11-22", "2026-11-23", "2027-01-02", "2027-11-02"]
    assert await numbers(q="zoe luyk einde") == ["-"]
    assert await numbers(q="#1") == ["2027-11-02"]
    assert await numbers(q=f"#{at.course.number}") == ["2027-11-02"]


async def test_pages_of_either_order_leave_nobody_out_and_cost_few_statements(portal: Portal) -> None:
    """R-PRC-01: keyset pages, also where dates are equal; at most three statements a page."""
    at = await processed(portal, 5)
    for sort in ("-createdAt", "expiresOn"):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            with counted(portal.services.database) as statements:
                query = {"limit": "2", "sort": sort, **({"cursor": cursor} if cursor else {})}
                body = (await at.planner.get(URL, params=query)).json()
            assert len(statements) <= 3, statements
            seen += [each["number"] for each in body["items"]]
            cursor = body["nextCursor"]
        assert sorted(seen) == ["1", "2", "3", "4", "5"]


async def test_the_document_is_the_certificate(portal: Portal) -> None:
    """R-PRC-02: of an external course with the provider's own name, nothing of CIBOT; under a name that says what it is."""
    at = await processed(portal, 1)
    [found] = await at.certificates()
    answer = await at.planner.get(f"{URL}/{found['id']}/document")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "Certificaat%201%20Cursist000" in answer.headers["content-disposition"]
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    for expected in (at.provider.name, "Cursist000 Achternaam000", at.course.type_name, "02-11-2026", "02-11-2027"):
        assert expected in text
    assert "CIBOT" not in text
    english = await at.planner.get(f"{URL}/{found['id']}/document", params={"language": "en"})
    assert "Valid until" in PdfReader(io.BytesIO(english.content)).pages[0].extract_text()


async def test_revoking_takes_a_reason_and_happens_once(portal: Portal) -> None:
    """R-PRC-01: revoked with who, when and why; a revoked certificate can no longer be downloaded."""
    at = await processed(portal, 1)
    [found] = await at.certificates()
    here = f"{URL}/{found['id']}"
    assert (await at.planner.post(f"{here}/revocation", json={"reason": "  "})).status_code == 400
    revoked = (await at.planner.post(f"{here}/revocation", json={"reason": "Verkeerde persoon"})).json()
    assert revoked["state"] == "revoked"
    assert revoked["revocation"]["because"] == "by_hand"
    assert revoked["revocation"]["reason"] == "Verkeerde persoon"
    assert revoked["allowedActions"] == []
    again = await at.planner.post(f"{here}/revocation", json={"reason": "Nog eens"})
    assert (again.status_code, again.json()["code"]) == (409, "certificate_revoked")
    document = await at.planner.get(f"{here}/document")
    assert (document.status_code, document.json()["code"]) == (409, "certificate_revoked")


async def test_issuing_anew_takes_the_name_as_it_is_now(portal: Portal) -> None:
    """R-PRC-01: a new number, the same dates, the corrected name; the former is revoked and remembered."""
    at = await processed(portal, 2)
    [former, _] = await at.certificates()
    async with at.writing() as session:
        trainee = await session.get_one(Trainee, (at.provider.id, at.enrolments[0].trainee_id))
        trainee.given_name, trainee.infix, trainee.family_name = "Łucja", "de", "Groot"
    answer = await at.planner.post(f"{URL}/{former['id']}/replacement")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["number"], made["holderName"], made["replacesId"]) == ("3", "Łucja de Groot", former["id"])
    assert (made["issuedOn"], made["expiresOn"]) == (former["issuedOn"], former["expiresOn"])
    assert made["verificationUrl"] != former["verificationUrl"]
    before = (await at.planner.get(f"{URL}/{former['id']}")).json()
    assert (before["state"], before["revocation"]["because"]) == ("revoked", "reissued")
    assert before["holderName"] == "Cursist000 Achternaam000"
    twice = await at.planner.post(f"{URL}/{former['id']}/replacement")
    assert (twice.status_code, twice.json()["code"]) == (409, "certificate_replaced")


async def test_what_others_issued_is_not_printed_here(portal: Portal) -> None:
    """R-PRC-04: an imported certificate counts, but is nobody's document of this provider."""
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        trainee = await make_trainee(session, provider)
        certificate = await make_imported(session, provider, trainee, expires_on=date(2027, 1, 1))
    planner = await portal.login(provider)
    view = (await planner.get(f"{URL}/{certificate.id}")).json()
    assert (view["number"], view["verificationUrl"], view["allowedActions"]) == ("NL-77", None, ["revoke"])
    for path, method in (("document", "GET"), ("replacement", "POST")):
        answer = await planner.request(method, f"{URL}/{certificate.id}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (409, "certificate_not_issued_here")
