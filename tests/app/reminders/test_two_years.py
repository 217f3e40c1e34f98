"""The clock is stepped day by day through two years, and every mail is compared with what had to be sent."""

import asyncio
from datetime import date, time, timedelta

import pytest

from tests.app.reminders.expected import Reckoner
from tests.app.reminders.stage import Stage, doubles, staged
from tests.app.reminders.years import EDGES, FIRST, LAST, Years, make_years
from tests.databases import ScratchDatabase

EARLY, ON_TIME, LATE = time(7, 59), time(8), time(16, 40)


async def live_through(stage: Stage, *, until: date = LAST) -> None:
    """Every day on time, on some days too early and once more as well; on missed days nobody is there."""
    day = FIRST
    while day <= until:
        if (day - FIRST).days in (0, 60):
            await stage.analyze()
        if day not in stage.years.missed:
            await stage.morning(day, *((EARLY, ON_TIME, LATE) if day.day <= 2 or day in EDGES else (ON_TIME,)))
        await stage.afternoon(day)
        day += timedelta(days=1)


async def compare(stage: Stage, years: Years) -> None:
    """Nothing is missing, nothing is double, and each mail went on its day to its reader with its lines."""
    reckoner = Reckoner(years)
    singles, digests = await stage.singles(), await stage.digests()
    assert doubles(each[2] for each in singles) == []
    assert doubles(each[1:3] for each in digests) == []
    assert sorted(singles) == sorted(reckoner.singles())
    assert sorted(digests) == sorted(reckoner.digests())
    assert stage.mails == len(singles) + len(digests)


async def test_two_years_of_a_provider(clean_database: ScratchDatabase) -> None:
    """R-EXP-01 R-EXP-02 R-EXP-03 R-EXP-04 R-MOD-03: the mails are exactly those that were worked out by hand.

    Month ends, leap day, the nights on which the clocks change, missed nights, renewals, revocations, late imports,
    people who change employer, who are left out and taken in again, and a month without the modules.
    """
    years = make_years(2027)
    async with staged(clean_database, years) as stage:
        await live_through(stage)
        await compare(stage, years)
        assert stage.mails > 1200


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
async def test_other_years(clean_database: ScratchDatabase, seed: int) -> None:
    """R-EXP-01 R-EXP-03: the same over lives that nobody has looked at."""
    years = make_years(seed)
    async with staged(clean_database, years) as stage:
        await live_through(stage)
        await compare(stage, years)


async def test_ten_workers_send_one_mail(clean_database: ScratchDatabase) -> None:
    """R-EXP-01 R-EXP-03: ten schedulers at the same moment, day after day, make no mail twice and lose none."""
    years = make_years(7, papers=200)
    async with staged(clean_database, years, pool_size=10) as stage:
        until = FIRST + timedelta(days=90)
        day = FIRST
        while day <= until:
            if day not in years.missed:
                await asyncio.gather(*(stage.morning(day, ON_TIME, LATE) for _ in range(10)))
            await stage.afternoon(day)
            day += timedelta(days=1)
        reckoner = Reckoner(years)
        assert sorted(await stage.singles()) == sorted(each for each in reckoner.singles() if each[0] <= until)
        assert sorted(await stage.digests()) == sorted(each for each in reckoner.digests() if each[0] <= until)
