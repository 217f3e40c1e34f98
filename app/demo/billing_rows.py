"""The demo's subscriptions: a year and more of months that were charged, and the invoices that came of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.billing.charging import Activity, Booking, MonthCharges, Status, Subscription, history
from app.billing.invoicing import DUE_DAYS
from app.billing.models import BilledMonth, Invoice, InvoiceCounter, InvoicePayment
from app.billing.models import Subscription as SubscriptionRow
from app.billing.periods import month_start
from app.billing.prices import Band, PriceTable, Tier
from app.billing.seller import Party
from app.core.clock import local_date
from app.courses.models import Course
from app.demo.rows import Rows
from app.providers.models import Provider, ProviderModule

MONTHS = 14
TIME_ZONE = "Europe/Amsterdam"
PRICES = PriceTable(
    date(2020, 1, 1),
    (
        Band(Tier.BRONZE, 0, 400),
        Band(Tier.SILVER, 25, 800),
        Band(Tier.GOLD, 100, 1200),
        Band(Tier.DIAMOND, 500, 1600),
    ),
    institute_discount_cents=200,
    one_off_fee_cents=9800,
    vat_percent=21,
)
"""The list with which the tables begin (the migration writes it)."""


class InvoiceBook:
    """Numbers the invoices of all demo providers in the order of their days, as the portal would have."""

    def __init__(self, shared: Rows, today: date, seller: Party) -> None:
        self._seller = seller
        self._shared = shared
        self._today = today
        self._counts: dict[int, int] = {}
        self._drafts: list[tuple[date, Rows, MonthCharges, dict[str, Any]]] = []

    def subscription(self, rows: Rows) -> None:
        """Let a provider subscribe since `MONTHS` months ago, charge the months that are over, and draft their invoices."""
        [provider] = rows.of(Provider)
        start = month_start(self._today.replace(day=1), -MONTHS)
        rows.add(SubscriptionRow, starts_on=start, version=1)
        bookings = [
            Booking(local_date(course["created_at"], TIME_ZONE), cancelled=course["state"] == "cancelled")
            for course in rows.of(Course)
        ]
        modules = [Activity(row["module"], row["active_from"]) for row in rows.of(ProviderModule)]
        known = Subscription(start, [Status(start, provider["is_cibot_institute"])], modules)
        for month in history(known, bookings, [PRICES], self._today):
            rows.add(BilledMonth, **_billed(month))
            if month.lines:
                self._drafts.append((month.period.end, rows, month, _buyer(provider).as_json()))

    def write(self) -> None:
        """Number and write the invoices; all but the last of each provider are paid."""
        ordered = sorted(self._drafts, key=lambda draft: draft[0])
        last = {id(rows): month.number for _, rows, month, _ in ordered}
        for day, rows, month, buyer in ordered:
            self._invoice(day, rows, month, buyer, is_paid=month.number < last[id(rows)])
        for year, count in self._counts.items():
            self._shared.add(InvoiceCounter, year=year, value=count)

    def _invoice(self, day: date, rows: Rows, month: MonthCharges, buyer: dict[str, Any], *, is_paid: bool) -> None:
        self._counts[day.year] = count = self._counts.get(day.year, 0) + 1
        moment = datetime.combine(day, time(3, 5), UTC)
        invoice_id = rows.add(
            Invoice,
            number=f"{day.year}-{count:05d}",
            kind="invoice",
            month_number=month.number,
            period_first=month.period.first,
            period_last=month.period.end - timedelta(days=1),
            issued_on=day,
            due_on=day + timedelta(days=DUE_DAYS),
            language="nl",
            seller=self._seller.as_json(),
            buyer=buyer,
            created_at=moment,
            **_amounts(month),
        )
        if is_paid:
            paid = {"paid_on": day + timedelta(days=9), "recorded_at": moment + timedelta(days=9)}
            cents = month.net_cents + month.vat_cents
            rows.add(InvoicePayment, invoice_id=invoice_id, cents=cents, **paid)


def _buyer(provider: dict[str, Any]) -> Party:
    return Party(
        name=provider["name"],
        address=provider["address"],
        postcode=provider["postcode"],
        city=provider["city"],
        email=provider["email"],
    )


def _amounts(month: MonthCharges) -> dict[str, Any]:
    return {
        "lines": [{"module": line.module, "cents": line.cents} for line in month.lines],
        "net_cents": month.net_cents,
        "vat_percent": month.reckoning.table.vat_percent,
        "vat_cents": month.vat_cents,
    }


def _billed(month: MonthCharges) -> dict[str, Any]:
    why = month.reckoning
    return {
        "number": month.number,
        "period_first": month.period.first,
        "period_end": month.period.end,
        "counted_first": why.counted.period.first,
        "counted_end": why.counted.period.end,
        "counted_months": why.counted.months,
        "courses": why.courses,
        "courses_a_year": why.courses_a_year,
        "tier": why.band.tier.value,
        "is_institute": month.is_institute,
        "price_list_from": why.table.valid_from,
        "created_at": datetime.combine(month.period.end, time(3, 5), UTC),
        **_amounts(month),
    }
