"""Reading the books: invoices with what was paid and credited, each with the month that it follows from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Integer, Text, bindparam, exists, func, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.billing.errors import InvoiceNotFound
from app.billing.models import BilledMonth, Invoice, InvoicePayment
from app.core.database.session import bound_provider
from app.core.pagination import Page, cut

_Note = aliased(Invoice)
_PAID = (
    select(func.coalesce(func.sum(InvoicePayment.cents), literal(0)))
    .where(InvoicePayment.provider_id == Invoice.provider_id, InvoicePayment.invoice_id == Invoice.id)
    .scalar_subquery()
)
_CREDITED = exists().where(_Note.provider_id == Invoice.provider_id, _Note.credits_id == Invoice.id)
_KEPT = select(Invoice, _PAID, _CREDITED).where(Invoice.provider_id == bindparam("provider"))
_LIST = (
    _KEPT.where((bindparam("before", type_=Text).is_(None)) | (Invoice.number < bindparam("before", type_=Text)))
    .order_by(Invoice.number.desc())
    .limit(bindparam("limit", type_=Integer))
)
_ONE = _KEPT.where(Invoice.id == bindparam("id"))
_MONTH = select(BilledMonth).where(
    BilledMonth.provider_id == bindparam("provider"), BilledMonth.number == bindparam("number")
)
_ALL = text("select * from operator_invoices(:before, :limit)").bindparams(
    bindparam("before", type_=Text), bindparam("limit", type_=Integer)
)


@dataclass(frozen=True)
class Kept:
    """An invoice with what happened to it."""

    invoice: Invoice
    paid_cents: int
    credited: bool

    @property
    def gross_cents(self) -> int:
        """The amount with VAT."""
        return self.invoice.net_cents + self.invoice.vat_cents

    @property
    def open_cents(self) -> int:
        """What is still to be paid; nothing of a credited invoice or a credit note."""
        return open_cents(self.invoice.kind, self.gross_cents, self.paid_cents, credited=self.credited)

    def payable(self, today: date) -> bool:
        """Whether there is something to pay."""
        return self.state(today) in ("open", "overdue") and self.open_cents > 0

    def state(self, today: date) -> str:
        """`open`, `paid`, `overdue`, `credited`, or `credit_note` for what takes another one back."""
        late = self.invoice.due_on < today
        return payment_state(self.invoice.kind, self.gross_cents, self.paid_cents, credited=self.credited, late=late)


@dataclass(frozen=True)
class OperatorInvoice:
    """An invoice of any provider, as the operator's list shows it."""

    provider_id: UUID
    provider_name: str
    id: UUID
    number: str
    kind: str
    credits_id: UUID | None
    issued_on: date
    due_on: date
    net_cents: int
    vat_cents: int
    paid_cents: int
    credited: bool

    @property
    def gross_cents(self) -> int:
        """The amount with VAT."""
        return self.net_cents + self.vat_cents

    @property
    def open_cents(self) -> int:
        """As `Kept.open_cents` says it."""
        return open_cents(self.kind, self.gross_cents, self.paid_cents, credited=self.credited)

    def state(self, today: date) -> str:
        """As `Kept.state` says it."""
        late = self.due_on < today
        return payment_state(self.kind, self.gross_cents, self.paid_cents, credited=self.credited, late=late)


def open_cents(kind: str, gross_cents: int, paid_cents: int, *, credited: bool) -> int:
    """What is still to be paid of an invoice, in cents: the same for provider and operator."""
    return max(0, gross_cents - paid_cents) if kind == "invoice" and not credited else 0


def payment_state(kind: str, gross_cents: int, paid_cents: int, *, credited: bool, late: bool) -> str:
    """Where an invoice stands: one word, the same for provider and operator."""
    if kind == "credit_note":
        return "credit_note"
    if credited:
        return "credited"
    if paid_cents >= gross_cents:
        return "paid"
    return "overdue" if late else "open"


async def list_invoices(session: AsyncSession, page: Page) -> tuple[list[Kept], str | None]:
    """The provider's invoices and credit notes, newest number first."""
    position = page.position(str)
    values = {
        "provider": bound_provider(session),
        "before": position[0] if position else None,
        "limit": page.limit + 1,
    }
    rows, cursor = cut((await session.execute(_LIST, values)).all(), page.limit, lambda row: (row[0].number,))
    return [Kept(*row) for row in rows], cursor


async def read_invoice(session: AsyncSession, invoice_id: UUID) -> tuple[Kept, BilledMonth | None]:
    """An invoice and the month that it follows from; raises InvoiceNotFound."""
    key = {"provider": bound_provider(session), "id": invoice_id}
    row = (await session.execute(_ONE, key)).one_or_none()
    if row is None:
        raise InvoiceNotFound("There is no such invoice.")
    kept = Kept(*row)
    month = await session.scalar(_MONTH, {"provider": key["provider"], "number": kept.invoice.month_number})
    return kept, month


async def every_invoice(session: AsyncSession, page: Page) -> tuple[Sequence[OperatorInvoice], str | None]:
    """The invoices of all providers, newest number first (operator)."""
    position = page.position(str)
    values = {"before": position[0] if position else None, "limit": page.limit + 1}
    found = [OperatorInvoice(**row) for row in (await session.execute(_ALL, values)).mappings()]
    return cut(found, page.limit, lambda row: (row.number,))
