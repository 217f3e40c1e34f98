"""Price tables: data with a valid-from date, so that a change never alters what was charged before (R-BIL-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """A price tier (bundel), by courses a year."""

    BRONZE = "bronze"
    SILVER = "silver"
    GOLD = "gold"
    DIAMOND = "diamond"


@dataclass(frozen=True)
class Band:
    """A tier, the courses a year from which it holds, and its price per module per month in cents."""

    tier: Tier
    from_courses: int
    module_cents: int


@dataclass(frozen=True)
class PriceTable:
    """All prices from a day on, in cents exclusive of VAT; the VAT rate in percent."""

    valid_from: date
    bands: tuple[Band, ...]
    institute_discount_cents: int
    one_off_fee_cents: int
    vat_percent: int

    def band(self, courses_a_year: int) -> Band:
        """The band of so many courses a year (R-BIL-02)."""
        return max(
            (band for band in self.bands if band.from_courses <= courses_a_year), key=lambda band: band.from_courses
        )

    def module_cents(self, band: Band, *, is_institute: bool) -> int:
        """What one module costs a month, never less than nothing (R-BIL-02)."""
        return max(0, band.module_cents - (self.institute_discount_cents if is_institute else 0))


def table_on(tables: Sequence[PriceTable], day: date) -> PriceTable:
    """The price table that holds on a day; raises LookupError before the first one."""
    valid = [table for table in tables if table.valid_from <= day]
    if not valid:
        raise LookupError(f"no prices hold on {day}")
    return max(valid, key=lambda table: table.valid_from)
