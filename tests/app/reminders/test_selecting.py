"""How what is due is found: by an index, also under row security, and in parts."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text

from app.certificates.models import Certificate
from app.reminders import digests, trainees
from app.reminders.running import run_reminders
from tests.app.reminders.stage import POST, ZONE, Stage, staged
from tests.app.reminders.years import FIRST, Paper, Years, make_years
from tests.databases import ScratchDatabase

DAY, UNTIL = date(2027, 6, 1), date(2027, 7, 31)
SELECTIONS = {
    "trainee_expiry": (trainees._DUE, {"after_day": date(1, 1, 1), "after_id": UUID(int=0)}),
    "customer_expiry": (digests._DUE, {}),
}


async def _scanned(stage: Stage, kind: str) -> set[str]:
    """By which indexes the certificates are reached."""
    statement, more = SELECTIONS[kind]
    values: dict[str, Any] = {"provider": stage.provider_id, "kind": kind, "day": DAY, "until": UNTIL, **more}
    async with stage.database.tenant(stage.provider_id) as session:
        [plan] = (await session.scalars(text(f"explain (format json) {statement.text}"), values)).one()
    return set(_reached(plan["Plan"]))


def _reached(node: dict[str, Any]) -> Any:
    if node.get("Relation Name") == "certificate" or str(node.get("Index Name", "")).startswith("ix_certificate"):
        yield node.get("Index Name") or node["Node Type"]
    for child in node.get("Plans", ()):
        yield from _reached(child)


@pytest.mark.parametrize("kind", SELECTIONS)
async def test_what_is_due_is_found_by_its_index(clean_database: ScratchDatabase, kind: str) -> None:
    """R-EXP-01 R-EXP-03: of many certificates only those are read that expire in the period, and their renewals."""
    years = make_years(1, papers=200)
    async with staged(clean_database, years) as stage:
        async with stage.database.tenant(stage.provider_id) as session:
            rows = [stage.paper_row(_paper(years, number)) for number in range(8000)]
            await session.execute(insert(Certificate), rows)
        await stage.analyze()
        reached = await _scanned(stage, kind)
    assert "Seq Scan" not in reached
    assert {"ix_certificate_due", "ix_certificate_renewal"} <= reached


def _paper(years: Years, number: int) -> Paper:
    expires = FIRST + timedelta(days=number % 3000)
    return Paper(UUID(int=number + 1), years.people[number % len(years.people)], "BHV", True, expires, FIRST)


async def test_a_large_run_goes_in_parts(clean_database: ScratchDatabase) -> None:
    """R-EXP-01: more than fits in one transaction is sent in several, in order, each reminder once."""
    years = make_years(3, papers=1300)
    for paper in years.papers:
        paper.expires, paper.arrives, paper.revoked = FIRST + timedelta(days=40), FIRST - timedelta(days=1), None
    years.sparings = []
    async with staged(clean_database, years) as stage:
        await stage.afternoon(years.switched_on)
        now = datetime.combine(FIRST + timedelta(days=20), time(8), ZONE)
        mails = await run_reminders(stage.database, stage.provider_id, POST, now=now)
        singles = await stage.singles()
    assert mails is not None
    assert len(singles) > trainees.PART
    assert len({each[2] for each in singles}) == len(singles)
    assert mails == len(singles) + len(await stage.digests())
