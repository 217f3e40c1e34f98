"""Paying C-BOT's own invoices online, against a payment service on loopback that can be ill (R-BIL-07)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.billing.invoicing import Issue, invoice_due_months
from app.billing.models import Invoice, OnlinePayment
from app.billing.paying.mollie import Mollie
from app.billing.payments import Received, note_payment
from app.billing.seller import Party
from app.events.audit import SYSTEM
from app.events.models import AuditEvent
from app.providers.models import Provider
from app.worker.context import Ports
from app.worker.payments import ask_after_payments
from tests.fakes.payment_service import KEY, FakePayments, fake_payments
from tests.portal import Portal

SELLER = Party("CIBOT B.V.", vat_number="NL001234567B01", iban="NL00BANK0123456789")


@dataclass
class Till:
    """A provider with an open invoice of € 2,42, its administrator, the operator, and the payment service."""

    portal: Portal
    service: FakePayments
    provider: Provider
    invoice: Invoice
    admin: AsyncClient
    operator: AsyncClient

    @property
    def here(self) -> str:
        """The invoice's address for the provider."""
        return f"/api/v1/invoices/{self.invoice.id}"

    @property
    def at_operator(self) -> str:
        """The invoice's address for the operator."""
        return f"/api/v1/operator/providers/{self.provider.id}/invoices/{self.invoice.id}"

    async def pay(self) -> Response:
        """Press the button."""
        return await self.admin.post(f"{self.here}/payments")

    async def shown(self) -> dict[str, Any]:
        """The invoice as the provider sees it."""
        answer = await self.admin.get(self.here)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert isinstance(found, dict)
        return found

    async def told(self, body: str = "id=whatever") -> Response:
        """The service tells that the last payment changed."""
        path = urlsplit(self.service.last["webhookUrl"]).path
        return await self.portal.anonymous().post(path, content=body)

    async def rows(self) -> list[tuple[int, str]]:
        """What came in and went back, as the operator sees it."""
        payments = (await self.operator.get(self.at_operator)).json()["payments"]
        return [(each["amount"]["amount"], each["means"]) for each in payments]

    async def work(self) -> None:
        """The worker's minute."""
        hall = self.portal.services
        ports = Ports(hall.settings, hall.database, hall.clock, hall.storage, hall.keys, payments=hall.payments)
        async with hall.database.platform() as session:
            await ask_after_payments(ports, session)


@pytest.fixture
async def till(portal: Portal) -> AsyncIterator[Till]:
    """The usual till."""
    provider = await portal.provider(modules=("staffing",), created_at=datetime(2026, 1, 10, tzinfo=UTC))
    async with portal.services.database.tenant(provider.id) as session:
        invoice, *_ = await invoice_due_months(session, Issue(SELLER, portal.clock.now().date(), portal.clock.now()))
    with fake_payments() as service:
        portal.services.payments = Mollie(KEY, service.url, seconds=0.3)
        admin, operator = await portal.login(provider, "admin"), await portal.login(None)
        yield Till(portal, service, provider, invoice, admin, operator)


async def test_without_a_payment_service_nothing_changes(till: Till) -> None:
    """R-BIL-07: no button, and the API says why in words; an unknown invoice stays unknown."""
    till.portal.services.payments = None
    assert (await till.shown())["onlinePayment"] is None
    refused = await till.pay()
    assert (refused.status_code, refused.json()["code"]) == (409, "payments_off")
    unknown = await till.admin.post(f"/api/v1/invoices/{till.provider.id}/payments")
    assert unknown.status_code == 404


async def test_an_invoice_is_paid_once_the_service_says_so(till: Till) -> None:
    """R-BIL-07: not by the button, not by the browser's return; then it is paid, and the operator sees by which means."""
    assert (await till.shown())["onlinePayment"] == "possible"
    begun = await till.pay()
    assert (begun.status_code, begun.json()["checkoutUrl"]) == (201, till.service.last["_links"]["checkout"]["href"])
    asked = till.service.last
    assert asked["amount"] == {"currency": "EUR", "value": "2.42"}
    assert asked["redirectUrl"] == f"http://portal.test/settings/invoices/{till.invoice.id}"
    assert asked["metadata"]["invoice"] == till.invoice.number
    shown = await till.shown()
    assert (shown["state"], shown["onlinePayment"], shown["payments"]) == ("open", "begun", [])
    till.service.change(status="paid")
    assert (await till.told()).status_code == 200
    shown = await till.shown()
    assert (shown["state"], shown["outstanding"]["amount"], shown["onlinePayment"]) == ("paid", 0, None)
    [payment] = (await till.operator.get(till.at_operator)).json()["payments"]
    assert (payment["means"], payment["method"], payment["reference"]) == ("online", "ideal", asked["id"])
    again = await till.pay()
    assert (again.status_code, again.json()["code"]) == (409, "invoice_not_payable")
    async with till.portal.services.database.tenant(till.provider.id) as session:
        noted = await session.scalars(select(AuditEvent.action).where(AuditEvent.subject_id == till.invoice.id))
        assert {"invoice.payment_begun", "invoice.paid_online"} <= set(noted)


