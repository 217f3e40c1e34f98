"""Issuing invoices and credit notes: once each, numbered without gaps, unalterable (R-BIL-07)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.errors import AlreadyCredited, InvoiceNotFound
from app.billing.ledger import close_months
from app.billing.models import BilledMonth, Invoice, Subscription
from app.billing.repository import provider_row, subscription_row
from app.billing.seller import Party
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.events.audit import SYSTEM, Actor, record
from app.providers.models import Provider

DUE_DAYS = 14
_NUMBER = text("select next_invoice_number(:year)").bindparams(bindparam("year", type_=Integer))
_ONE = select(Invoice).where(Invoice.provider_id == bindparam("provider"), Invoice.id == bindparam("id"))
_CREDITED = select(Invoice.id).where(
    Invoice.provider_id == bindparam("provider"), Invoice.credits_id == bindparam("id")
)


@dataclass(frozen=True)
class Issue:
    """Who invoices, and when; `today` is the provider's day."""

    seller: Party
    today: date
    now: datetime


async def invoice_due_months(session: AsyncSession, issue: Issue) -> list[Invoice]:
    """Close the months that are over, and invoice those that cost something; a month without amounts has no invoice."""
    made = []
    for month in await close_months(session, issue.today, issue.now):
        if month.lines:
            made.append(await _invoice(session, month, issue))
    return made


async def credit(session: AsyncSession, invoice_id: UUID, issue: Issue, actor: Actor) -> Invoice:
    """Take an invoice back whole, by a credit note of the same amounts; raises InvoiceNotFound or AlreadyCredited."""
    await lock(session, [f"billing:{bound_provider(session)}"])
    invoice = await find_invoice(session, invoice_id)
    key = {"provider": invoice.provider_id, "id": invoice_id}
    if invoice.kind == "credit_note" or await session.scalar(_CREDITED, key):
        raise AlreadyCredited("This invoice was credited before, or is a credit note itself.")
    note = Invoice(
        **_facts(session, issue),
        number=await _number(session, issue.today),
        kind="credit_note",
        credits_id=invoice.id,
        month_number=invoice.month_number,
        period_first=invoice.period_first,
        period_last=invoice.period_last,
        due_on=issue.today,
        language=invoice.language,
        buyer=invoice.buyer,
        lines=[{**line, "cents": -line["cents"]} for line in invoice.lines],
        net_cents=-invoice.net_cents,
        vat_percent=invoice.vat_percent,
        vat_cents=-invoice.vat_cents,
    )
    await _add(session, note, actor, {"credits": invoice.number})
    return note


async def find_invoice(session: AsyncSession, invoice_id: UUID) -> Invoice:
    """An invoice of this provider; raises InvoiceNotFound."""
    found = await session.scalar(_ONE, {"provider": bound_provider(session), "id": invoice_id})
    if found is None:
        raise InvoiceNotFound("There is no such invoice.")
    return found


async def _invoice(session: AsyncSession, month: BilledMonth, issue: Issue) -> Invoice:
    provider = await provider_row(session)
    invoice = Invoice(
        **_facts(session, issue),
        number=await _number(session, issue.today),
        kind="invoice",
        month_number=month.number,
        period_first=month.period_first,
        period_last=month.period_end - timedelta(days=1),
        due_on=issue.today + timedelta(days=DUE_DAYS),
        language=provider.locale,
        buyer=buyer_of(provider, await subscription_row(session)).as_json(),
        lines=month.lines,
        net_cents=month.net_cents,
        vat_percent=month.vat_percent,
        vat_cents=month.vat_cents,
    )
    await _add(session, invoice, SYSTEM, {"month": month.number})
    return invoice


def buyer_of(provider: Provider, subscription: Subscription | None) -> Party:
    """To whom the provider's invoices are addressed: its billing address, and its own where that says nothing."""
    own = Party(provider.name, provider.address, provider.postcode, provider.city, email=provider.email)
    if subscription is None:
        return own
    addressed = bool(subscription.address)
    return Party(
        name=subscription.buyer_name or own.name,
        address=subscription.address if addressed else own.address,
        postcode=subscription.postcode if addressed else own.postcode,
        city=subscription.city if addressed else own.city,
        kvk_number=subscription.kvk_number,
        vat_number=subscription.vat_number,
        email=subscription.email or own.email,
        reference=subscription.reference,
    )


def _facts(session: AsyncSession, issue: Issue) -> dict[str, Any]:
    return {
        "provider_id": bound_provider(session),
        "id": new_id(),
        "issued_on": issue.today,
        "seller": issue.seller.as_json(),
        "created_at": issue.now,
    }


async def _number(session: AsyncSession, today: date) -> str:
    """The next number of the year; the counter stays locked until the commit, so that none is lost or given twice."""
    count = await session.scalar(_NUMBER, {"year": today.year})
    return f"{today.year}-{count:05d}"


async def _add(session: AsyncSession, invoice: Invoice, actor: Actor, changes: dict[str, Any]) -> None:
    session.add(invoice)
    await session.flush()
    facts = {"number": invoice.number, "net": invoice.net_cents, **changes}
    await record(session, actor, f"{invoice.kind}.issued", "invoice", invoice.id, changes=facts, now=invoice.created_at)
