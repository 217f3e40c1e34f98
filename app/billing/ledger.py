"""Closing the months of a subscription: each is reckoned and written down once (R-BIL-03 to R-BIL-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.charging import MonthCharges, Subscription, charge
from app.billing.models import BilledMonth
from app.billing.periods import Counted, counted_for, month_of, months
from app.billing.prices import PriceTable
from app.billing.repository import billed_months, count_courses, price_tables, provider_row, subscription_facts
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id


@dataclass
class Ledger:
    """A provider's subscription with what was charged so far, and how to reckon the next months."""

    session: AsyncSession
    facts: Subscription
    tables: Sequence[PriceTable]
    time_zone: str
    billed: list[BilledMonth]

    @classmethod
    async def open(cls, session: AsyncSession) -> "Ledger":
        """Read the ledger of the bound provider."""
        provider = await provider_row(session)
        facts = await subscription_facts(session, provider)
        billed = list(await billed_months(session))
        return cls(session, facts, await price_tables(session), provider.time_zone, billed)

    async def reckon(self, number: int) -> MonthCharges:
        """What month `number` costs as things stand.

        Months that follow from the same period have the same count: what the first of them fixed stays (R-BIL-05). The
        free month fixes nothing, for it is part of what it counts.
        """
        counted = counted_for(self.facts.start, number)
        fixed = next((month for month in self.billed[1:] if _follows_from(month, counted)), None)
        courses = fixed.courses if fixed else await count_courses(self.session, counted.period, self.time_zone)
        charged = any(line["module"] is None for month in self.billed for line in month.lines)
        return charge(self.facts, number, courses, self.tables, fee_charged_before=charged)

    @property
    def next_number(self) -> int:
        """The first month that was not charged yet."""
        return len(self.billed)

    def is_over(self, number: int, today: date) -> bool:
        """Whether the month has ended by `today`, the provider's day."""
        return months(self.facts.start, number).end <= today

    def running_month(self, today: date) -> int:
        """The month of the subscription in which `today` lies; 0 before it began."""
        return max(0, month_of(self.facts.start, today))


async def close_months(session: AsyncSession, today: date, now: datetime) -> list[BilledMonth]:
    """Write down every month that has ended and was not charged yet, in order, whoever else tries the same."""
    await lock(session, [f"billing:{bound_provider(session)}"])
    ledger = await Ledger.open(session)
    closed = []
    while ledger.is_over(ledger.next_number, today):
        row = _row(session, await ledger.reckon(ledger.next_number), now)
        session.add(row)
        ledger.billed.append(row)
        closed.append(row)
    await session.flush()
    return closed


def _follows_from(month: BilledMonth, counted: Counted) -> bool:
    return (month.counted_first, month.counted_months) == (counted.period.first, counted.months)


def _row(session: AsyncSession, month: MonthCharges, now: datetime) -> BilledMonth:
    counted = month.reckoning.counted
    return BilledMonth(
        provider_id=bound_provider(session),
        id=new_id(),
        number=month.number,
        period_first=month.period.first,
        period_end=month.period.end,
        counted_first=counted.period.first,
        counted_end=counted.period.end,
        counted_months=counted.months,
        courses=month.reckoning.courses,
        courses_a_year=month.reckoning.courses_a_year,
        tier=month.reckoning.band.tier,
        is_institute=month.is_institute,
        price_list_from=month.reckoning.table.valid_from,
        lines=[{"module": line.module, "cents": line.cents} for line in month.lines],
        net_cents=month.net_cents,
        vat_percent=month.reckoning.table.vat_percent,
        vat_cents=month.vat_cents,
        created_at=now,
    )
