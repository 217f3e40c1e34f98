"""Modules, prices and invoices over HTTP: for the provider and for the operator."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from httpx import AsyncClient

from app.billing.invoicing import Issue, invoice_due_months
from app.billing.models import Invoice
from app.billing.seller import Party
from app.providers.models import Provider
from tests.portal import Portal

SELLER = Party("CIBOT B.V.", vat_number="NL001234567B01", iban="NL00BANK0123456789")
BORN = datetime(2026, 1, 10, tzinfo=UTC)


async def _invoiced(portal: Portal, provider: Provider) -> Invoice:
    async with portal.services.database.tenant(provider.id) as session:
        made = await invoice_due_months(session, Issue(SELLER, portal.clock.now().date(), portal.clock.now()))
        return made[0]


async def _switch(operator: AsyncClient, provider: Provider, module: str, day: date, *, on: bool) -> None:
    path = f"/api/v1/operator/providers/{provider.id}/modules"
    answer = await operator.post(path, json={"module": module, "on": on, "day": day.isoformat()})
    assert answer.status_code == 200, answer.text


async def test_a_module_is_asked_for_and_switched_on_from_its_day(portal: Portal) -> None:
    """R-MOD-01, R-MOD-02: off until the day of effect, on from then."""
    provider = await portal.provider(modules=())
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)
    asked = await admin.post("/api/v1/module-requests", json={"module": "customers"})
    again = await admin.post("/api/v1/module-requests", json={"module": "customers"})
    assert asked.json() == again.json()
    [wish] = (await operator.get("/api/v1/operator/module-requests")).json()["items"]
    assert (wish["providerName"], wish["module"], wish["wish"]) == (provider.name, "customers", "on")
    today = portal.clock.now().date()
    settled = await operator.post(
        f"/api/v1/operator/providers/{provider.id}/module-requests/{wish['id']}/settlement",
        json={"granted": True, "day": (today + timedelta(days=1)).isoformat()},
    )
    assert settled.status_code == 200
    assert (await operator.get("/api/v1/operator/module-requests")).json()["items"] == []
    assert (await admin.get("/api/v1/customers")).json()["code"] == "module_not_active"
    portal.clock.advance(days=1)
    admin = await portal.login(provider, "admin")
    assert (await admin.get("/api/v1/customers")).status_code == 200


async def test_a_module_that_goes_off_keeps_what_it_holds(portal: Portal) -> None:
    """R-MOD-03: hidden while it is off, and there again when it goes on again."""
    provider = await portal.provider()
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)
    body = {"name": "Smit", "address": "Weg 1", "contacts": [{"name": "Jan", "email": "jan@smit.example"}]}
    made = await admin.post("/api/v1/customers", json=body)
    assert made.status_code == 201
    today = portal.clock.now().date()
    await _switch(operator, provider, "customers", today, on=False)
    assert (await admin.get("/api/v1/customers")).status_code == 403
    await _switch(operator, provider, "customers", today, on=True)
    assert [row["name"] for row in (await admin.get("/api/v1/customers")).json()["items"]] == ["Smit"]


async def test_a_provider_sees_its_tier_the_reason_and_the_next_invoice(portal: Portal) -> None:
    """R-BIL-08: what was counted, over which days, what each module costs, and the sum."""
    provider = await portal.provider(institute=False, modules=("staffing",), created_at=BORN)
    admin = await portal.login(provider, "admin")
    seen = (await admin.get("/api/v1/billing/forecast")).json()
    assert (seen["why"]["tier"], seen["why"]["courses"], seen["why"]["factor"]) == ("bronze", 0, 4)
    assert (seen["monthFrom"], seen["monthThrough"], seen["invoiceOn"]) == ("2026-11-10", "2026-12-09", "2026-12-10")
    assert (seen["why"]["countedFrom"], seen["why"]["countedThrough"]) == ("2026-07-10", "2026-10-09")
    charged = {line["module"]: line["amount"]["amount"] for line in seen["lines"]}
    assert charged == {None: 9800, "external_courses": 400, "staffing": 400}
    assert (seen["net"]["amount"], seen["vat"]["amount"], seen["gross"]["amount"]) == (10600, 2226, 12826)
    reckoned = await admin.get("/api/v1/billing/quote", params={"courses": 60, "modules": 3})
    assert reckoned.json() == {
        "tier": "silver",
        "price": {"amount": 800, "currency": "EUR"},
        "net": {"amount": 2400, "currency": "EUR"},
    }


async def test_only_administrators_see_the_bill(portal: Portal) -> None:
    """R-ACC-01."""
    provider = await portal.provider()
    for role in ("planner", "viewer"):
        client = await portal.login(provider, role)
        assert (await client.get("/api/v1/invoices")).status_code == 403


async def test_an_invoice_is_explained_downloaded_paid_and_credited(portal: Portal) -> None:
    """R-BIL-07, R-BIL-08: amounts of API, PDF and UBL come from one row; the state follows payments and credit notes."""
    provider = await portal.provider(modules=("staffing",), created_at=BORN)
    invoice = await _invoiced(portal, provider)
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)
    shown = (await admin.get(f"/api/v1/invoices/{invoice.id}")).json()
    assert (shown["number"], shown["net"]["amount"], shown["why"]["tier"]) == ("2026-00001", 200, "bronze")
    pdf, ubl = [await admin.get(f"/api/v1/invoices/{invoice.id}/{kind}") for kind in ("pdf", "ubl")]
    assert pdf.content.startswith(b"%PDF-")
    assert b">2.42</cbc:PayableAmount>" in ubl.content
    here = f"/api/v1/operator/providers/{provider.id}/invoices/{invoice.id}"
    nothing = await operator.post(f"{here}/payments", json={"paidOn": "2026-11-20", "cents": 0})
    assert nothing.status_code == 400
    paid = await operator.post(f"{here}/payments", json={"paidOn": "2026-11-20", "cents": 242})
    assert paid.json()["state"] == "paid"
    listed = (await operator.get("/api/v1/operator/invoices", params={"limit": 200})).json()["items"]
    assert {row["number"]: row["state"] for row in listed}["2026-00001"] == "paid"
    assert (await operator.post(f"{here}/credit-note")).json()["code"] == "seller_unknown"
    export = await operator.get("/api/v1/operator/invoices/export", params={"year": 2026})
    assert "2026-00001;invoice;" in export.text
    assert ";2,00;0,42;2,42;2,42" in export.text
    archive = await operator.get("/api/v1/operator/invoices/ubl-archive", params={"year": 2026})
    with ZipFile(BytesIO(archive.content)) as files:
        assert [files.read(name) for name in files.namelist() if "2026-00001" in name] == [ubl.content]
    empty = await operator.get("/api/v1/operator/invoices/ubl-archive", params={"year": 2025})
    with ZipFile(BytesIO(empty.content)) as files:
        assert files.namelist() == []


async def test_the_operator_reads_what_is_still_open(portal: Portal) -> None:
    """R-BIL-07: in the list as at the invoice; a payment of too much leaves nothing open."""
    provider = await portal.provider(modules=("staffing",), created_at=BORN)
    invoice = await _invoiced(portal, provider)
    admin, operator = await portal.login(provider, "admin"), await portal.login(None)

    async def still_open() -> tuple[int, int]:
        listed = (await operator.get("/api/v1/operator/invoices", params={"limit": 200})).json()["items"]
        row = next(row for row in listed if row["id"] == str(invoice.id))
        whole = (await admin.get(f"/api/v1/invoices/{invoice.id}")).json()
        return row["outstanding"]["amount"], whole["outstanding"]["amount"]

    assert await still_open() == (242, 242)
    for cents, left in ((100, 142), (200, 0)):
        here = f"/api/v1/operator/providers/{provider.id}/invoices/{invoice.id}/payments"
        assert (await operator.post(here, json={"paidOn": "2026-11-20", "cents": cents})).status_code == 201
        assert await still_open() == (left, left)


async def test_the_billing_address_is_kept_with_its_version(portal: Portal) -> None:
    """R-BIL-07: a KvK number has eight digits; two who save at once are told."""
    admin = await portal.login(await portal.provider(), "admin")
    fields = {"buyerName": "Crediteuren", "kvkNumber": "1234567"}
    refused = await admin.put("/api/v1/billing/address", json=fields, headers={"If-Match": '"0"'})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/kvkNumber"]
    fields["kvkNumber"] = "12345678"
    kept = await admin.put("/api/v1/billing/address", json=fields, headers={"If-Match": '"0"'})
    assert (kept.status_code, kept.json()["version"]) == (200, 1)
    assert (await admin.put("/api/v1/billing/address", json=fields, headers={"If-Match": '"0"'})).status_code == 412


@pytest.mark.parametrize(("day", "status"), [("2026-11-23", 409), ("2026-11-24", 201)])
async def test_prices_begin_on_a_day_to_come(portal: Portal, day: str, status: int) -> None:
    """R-BIL-06: nothing that was charged can change."""
    operator = await portal.login(None)
    body = {
        "validFrom": day,
        "bands": [{"tier": "bronze", "fromCourses": 0, "moduleCents": 500}],
        "instituteDiscountCents": 200,
        "oneOffFeeCents": 9800,
        "vatPercent": 21,
    }
    answer = await operator.post("/api/v1/operator/price-lists", json=body)
    assert answer.status_code == status, answer.text
    bands = [{"tier": "bronze", "fromCourses": 5, "moduleCents": 500}]
    broken = await operator.post("/api/v1/operator/price-lists", json={**body, "bands": bands})
    assert broken.status_code == 400


async def test_an_unknown_provider_is_not_found(portal: Portal) -> None:
    """R-MOD-01."""
    operator = await portal.login(None)
    unknown = "01930000-0000-7000-8000-000000000001"
    assert (await operator.get(f"/api/v1/operator/providers/{unknown}/modules")).status_code == 404
