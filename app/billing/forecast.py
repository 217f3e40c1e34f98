"""What a provider sees beforehand: its tier and why, what each module costs, and what the next invoice will be (R-BIL-08)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.charging import MonthCharges, Reckoning, reckon
from app.billing.ledger import Ledger
from app.billing.periods import Period, counted_for, months
from app.billing.repository import count_courses
from app.providers.modules import Module

_SOLD = tuple(module for module in Module if module is not Module.CORE)


@dataclass(frozen=True)
class ModulePrice:
    """What a module costs the provider a month in this tier, in cents, and whether this month is charged for it."""

    module: str
    cents: int
    charged: bool


@dataclass(frozen=True)
class Turn:
    """When the tier is decided anew, what counts for it, and where it stands so far."""

    on: date
    counted: Period
    so_far: int


@dataclass(frozen=True)
class Forecast:
    """The running month of a subscription, as things stand today."""

    starts_on: date
    month: MonthCharges
    modules: tuple[ModulePrice, ...]
    turn: Turn

    @property
    def reckoning(self) -> Reckoning:
        """Why the tier is what it is."""
        return self.month.reckoning

    @property
    def invoice_on(self) -> date:
        """When the running month is invoiced."""
        return self.month.period.end


async def forecast(session: AsyncSession, today: date) -> Forecast:
    """The next invoice of the bound provider; `today` is its own day."""
    ledger = await Ledger.open(session)
    number = ledger.running_month(today)
    month = await ledger.reckon(number)
    charged = {line.module for line in month.lines}
    price = month.reckoning.table.module_cents(month.reckoning.band, is_institute=month.is_institute)
    return Forecast(
        starts_on=ledger.facts.start,
        month=month,
        modules=tuple(ModulePrice(module, price, module in charged) for module in _SOLD),
        turn=await _turn(ledger, number),
    )


async def quote(session: AsyncSession, today: date, courses_a_year: int, modules: int) -> tuple[Reckoning, int]:
    """The calculator: the tier of so many courses a year, and what so many modules then cost a month in cents."""
    ledger = await Ledger.open(session)
    number = ledger.running_month(today)
    table = reckon(ledger.facts.start, number, 0, ledger.tables).table
    band = table.band(courses_a_year)
    is_institute = ledger.facts.is_institute(today)
    reckoned = Reckoning(counted_for(ledger.facts.start, number), courses_a_year, courses_a_year, band, table)
    return reckoned, modules * table.module_cents(band, is_institute=is_institute)


async def _turn(ledger: Ledger, number: int) -> Turn:
    """The first later month whose tier follows from another period."""
    start = ledger.facts.start
    now = counted_for(start, number)
    later = number + 1
    while counted_for(start, later) == now:
        later += 1
    counted = counted_for(start, later).period
    return Turn(months(start, later).first, counted, await count_courses(ledger.session, counted, ledger.time_zone))
