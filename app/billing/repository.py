"""What billing reads: the subscription with its history, courses counted by the day of booking, what was charged."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.charging import Activity, Status
from app.billing.charging import Subscription as Facts
from app.billing.models import BilledMonth, InstituteStatus, PriceList, Subscription
from app.billing.periods import Period
from app.billing.prices import Band, PriceTable, Tier
from app.core.clock import local_date
from app.core.database.session import bound_provider
from app.courses.models import Course
from app.providers.models import Provider, ProviderModule
from app.providers.modules import Module

_PRICES = select(PriceList).order_by(PriceList.valid_from)
_SUBSCRIPTION = select(Subscription).where(Subscription.provider_id == bindparam("provider"))
_PROVIDER = select(Provider).where(Provider.id == bindparam("provider"))
_STATUSES = (
    select(InstituteStatus.first_day, InstituteStatus.is_institute)
    .where(InstituteStatus.provider_id == bindparam("provider"))
    .order_by(InstituteStatus.first_day)
)
_MODULES = select(ProviderModule.module, ProviderModule.active_from, ProviderModule.active_until).where(
    ProviderModule.provider_id == bindparam("provider")
)
_COUNT = select(func.count()).where(
    Course.provider_id == bindparam("provider"),
    Course.state != "cancelled",
    Course.created_at >= bindparam("first"),
    Course.created_at < bindparam("end"),
)
_BILLED = select(BilledMonth).where(BilledMonth.provider_id == bindparam("provider")).order_by(BilledMonth.number)


async def price_tables(session: AsyncSession) -> list[PriceTable]:
    """Every price list, oldest first."""
    return [_table(row) for row in await session.scalars(_PRICES)]


async def subscription_row(session: AsyncSession) -> Subscription | None:
    """The provider's subscription with its billing address, if it has one."""
    return await session.scalar(_SUBSCRIPTION, {"provider": bound_provider(session)})


async def provider_row(session: AsyncSession) -> Provider:
    """The provider itself."""
    found = await session.scalar(_PROVIDER, {"provider": bound_provider(session)})
    assert found is not None, "a bound provider exists"
    return found


async def subscription_facts(session: AsyncSession, provider: Provider) -> Facts:
    """All that the provider's charges follow from.

    A provider without a subscription of its own subscribes since the day on which it was made, and one without a
    recorded status has always been what it is now.
    """
    key = {"provider": provider.id}
    row = await subscription_row(session)
    start = row.starts_on if row else local_date(provider.created_at, provider.time_zone)
    statuses = [Status(*each) for each in await session.execute(_STATUSES, key)]
    if not statuses:
        statuses = [Status(start, provider.is_cibot_institute)]
    activities = [Activity(*each) for each in await session.execute(_MODULES, key)]
    return Facts(start, statuses, [*activities, *_always_external(start, statuses)])


async def count_courses(session: AsyncSession, period: Period, time_zone: str) -> int:
    """How many courses were booked in the period, in the provider's days, and not cancelled (R-BIL-03)."""
    values = {
        "provider": bound_provider(session),
        "first": _midnight(period.first, time_zone),
        "end": _midnight(period.end, time_zone),
    }
    return await session.scalar(_COUNT, values) or 0


async def billed_months(session: AsyncSession) -> Sequence[BilledMonth]:
    """The months that were charged, in order."""
    return (await session.scalars(_BILLED, {"provider": bound_provider(session)})).all()


def _table(row: PriceList) -> PriceTable:
    bands = tuple(Band(Tier(band["tier"]), band["from_courses"], band["module_cents"]) for band in row.bands)
    return PriceTable(row.valid_from, bands, row.institute_discount_cents, row.one_off_fee_cents, row.vat_percent)


def _always_external(start: date, statuses: Sequence[Status]) -> list[Activity]:
    """While it is no institute, a provider has the module for external courses: it can book nothing else."""
    stretches = []
    ends: list[date | None] = [*(status.first for status in statuses[1:]), None]
    for status, end in zip(statuses, ends, strict=True):
        if not status.is_institute and (end is None or end > start):
            stretches.append(Activity(Module.EXTERNAL_COURSES, max(start, status.first), end))
    return stretches


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(time_zone))