async def test_only_administrators_pay(till: Till) -> None:
    """R-ACC-01: neither a planner nor a program."""
    planner = await till.portal.login(till.provider, "planner")
    assert (await planner.post(f"{till.here}/payments")).status_code == 403
    key = (await till.admin.post("/api/v1/api-keys", json={"name": "K", "scopes": ["billing:write"]})).json()
    if "key" in key:
        robot = till.portal.anonymous(Authorization=f"Bearer {key['key']}")
        assert (await robot.post(f"{till.here}/payments")).status_code == 403


async def test_begun_twice_is_one_payment(till: Till) -> None:
    """R-BIL-07: two buttons pressed at once lead to the same page; what expired is begun anew."""
    first, second = await asyncio.gather(till.pay(), till.pay())
    assert first.json() == second.json()
    assert len(till.service.payments) == 1
    till.service.change(status="expired")
    third = await till.pay()
    assert third.json() != first.json()
    assert len(till.service.payments) == 2


async def test_concurrent_notices_note_it_once(till: Till) -> None:
    """R-BIL-07: and neither does the worker note it again."""
    await till.pay()
    till.service.change(status="paid")
    assert {answer.status_code for answer in await asyncio.gather(*(till.told() for _ in range(6)))} == {200}
    till.portal.clock.advance(days=8)
    await till.work()
    till.operator = await till.portal.login(None)
    assert await till.rows() == [(242, "online")]
    async with till.portal.services.database.tenant(till.provider.id) as session:
        payment = (await session.scalars(select(OnlinePayment))).one()
        twice = Received(242, till.invoice.issued_on, "", "online", payment.id)
        with pytest.raises(IntegrityError, match="uq_invoice_payment_online"):
            await note_payment(session, till.invoice.id, twice, actor=SYSTEM, now=till.portal.clock.now())
        await session.rollback()


async def test_a_notice_is_heeded_once_in_a_while(till: Till) -> None:
    """R-BIL-07: many notices are one question; what they were about is asked a minute later."""
    await till.pay()
    for _ in range(5):
        await till.told()
    assert till.service.asked == 1
    till.service.change(status="paid")
    await till.told()
    assert (await till.shown())["state"] == "open"
    till.portal.clock.advance(minutes=1)
    await till.work()
    assert (await till.shown())["state"] == "paid"


@pytest.mark.parametrize("token", ["x", "A" * 90, "../../etc", "%00"])
async def test_a_strange_notice_is_answered_like_any(till: Till, token: str) -> None:
    """R-BIL-07: nothing tells whether a payment exists, and the service is not asked."""
    await till.pay()
    known = await till.told("id=tr_somethingelse")
    asked = till.service.asked
    strange = await till.portal.anonymous().post(f"/betaalbericht/{token}", content="id=tr_fake000001")
    if token != "../../etc":
        assert (strange.status_code, strange.content) == (known.status_code, known.content) == (200, b"")
    assert till.service.asked == asked
    assert await till.rows() == []


@pytest.mark.parametrize(
    "lie",
    [
        {"amount": {"currency": "EUR", "value": "0.42"}},
        {"amount": {"currency": "USD", "value": "2.42"}},
        {"metadata": {"payment": "01930000-0000-7000-8000-000000000001", "invoice": "2026-00001"}},
        {"metadata": {}},
        {"id": "tr_another"},
    ],
)
async def test_what_the_service_does_not_confirm_changes_nothing(till: Till, lie: dict[str, Any]) -> None:
    """R-BIL-07: amount, currency, payment and invoice must be ours."""
    await till.pay()
    reference = till.service.last["id"]
    till.service.change(reference, status="paid", **lie)
    await till.told()
    assert await till.rows() == []
    assert (await till.shown())["state"] == "open"


@pytest.mark.parametrize("state", ["failed", "expired", "canceled"])
async def test_what_failed_can_be_tried_again(till: Till, state: str) -> None:
    """R-BIL-07: nothing is noted, and the button is there again."""
    await till.pay()
    till.service.change(status=state)
    await till.told()
    assert (await till.shown())["onlinePayment"] == "possible"
    assert await till.rows() == []
    assert (await till.pay()).status_code == 201


