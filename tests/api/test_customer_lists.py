"""Customers as lists, in and out; their files, and the mails that went to them."""

from typing import Any

from httpx import AsyncClient

from app.mail.addresses import MailAddress
from app.mail.outbox import queue_many
from tests.factories.mails import make_dispatch, make_message
from tests.factories.sample_files import PDF
from tests.factories.tenants import act_for
from tests.portal import Portal

LIST = (
    "Firma;Adres;Contactpersoon;Contactpersoon e-mail;Is er voor;KvK-nummer\n"
    "Bakkerij Smit;Dorpsstraat 1;Petra Kok;petra@smit.example;;12345678\n"
    "Bakkerij Smit;;Ria Bos;ria@smit.example;facturen, certificaten;\n"
    "Slagerij Vos;Kerkplein 2;Bo Vos;bo@vos.example;;\n"
    "Slagerij Vos;;Bo Vos;bo@vos.example;;\n"
    "Zonder contact;Weg 1;;;;123\n"
    "Kwekerij;Weg 2;Kim;kim@kwekerij.example;alles;\n"
)


async def send(client: AsyncClient, path: str, content: bytes, name: str = "klanten.csv") -> dict[str, Any]:
    answer = await client.post(f"/api/v1/customer-{path}", files={"file": (name, content, "text/csv")})
    assert answer.status_code in (200, 201), answer.text
    body: dict[str, Any] = answer.json()
    return body


async def all_of(client: AsyncClient) -> list[dict[str, Any]]:
    listed = (await client.get("/api/v1/customers")).json()["items"]
    return [(await client.get(f"/api/v1/customers/{each['id']}")).json() for each in listed]


async def test_a_list_is_judged_row_by_row_and_nothing_is_written(portal: Portal) -> None:
    """R-CUS-01 R-CUS-02"""
    client = await portal.login(await portal.provider())
    preview = await send(client, "import-previews", LIST.encode())
    assert (preview["accepted"], preview["refused"]) == (3, 3)
    found = {
        row["number"]: {(each["field"], each["code"]) for each in row["problems"]} for row in preview["refusedRows"]
    }
    assert found == {
        5: {("email", "contact_twice")},
        6: {("contact", "required"), ("email", "required"), ("kvk_number", "kvk_invalid")},
        7: {("topics", "topic_unknown")},
    }
    assert await all_of(client) == []


async def test_rows_of_one_company_are_one_customer_with_several_contact_persons(portal: Portal) -> None:
    """R-CUS-02 R-CUS-03: who is known already is not made twice; a refused row loses no other."""
    client = await portal.login(await portal.provider())
    assert (await send(client, "imports", LIST.encode()))["created"] == 2
    bakery, butcher = await all_of(client)
    assert [(each["name"], sorted(each["topics"])) for each in bakery["contacts"]] == [
        ("Petra Kok", []),
        ("Ria Bos", ["certificates", "invoices"]),
    ]
    assert (bakery["kvkNumber"], bakery["address"], butcher["contactEmail"]) == (
        "12345678",
        "Dorpsstraat 1",
        "bo@vos.example",
    )
    again = await send(client, "imports", LIST.encode())
    codes = {each["code"] for row in again["refusedRows"] if row["number"] < 5 for each in row["problems"]}
    assert (again["created"], codes) == (0, {"customer_known"})


async def test_what_is_exported_can_be_taken_in_elsewhere(portal: Portal) -> None:
    """R-CUS-01: every field goes along, in both formats; the archived ones are a list of their own."""
    client = await portal.login(await portal.provider())
    await send(client, "imports", LIST.encode())
    for name in ("xlsx", "csv"):
        exported = await client.get("/api/v1/customer-exports", params={"format": name})
        other = await portal.login(await portal.provider())
        taken = await send(other, "imports", exported.content, f"lijst.{name}")
        assert (taken["created"], taken["refused"]) == (2, 0)
        kept = [{**each, "id": "", "createdAt": "", "contacts": None} for each in await all_of(other)]
        assert kept == [{**each, "id": "", "createdAt": "", "contacts": None} for each in await all_of(client)]
    first = (await all_of(client))[0]
    await client.post(f"/api/v1/customers/{first['id']}/archiving")
    for archived, names in ((True, {"Bakkerij Smit"}), (False, {"Slagerij Vos"})):
        params = {"format": "csv", "archived": str(archived).lower()}
        text = (await client.get("/api/v1/customer-exports", params=params)).text
        assert {name for name in ("Bakkerij Smit", "Slagerij Vos") if name in text} == names


async def test_files_are_kept_with_a_customer_and_taken_away(portal: Portal) -> None:
    """R-CUS-01"""
    client = await portal.login(await portal.provider())
    await send(client, "imports", LIST.encode())
    url = f"/api/v1/customers/{(await all_of(client))[0]['id']}/files"
    made = await client.post(url, files={"file": ("contract.pdf", PDF, "application/pdf")})
    assert made.status_code == 201, made.text
    assert [each["name"] for each in (await client.get(url)).json()["items"]] == ["contract.pdf"]
    assert (await client.get(made.headers["location"])).content.startswith(b"%PDF")
    assert (await client.delete(f"{url}/{made.json()['id']}")).status_code == 204
    assert (await client.delete(f"{url}/{made.json()['id']}")).status_code == 404
    assert (await client.get(url)).json()["items"] == []


async def test_the_mails_of_a_customer_are_those_to_its_contact_persons(portal: Portal) -> None:
    """R-CUS-01 R-MAIL-04: and those about it."""
    provider = await portal.provider()
    client = await portal.login(provider)
    await send(client, "imports", LIST.encode())
    bakery, butcher = await all_of(client)
    async with portal.writing() as session:
        await act_for(session, provider.id)
        to = [make_message(to=MailAddress(email)) for email in ("ria@smit.example", "bo@vos.example", "x@y.example")]
        await queue_many(session, [make_dispatch(message=each) for each in to], now=portal.clock.now())

    async def receivers(customer: dict[str, Any]) -> list[str]:
        found = await client.get("/api/v1/mails", params={"customerId": customer["id"]})
        return [each["recipientEmail"] for each in found.json()["items"]]

    assert await receivers(bakery) == ["ria@smit.example"]
    assert await receivers(butcher) == ["bo@vos.example"]
