"""Books into bodies."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.schemas import Money
from api.v1.billing.schemas import (
    Band,
    ChargeLine,
    ForecastView,
    InvoiceRow,
    InvoiceView,
    ModuleCharge,
    PaymentView,
    TierView,
)
from app.billing.books import Kept, read_invoice
from app.billing.forecast import Forecast
from app.billing.models import BilledMonth, OnlinePayment
from app.billing.paying.port import RUNNING, PaymentState
from app.billing.paying.starting import latest_payment
from app.billing.payments import Payment, payments_of

_DAY = timedelta(days=1)


def forecast_view(seen: Forecast) -> ForecastView:
    """The running month as the provider sees it."""
    month, why = seen.month, seen.reckoning
    return ForecastView(
        subscribed_since=seen.starts_on,
        month_from=month.period.first,
        month_through=month.period.end - _DAY,
        is_free=month.is_free,
        is_cibot_institute=month.is_institute,
        why=TierView(
            tier=why.band.tier,
            courses=why.courses,
            courses_a_year=why.courses_a_year,
            factor=why.counted.factor,
            counted_from=why.counted.period.first,
            counted_through=why.counted.period.end - _DAY,
            prices_from=why.table.valid_from,
        ),
        bands=[
            Band(
                tier=band.tier,
                from_courses=band.from_courses,
                price=Money(amount=why.table.module_cents(band, is_institute=month.is_institute)),
            )
            for band in why.table.bands
        ],
        modules=[
            ModuleCharge(module=each.module, price=Money(amount=each.cents), charged=each.charged)  # type: ignore[arg-type]  # pydantic reads the key
            for each in seen.modules
        ],
        lines=[ChargeLine(module=line.module, amount=Money(amount=line.cents)) for line in month.lines],  # type: ignore[arg-type]
        net=Money(amount=month.net_cents),
        vat=Money(amount=month.vat_cents),
        gross=Money(amount=month.net_cents + month.vat_cents),
        vat_percent=why.table.vat_percent,
        invoice_on=seen.invoice_on,
        tier_changes_on=seen.turn.on,
        counts_from=seen.turn.counted.first,
        counts_through=seen.turn.counted.end - _DAY,
        counted_so_far=seen.turn.so_far,
    )


def invoice_row(kept: Kept, today: date) -> InvoiceRow:
    """An invoice in a list."""
    return InvoiceRow(**_row(kept, today))


async def show_invoice(
    session: AsyncSession, invoice_id: UUID, today: date, *, online: bool, remarks: bool = False
) -> InvoiceView:
    """An invoice whole; `online` says whether there is a payment service, `remarks` whether the operator's show."""
    kept, month = await read_invoice(session, invoice_id)
    payments = [_payment(each, remarks=remarks) for each in await payments_of(session, invoice_id)]
    begun = await latest_payment(session, invoice_id) if online and kept.payable(today) else None
    invoice = kept.invoice
    return InvoiceView(
        **_row(kept, today),
        outstanding=Money(amount=kept.open_cents),
        online_payment=_online(begun) if online and kept.payable(today) else None,
        payments=payments,
        credits_id=invoice.credits_id,
        vat_percent=invoice.vat_percent,
        seller=invoice.seller,
        buyer=invoice.buyer,
        lines=_lines(invoice.lines),
        why=None if month is None else _why(month),
        is_cibot_institute=None if month is None else month.is_institute,
    )


def _online(begun: OnlinePayment | None) -> Literal["possible", "begun", "underway"]:
    if begun is None or begun.state not in RUNNING:
        return "possible"
    return "underway" if begun.state == PaymentState.PENDING else "begun"


def _payment(row: Payment, *, remarks: bool) -> PaymentView:
    return PaymentView(
        paid_on=row.paid_on,
        amount=Money(amount=row.cents),
        means=row.means,  # type: ignore[arg-type]  # a check constraint keeps it
        method=row.method or None,
        reference=row.reference,
        remark=row.remark if remarks else "",
    )


def _row(kept: Kept, today: date) -> dict[str, Any]:
    invoice = kept.invoice
    return {
        "id": invoice.id,
        "number": invoice.number,
        "kind": invoice.kind,
        "issued_on": invoice.issued_on,
        "due_on": invoice.due_on,
        "period_from": invoice.period_first,
        "period_through": invoice.period_last,
        "net": Money(amount=invoice.net_cents),
        "vat": Money(amount=invoice.vat_cents),
        "gross": Money(amount=invoice.net_cents + invoice.vat_cents),
        "state": kept.state(today),
    }


def _lines(lines: Sequence[dict[str, Any]]) -> list[ChargeLine]:
    return [ChargeLine(module=line["module"], amount=Money(amount=line["cents"])) for line in lines]


def _why(month: BilledMonth) -> TierView:
    return TierView(
        tier=month.tier,  # type: ignore[arg-type]  # pydantic reads the key
        courses=month.courses,
        courses_a_year=month.courses_a_year,
        factor=12 // month.counted_months,
        counted_from=month.counted_first,
        counted_through=month.counted_end - _DAY,
        prices_from=month.price_list_from,
    )
