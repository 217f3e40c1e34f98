"""Certificates obtained earlier or elsewhere, taken over from a list."""

from typing import Any

from httpx import AsyncClient

from app.catalog.models import CertifiedCourseType
from app.catalog.types import type_key as name_key
from app.core.identifiers import new_id
from app.providers.models import Provider
from app.trainees.models import Trainee
from tests.api.lists import count, execute, paste, rows
from tests.factories.courses import make_external_type
from tests.factories.tenants import act_for, make_customer, make_trainee
from tests.portal import Portal

LIST = (
    "Naam;E-mail;Certificaat;Behaald op;Verloopdatum;Nummer\n"
    "Jan van der Berg;jan@voorbeeld.example;EHBO;1-3-2025;01-03-2027;NL-1\n"
    "Jan van der Berg;jan@voorbeeld.example;Brandwacht;;1 mei 27;\n"
    "Jan van der Berg;jan@voorbeeld.example;EHBO;1-3-2025;01-03-2027;NL-1\n"
    "An Kok;an@voorbeeld.example;;1-3-2025;;\n"
    "Bo Vis;bo@voorbeeld.example;EHBO;;;\n"
    "Cas Mol;cas@voorbeeld.example;EHBO;1-3-2025;1-2-2025;\n"
    "Di Roos;di@voorbeeld.example;EHBO;31-02-2025;;\n"
)


async def take_in(portal: Portal, client: AsyncClient, provider: Provider, text: str = LIST) -> dict[str, int]:
    """Submit, agree and execute; the counts per outcome."""
    found = await paste(client, text, certificates="true")
    assert (await client.post(f"/api/v1/trainee-imports/{found['id']}/execution")).status_code == 202
    return await execute(portal, provider, found)


async def certificates(client: AsyncClient, **query: str) -> list[dict[str, Any]]:
    """The provider's certificates, by what they are of and when they expire."""
    items = (await client.get("/api/v1/certificates", params=query)).json()["items"]
    return sorted(items, key=lambda each: (each["typeName"], each["expiresOn"] or ""))


async def test_each_row_is_judged_with_its_certificate(portal: Portal) -> None:
    """R-PRC-04: columns by their headers; type, one date at least, dates in order; a person may stand there twice."""
    planner = await portal.login(await portal.provider())
    found = await paste(planner, LIST, certificates="true")
    assert [column["field"] for column in found["columns"]] == [
        "full_name",
        "email",
        "certificate_type",
        "issued_on",
        "expires_on",
        "certificate_number",
    ]
    judged = await rows(planner, found)
    assert [row["verdict"] for row in judged] == ["new", "matched", "duplicate", *["refused"] * 4]
    assert judged[0]["values"]["certificate"] == {
        "type": "EHBO",
        "number": "NL-1",
        "issuedOn": "2025-03-01",
        "expiresOn": "2027-03-01",
    }
    assert judged[1]["values"]["certificate"]["expiresOn"] == "2027-05-01"
    problems = [[(each["column"], each["code"]) for each in row["problems"]] for row in judged[3:]]
    assert problems == [
        [("certificate_type", "required")],
        [("expires_on", "certificate_date_needed")],
        [("expires_on", "expires_before_issued")],
        [("issued_on", "date_does_not_exist")],
    ]


async def test_the_accepted_rows_become_certificates_of_one_person(portal: Portal) -> None:
    """R-PRC-04: imported, with the number of whoever issued them; nobody is made twice, and reminders find them."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    assert await take_in(portal, planner, provider) == {"certified": 2, "duplicate": 1, "refused": 4}
    assert await count(portal, provider, Trainee) == 1
    [fire, aid] = await certificates(planner)
    assert (fire["typeName"], fire["expiresOn"], fire["issuedOn"]) == ("Brandwacht", "2027-05-01", None)
    assert (aid["number"], aid["source"], aid["holderName"]) == ("NL-1", "imported", "Jan van der Berg")
    assert aid["traineeId"] == fire["traineeId"]


async def test_the_same_list_again_writes_nothing_twice(portal: Portal) -> None:
    """R-PRC-04: whoever sends the list once more adds nothing."""
    provider = await portal.provider()
    planner = await portal.login(provider)
    await take_in(portal, planner, provider)
    again = await take_in(portal, planner, provider)
    assert again == {"already_certified": 2, "duplicate": 1, "refused": 4}
    assert len(await certificates(planner)) == 2


async def test_a_known_type_is_taken_by_its_name_or_code(portal: Portal) -> None:
    """R-PRC-04 R-EXP-02: so that a later certificate of the type is its renewal; the customer comes of the trainee."""
    async with portal.owning() as owner:
        kind = CertifiedCourseType(id=new_id(), code="EHBO-V", name="EHBO aan volwassenen", validity_months=24)
        owner.add(kind)
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        own = await make_external_type(session, provider, name="Brandwacht")
        customer = await make_customer(session, provider)
        await make_trainee(session, provider, email="jan@voorbeeld.example", customer=customer)
    planner = await portal.login(provider)
    text = (
        "Naam;E-mail;Type;Verloopdatum\n"
        "Jan Jansen;jan@voorbeeld.example;ehbo-v;1-3-2027\n"
        "Jan Jansen;jan@voorbeeld.example;BRANDWACHT;1-4-2027\n"
        "Jan Jansen;jan@voorbeeld.example;Zwemdiploma;1-5-2027\n"
    )
    assert (await take_in(portal, planner, provider, text))["certified"] == 3
    found = await certificates(planner)
    assert [(each["kind"], each["typeName"]) for each in found] == [
        ("external", "Brandwacht"),
        ("certified", "EHBO aan volwassenen"),
        ("imported", "Zwemdiploma"),
    ]
    assert {each["customer"]["id"] for each in found} == {str(customer.id)}
    assert len(await certificates(planner, typeId=str(own.id))) == 1
    assert name_key("Brandwacht") == own.name_norm


async def test_a_list_of_people_knows_no_certificates(portal: Portal) -> None:
    """R-CRS-08: unless it is said to be one of certificates, such columns fill nothing."""
    planner = await portal.login(await portal.provider())
    found = await paste(planner, LIST)
    assert {column["field"] for column in found["columns"]} == {"full_name", "email", "birth_date", None}
    assert "expires_on" not in found["fields"]
    assert (await rows(planner, found))[0]["values"]["certificate"] is None


async def test_who_may_not_write_certificates_imports_none(portal: Portal) -> None:
    """R-PRC-04: a key for trainees alone is not enough."""
    admin = await portal.login(await portal.provider(), "admin")
    made = await admin.post("/api/v1/api-keys", json={"name": "Koppeling", "scopes": ["trainees:write"]})
    program = portal.anonymous(authorization=f"Bearer {made.json()['key']}")
    form = {"text": (None, LIST), "certificates": (None, "true")}
    answer = await program.post("/api/v1/trainee-imports", files=form)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