async def test_while_the_bank_is_at_it_nobody_pays_twice(till: Till) -> None:
    """R-BIL-07: a bank transfer that is on its way is waited for."""
    await till.pay()
    till.service.change(status="pending")
    refused = await till.pay()
    assert (refused.status_code, refused.json()["code"]) == (409, "payment_underway")
    assert (await till.shown())["onlinePayment"] == "underway"


async def test_paid_without_our_having_heard_is_found_by_the_button(till: Till) -> None:
    """R-BIL-07: a missed notice leads to no second payment, and what was found stays noted."""
    await till.pay()
    till.service.change(status="paid")
    assert (await till.pay()).json()["code"] == "invoice_not_payable"
    assert await till.rows() == [(242, "online")]


async def test_money_that_goes_back_has_rows_of_its_own(till: Till) -> None:
    """R-BIL-07: a refund in parts, one of them withdrawn, then a chargeback; the invoice is to be paid again."""
    await till.pay()
    till.service.change(status="paid")
    await till.told()
    for refunded in ("1.00", "1.50", "0.50"):
        till.portal.clock.advance(hours=1)
        till.service.change(amountRefunded={"currency": "EUR", "value": refunded})
        await till.told()
    assert await till.rows() == [(242, "online"), (-100, "refund"), (-50, "refund"), (100, "refund")]
    assert (await till.shown())["outstanding"]["amount"] == 50
    till.portal.clock.advance(hours=1)
    till.service.change(amountChargedBack={"currency": "EUR", "value": "1.92"})
    await till.told()
    assert (await till.rows())[-1] == (-192, "chargeback")
    shown = await till.shown()
    assert (shown["state"], shown["outstanding"]["amount"], shown["onlinePayment"]) == ("open", 242, "possible")


async def test_what_was_transferred_is_not_paid_again(till: Till) -> None:
    """R-BIL-07: after a part by bank the button asks for the rest."""
    noted = {"paidOn": "2026-11-20", "cents": 142, "remark": "Afschrift 12"}
    await till.operator.post(f"{till.at_operator}/payments", json=noted)
    await till.pay()
    assert till.service.last["amount"]["value"] == "1.00"
    [line] = (await till.operator.get(till.at_operator)).json()["payments"]
    assert (line["means"], line["remark"]) == ("noted", "Afschrift 12")
    assert (await till.shown())["payments"][0]["remark"] == ""


@pytest.mark.parametrize("failures", [[500, 503], [0, 0], [401], [404]])
async def test_a_service_that_is_ill_is_said_so(till: Till, failures: list[int]) -> None:
    """R-BIL-07: nothing is kept, and the next try works."""
    till.service.failures = list(failures)
    refused = await till.pay()
    assert (refused.status_code, refused.json()["code"]) == (503, "payment_service_down")
    till.service.failures = []
    assert (await till.pay()).status_code == 201


@pytest.mark.parametrize("failure", [502, 0])
async def test_a_second_try_makes_no_second_payment(till: Till, failure: int) -> None:
    """R-BIL-07: the answer that came too late was to a payment that the second try gets as well."""
    till.service.failures = [failure]
    assert (await till.pay()).status_code == 201
    assert len(till.service.payments) == 1


async def test_a_notice_while_the_service_is_ill_is_asked_after_later(till: Till) -> None:
    """R-BIL-07: the worker finds it, and a silent service ends its round without harm."""
    await till.pay()
    till.service.change(status="paid")
    till.service.failures = [500, 500]
    assert (await till.told()).status_code == 200
    till.portal.clock.advance(minutes=6)
    till.service.failures = [0, 0]
    await till.work()
    assert await till.rows() == []
    till.portal.clock.advance(minutes=6)
    await till.work()
    assert await till.rows() == [(242, "online")]


async def test_the_worker_asks_ever_less_and_in_the_end_no_more(till: Till) -> None:
    """R-BIL-07: what nobody pays costs the service a few dozen questions."""
    await till.pay()
    daily = []
    for _ in range(32):
        before = till.service.asked
        for _ in range(24):
            till.portal.clock.advance(hours=1)
            await till.work()
        daily.append(till.service.asked - before)
    assert all(daily[:30])
    assert sum(daily) < 200
    assert daily[-1] == 0
    async with till.portal.services.database.tenant(till.provider.id) as session:
        payment = (await session.scalars(select(OnlinePayment))).one()
    assert payment.next_ask_at is None
