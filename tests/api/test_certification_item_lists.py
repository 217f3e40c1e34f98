"""Certification items as lists, in and out."""

import csv
import io
from typing import Any

import openpyxl
from httpx import AsyncClient

from tests.api.test_certification_items import ITEMS, add, descriptions, one
from tests.factories.tenants import act_for, make_customer
from tests.portal import Portal

EXPORT = "/api/v1/certification-item-exports"
LIST = (
    "Soort;Omschrijving;Identificatie;Klant;Locatie;Aantal;Keuringsdatum;Onderdeel;Verloopdatum;Herinneringsdatum\n"
    "AED;Receptie;S1;Bakkerij Smit;Hal;1;1-11-2026;Batterij;;\n"
    "AED;Receptie;S1;Bakkerij Smit;Hal;1;1-11-2026;Elektroden;01-02-2028;01-01-2028\n"
    "Steiger;Bouwplaats;S2;;;4;;;01-06-2027;\n"
    "AED;Kantine;S3;Onbekend BV;;;;;31-02-2027;\n"
    "Brandblusser;;S4;;;veel;;;01-06-2027;\n"
)


async def send(client: AsyncClient, path: str, text: str | bytes, name: str = "lijst.csv") -> dict[str, Any]:
    content = text.encode() if isinstance(text, str) else text
    answer = await client.post(f"/api/v1/certification-item-{path}", files={"file": (name, content, "text/csv")})
    assert answer.status_code in (200, 201), answer.text
    body: dict[str, Any] = answer.json()
    return body


async def planner_with_customer(portal: Portal) -> AsyncClient:
    provider = await portal.provider()
    async with portal.writing() as session:
        await act_for(session, provider.id)
        await make_customer(session, provider, name="Bakkerij Smit")
    return await portal.login(provider)


async def test_a_preview_says_row_by_row_and_writes_nothing(portal: Portal) -> None:
    """R-CIT-03"""
    client = await planner_with_customer(portal)
    preview = await send(client, "import-previews", LIST)
    assert (preview["accepted"], preview["refused"]) == (3, 2)
    found = {
        row["number"]: {(each["field"], each["code"]) for each in row["problems"]} for row in preview["refusedRows"]
    }
    assert found == {
        5: {("customer", "customer_unknown"), ("expires_on", "date_not_understood")},
        6: {("description", "required"), ("pieces", "pieces_invalid")},
    }
    assert await descriptions(client) == []


async def test_an_import_makes_items_with_several_dates_and_kinds_of_ones_own(portal: Portal) -> None:
    """R-CIT-03: rows of the same thing are one item; a missing date follows from the interval; others are not lost."""
    client = await planner_with_customer(portal)
    assert (await send(client, "imports", LIST))["created"] == 2
    items = {each["description"]: each for each in (await client.get(ITEMS)).json()["items"]}
    aed = items["Receptie"]
    assert (aed["customer"]["name"], aed["kind"], aed["identification"]) == ("Bakkerij Smit", "aed", "S1")
    assert {each["part"]: (each["expiresOn"], each["remindOn"]) for each in aed["dueDates"]} == {
        "electrodes": ("2028-02-01", "2028-01-01"),
        "battery": ("2030-11-01", "2030-09-06"),
    }
    assert (items["Bouwplaats"]["kindName"], items["Bouwplaats"]["pieces"]) == ("Steiger", 4)
    again = await send(client, "imports", LIST)
    assert again["created"] == 0
    codes = {each["code"] for row in again["refusedRows"] if row["number"] < 5 for each in row["problems"]}
    assert codes == {"item_known"}


async def test_a_list_without_headers_is_refused(portal: Portal) -> None:
    """R-CIT-03"""
    client = await planner_with_customer(portal)
    answer = await client.post(
        "/api/v1/certification-item-imports", files={"file": ("a.csv", b"AED;Hal\nAED;Gang\n", "text/csv")}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "headers_missing")


async def test_what_is_exported_can_be_imported_again(portal: Portal) -> None:
    """R-CIT-03: the export is exactly what the filters find, and the import understands it, in both forms."""
    client = await planner_with_customer(portal)
    await send(client, "imports", LIST)
    other = await planner_with_customer(portal)
    for form in ("csv", "xlsx"):
        answer = await client.get(EXPORT, params={"format": form, "kind": "aed"})
        assert answer.status_code == 200
        assert f".{form}" in answer.headers["content-disposition"]
        preview = await send(other, "import-previews", answer.content, f"lijst.{form}")
        assert (preview["accepted"], preview["refused"]) == (2, 0), preview


async def test_no_cell_of_an_export_is_a_formula(portal: Portal) -> None:
    """R-CIT-03: what somebody typed cannot run in the spreadsheet of who opens the list."""
    client = await portal.login(await portal.provider())
    await add(
        client, description='=HYPERLINK("http://kwaad.example")', identification="@SUM(1)", dueDates=one("2027-05-01")
    )
    text = (await client.get(f"{EXPORT}?format=csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]
    book = openpyxl.load_workbook(io.BytesIO((await client.get(f"{EXPORT}?format=xlsx")).content))
    assert {cell.data_type for row in book.worksheets[0].iter_rows(min_row=2) for cell in row} <= {"s", "n", "d"}
