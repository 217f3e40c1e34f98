"""Invoices: once, numbered without gaps, unalterable, whatever runs at the same time or dies in between."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.errors import AlreadyCredited
from app.billing.forecast import forecast
from app.billing.invoicing import Issue, credit, invoice_due_months
from app.billing.models import BilledMonth, Invoice, PriceList
from app.billing.repository import provider_row
from app.billing.seller import Party
from app.billing.sending import Post, mail_invoice
from app.billing.subscribing import set_status
from app.core.database.session import Database, bind_tenant
from app.core.identifiers import new_id
from app.events.audit import SYSTEM
from app.files.storage import open_store
from app.mail.models import OutboxMail
from app.mail.rendering import shared_renderer
from app.providers.models import Provider
from app.providers.modules import Module
from app.providers.switching import switch
from tests.databases import ScratchDatabase
from tests.factories.courses import make_course
from tests.factories.tenants import make_provider

SELLER = Party(
    "CIBOT B.V.", kvk_number="12345678", vat_number="NL001234567B01", iban="NL00BANK0123456789", email="f@c.nl"
)
BORN = datetime(2026, 1, 15, 12, tzinfo=UTC)
JUNE = date(2026, 6, 20)


@pytest.fixture
async def books(clean_database: ScratchDatabase) -> AsyncIterator[Database]:
    """The application's own way into a database where real commits are made."""
    database = Database.connect(clean_database.app_url)
    yield database
    await database.close()


async def _provider(books: Database, **columns: object) -> UUID:
    async with books.platform() as session:
        values = {"modules": ("staffing", "customers"), "created_at": BORN, **columns}
        return (await make_provider(session, **values)).id  # type: ignore[arg-type]  # columns of the factory


def _issue(today: date = JUNE) -> Issue:
    return Issue(SELLER, today, datetime(today.year, today.month, today.day, 3, tzinfo=UTC))


async def _bill(books: Database, provider: UUID, today: date = JUNE) -> list[Invoice]:
    async with books.tenant(provider) as session:
        return await invoice_due_months(session, _issue(today))


async def _invoices(books: Database, provider: UUID) -> list[Invoice]:
    async with books.tenant(provider) as session:
        return list(await session.scalars(select(Invoice).order_by(Invoice.number)))


async def test_ten_runs_at_once_make_each_invoice_once_and_leave_no_gap(books: Database) -> None:
    """R-BIL-07: any number of runs, in any number of workers, for two providers at the same time."""
    first, second = await _provider(books), await _provider(books, institute=False)
    await asyncio.gather(*[_bill(books, each) for each in (first, second) for _ in range(5)])
    await _bill(books, first)
    made = [*await _invoices(books, first), *await _invoices(books, second)]
    assert sorted(invoice.month_number for invoice in made) == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert sorted(invoice.number for invoice in made) == [f"2026-{count:05d}" for count in range(1, 10)]


async def test_a_run_that_dies_halfway_takes_no_number_with_it(books: Database) -> None:
    """R-BIL-07: what was not committed did not happen; the next run has the number."""
    provider = await _provider(books)
    async with books.session() as session:
        bind_tenant(session, provider)
        assert await invoice_due_months(session, _issue())
    await _bill(books, provider)
    assert [invoice.number[5:] for invoice in await _invoices(books, provider)] == ["00001", "00002", "00003", "00004"]


async def test_the_free_month_of_an_institute_has_no_invoice(books: Database) -> None:
    """R-BIL-05: nothing to pay, nothing to send; a provider that is no institute gets its one-off fee (R-BIL-01)."""
    institute, other = await _provider(books), await _provider(books, institute=False, modules=())
    await _bill(books, institute, date(2026, 2, 20))
    await _bill(books, other, date(2026, 3, 20))
    assert await _invoices(books, institute) == []
    assert [invoice.lines for invoice in await _invoices(books, other)] == [
        [{"module": None, "cents": 9800}],
        [{"module": "external_courses", "cents": 400}],
    ]


async def test_a_price_change_alters_no_invoice_that_exists(books: Database) -> None:
    """R-BIL-06: a new list holds for months that begin on its day or later."""
    provider = await _provider(books)
    await _bill(books, provider, date(2026, 4, 20))
    before = [(invoice.number, invoice.net_cents) for invoice in await _invoices(books, provider)]
    async with books.platform() as session:
        bands = [{"tier": "bronze", "from_courses": 0, "module_cents": 1000}]
        row = {"bands": bands, "institute_discount_cents": 0, "one_off_fee_cents": 0, "vat_percent": 21}
        session.add(PriceList(id=new_id(), valid_from=date(2026, 4, 15), **row))
    await _bill(books, provider)
    after = [(invoice.number, invoice.net_cents) for invoice in await _invoices(books, provider)]
    assert after[: len(before)] == before
    assert [net for _, net in after[len(before) :]] == [2000, 2000]


