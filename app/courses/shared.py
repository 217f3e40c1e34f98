"""Shared courses of other providers (R-CRS-09), through the door that gives type, dates, place, contact and free places."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Date, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import Page, cut
from app.core.words import search_patterns

_SHARED = text(
    "select * from shared_courses(:now, :from_day, :until_day, :kind, :patterns, :free, :after_day, :after_key, :limit)"
).bindparams(
    bindparam("now", type_=DateTime(timezone=True)),
    bindparam("from_day", type_=Date()),
    bindparam("until_day", type_=Date()),
    bindparam("kind", type_=Text()),
    bindparam("patterns", type_=ARRAY(Text)),
    bindparam("free", type_=Boolean()),
    bindparam("after_day", type_=Date()),
    bindparam("after_key", type_=Uuid()),
    bindparam("limit", type_=Integer()),
)


@dataclass(frozen=True)
class SharedFilter:
    """Which shared courses are wanted; they begin today at the earliest."""

    from_day: date
    until_day: date | None = None
    kind: str | None = None
    query: str = ""
    with_free_places: bool = False


async def list_shared(
    session: AsyncSession, wanted: SharedFilter, page: Page, now: datetime
) -> tuple[list[Any], str | None]:
    """A page of what other providers share, the soonest first, and the cursor of the next; raises Invalid."""
    after_day, after_key = page.position(date.fromisoformat, UUID) or (None, None)
    values = {
        "now": now,
        "from_day": wanted.from_day,
        "until_day": wanted.until_day,
        "kind": wanted.kind,
        "patterns": search_patterns(wanted.query),
        "free": wanted.with_free_places,
        "after_day": after_day,
        "after_key": after_key,
        "limit": page.limit + 1,
    }
    rows = (await session.execute(_SHARED, values)).all()
    return cut(rows, page.limit, lambda row: (row.first_day, row.key))
