"""The terms of code 95: the operator adds one with a day from which it holds, and changes none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.identifiers import new_id
from app.courses.code95.errors import TermsInThePast
from app.courses.code95.models import Code95Terms
from app.events.audit import Actor, record_operator


@dataclass(frozen=True)
class NewTerms:
    """Terms for course days from a date on: days ahead, minutes after the start, days after."""

    valid_from: date
    days_ahead: int
    minutes_after_start: int
    days_after: int


async def list_terms(session: AsyncSession) -> Sequence[Code95Terms]:
    """Every set of terms, newest first."""
    return (await session.scalars(select(Code95Terms).order_by(Code95Terms.valid_from.desc()))).all()


async def add_terms(session: AsyncSession, terms: NewTerms, actor: Actor, *, today: date, now: datetime) -> Code95Terms:
    """Add terms for course days from a day to come; those of earlier days stay as they are.

    Raises TermsInThePast for a day that has begun or has terms already.
    """
    await lock(session, ["code95_terms"])
    taken = await session.scalar(select(Code95Terms.id).where(Code95Terms.valid_from == terms.valid_from))
    if terms.valid_from <= today or taken:
        raise TermsInThePast("Terms hold from a day to come that has no terms yet.")
    kept = {
        "days_ahead": terms.days_ahead,
        "minutes_after_start": terms.minutes_after_start,
        "days_after": terms.days_after,
    }
    row = Code95Terms(id=new_id(), valid_from=terms.valid_from, **kept)
    session.add(row)
    await session.flush()
    changes = {"valid_from": terms.valid_from.isoformat(), **kept}
    await record_operator(session, actor, "code95_terms.added", "code95_terms", row.id, now=now, changes=changes)
    return row