async def test_an_invoice_follows_no_later_change(books: Database) -> None:
    """R-BIL-07: name, status and modules of today do not reach what was written then."""
    provider = await _provider(books, name="Vroeger BV")
    await _bill(books, provider)
    async with books.tenant(provider) as session:
        row = await provider_row(session)
        row.name = "Later BV"
        now = datetime(2026, 6, 20, tzinfo=UTC)
        await set_status(session, row, is_institute=False, day=JUNE, today=JUNE, actor=SYSTEM, now=now)
        await switch(session, Module.STAFFING, on=False, day=JUNE, actor=SYSTEM, now=now)
    await _bill(books, provider, date(2026, 9, 1))
    made = await _invoices(books, provider)
    assert [invoice.buyer["name"] for invoice in made] == ["Vroeger BV"] * 4 + ["Later BV"] * 2
    assert [invoice.net_cents for invoice in made] == [400, 400, 400, 400, 3 * 200, 2 * 400 + 9800]


async def test_a_credit_note_takes_an_invoice_back_once(books: Database) -> None:
    """R-BIL-07: the invoice stays as it was; the note carries its amounts the other way round."""
    provider = await _provider(books)
    [invoice, *_] = await _bill(books, provider)
    async with books.tenant(provider) as session:
        note = await credit(session, invoice.id, _issue(), SYSTEM)
        assert (note.net_cents, note.vat_cents) == (-invoice.net_cents, -invoice.vat_cents)
        assert note.credits_id == invoice.id
    for wrong in (invoice.id, note.id):
        with pytest.raises(AlreadyCredited):
            async with books.tenant(provider) as session:
                await credit(session, wrong, _issue(), SYSTEM)


async def test_what_the_first_month_fixed_stays_for_its_quarter(books: Database) -> None:
    """R-BIL-05: a course of the free month that is cancelled later does not change the third month's tier."""
    provider = await _provider(books)
    async with books.tenant(provider) as own:
        row = await provider_row(own)
        courses = [await make_course(own, row, created_at=BORN) for _ in range(3)]
    await _bill(books, provider, date(2026, 3, 20))
    async with books.tenant(provider) as own:
        for course in courses:
            (await own.merge(course)).state = "cancelled"
    await _bill(books, provider, date(2026, 4, 20))
    async with books.tenant(provider) as own:
        months = list(await own.scalars(select(BilledMonth).order_by(BilledMonth.number)))
    assert [(month.courses_a_year, month.tier) for month in months[1:]] == [(36, "silver"), (36, "silver")]


async def test_the_next_invoice_is_what_was_foreseen(books: Database) -> None:
    """R-BIL-08: tier, reason, price per module and the amount, before the month is over."""
    provider = await _provider(books)
    async with books.tenant(provider) as session:
        seen = await forecast(session, JUNE)
    made = (await _bill(books, provider, seen.invoice_on))[-1]
    assert made.lines == [{"module": line.module, "cents": line.cents} for line in seen.month.lines]
    assert made.net_cents == seen.month.net_cents == 400
    assert seen.turn.on == date(2026, 7, 15)
    assert {price.module for price in seen.modules if price.charged} == {"staffing", "customers"}


async def test_an_invoice_is_mailed_once_with_its_pdf(books: Database) -> None:
    """R-BIL-07: to the billing address, in the transaction that issues it."""
    provider = await _provider(books, email="administratie@opleider.example")
    post = Post(shared_renderer(), open_store("memory:", Path()), "https://portaal.example")
    async with books.tenant(provider) as session:
        row = await provider_row(session)
        [invoice] = await invoice_due_months(session, _issue(date(2026, 3, 20)))
        assert await mail_invoice(session, invoice, row, post)
        assert await mail_invoice(session, invoice, row, post)
        mails = list(await session.scalars(select(OutboxMail)))
    assert [(mail.recipient_email, mail.subject) for mail in mails] == [
        ("administratie@opleider.example", "Factuur 2026-00001 van CIBOT B.V.")
    ]


async def test_modules_go_on_and_off_by_date_and_keep_their_past(session: AsyncSession) -> None:
    """R-MOD-01: a day of effect for on and off; switching again from the same day replaces the plan."""
    provider: Provider = await make_provider(session, modules=())
    now = datetime(2026, 6, 1, tzinfo=UTC)

    async def at(day: int, *, on: bool) -> list[tuple[int, int | None]]:
        found = await switch(session, Module.STAFFING, on=on, day=date(2026, 6, day), actor=SYSTEM, now=now)
        return [(span.active_from.day, span.active_until.day if span.active_until else None) for span in found]

    assert provider.id
    assert await at(3, on=True) == [(3, None)]
    assert await at(10, on=False) == [(3, 10)]
    assert await at(10, on=True) == [(3, None)]
    assert await at(12, on=False) == [(3, 12)]
    assert await at(20, on=True) == [(3, 12), (20, None)]
    assert await at(3, on=False) == []
