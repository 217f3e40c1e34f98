"""The price lists: the operator adds one with a day from which it holds, and changes none (R-BIL-06)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.billing.errors import PricesInThePast
from app.billing.models import PriceList
from app.billing.prices import PriceTable
from app.core.database.locks import lock
from app.core.errors import Invalid
from app.core.identifiers import new_id


async def list_price_lists(session: AsyncSession) -> Sequence[PriceList]:
    """Every price list, newest first."""
    return (await session.scalars(select(PriceList).order_by(PriceList.valid_from.desc()))).all()


async def add_price_list(session: AsyncSession, table: PriceTable, today: date) -> PriceList:
    """Add prices that hold from a day to come.

    Raises PricesInThePast for a day that has begun or has a list already, and Invalid when the tiers do not begin at 0
    or do not rise.
    """
    starts = [band.from_courses for band in table.bands]
    if starts != sorted(set(starts)) or starts[:1] != [0]:
        raise Invalid.at("/bands", "bands_not_rising", "The tiers begin at 0 courses and rise.")
    await lock(session, ["price_lists"])
    taken = await session.scalar(select(PriceList.id).where(PriceList.valid_from == table.valid_from))
    if table.valid_from <= today or taken:
        raise PricesInThePast("Prices hold from a day to come that has no price list yet.")
    row = PriceList(
        id=new_id(),
        valid_from=table.valid_from,
        bands=[
            {"tier": band.tier.value, "from_courses": band.from_courses, "module_cents": band.module_cents}
            for band in table.bands
        ],
        institute_discount_cents=table.institute_discount_cents,
        one_off_fee_cents=table.one_off_fee_cents,
        vat_percent=table.vat_percent,
    )
    session.add(row)
    await session.flush()
    return row
