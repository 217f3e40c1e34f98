"""Finding items (R-CIT-03): one statement per page.

Search words go through the door `certification_item_search`, since `LIKE` reaches no index under row-level security.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Date, Integer, Row, Text, TextClause, Uuid, bindparam, column, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.errors import ItemNotFound
from app.certification_items.models import CertificationItem, CertificationItemDueDate, CertificationItemFile
from app.core.database.session import bound_provider
from app.core.pagination import Page, cut
from app.core.words import search_patterns
from app.files.models import StoredFile

CANDIDATES = 10_000
HISTORY_ROWS = 200

_COLUMNS = """
    i.id, i.kind, i.own_kind_id, i.description, i.identification, i.customer_id, i.location, i.pieces, i.inspected_on,
    i.remarks, i.next_expires_on, i.next_remind_on, i.archived_at
"""
_LIST = f"""
with picked as (
    select {_COLUMNS} from certification_item i where {{where}} order by i.next_expires_on, i.id limit :limit
)
select i.*, k.name as own_kind_name, c.name as customer_name, d.due_dates
from picked i
left join certification_item_kind k on k.provider_id = :provider_id and k.id = i.own_kind_id
left join customer c on c.provider_id = :provider_id and c.id = i.customer_id
cross join lateral (
    select jsonb_agg(jsonb_build_object(
        'id', d.id, 'part', d.part, 'inspected_on', d.inspected_on, 'expires_on', d.expires_on,
        'remind_on', d.remind_on) order by d.expires_on, d.id) as due_dates
    from certification_item_due_date d
    where d.provider_id = :provider_id and d.item_id = i.id and d.renewed_at is null) d
order by i.next_expires_on, i.id
"""
_WHERE = {
    "kind": "i.kind = :kind",
    "own_kind_id": "i.own_kind_id = :own_kind_id",
    "customer_id": "i.customer_id = :customer_id",
    "due_by": "i.next_remind_on <= :due_by",
    "patterns": f"i.id in (select certification_item_search(:patterns, {CANDIDATES}))",
    "after_id": "(i.next_expires_on, i.id) > (:after_day, :after_id)",
}
_PERIOD = """exists (select from certification_item_due_date p where p.provider_id = :provider_id and p.item_id = i.id
    and p.renewed_at is null and p.expires_on between :from_day and :until_day)"""
_TYPES: dict[str, Any] = {
    "provider_id": Uuid(),
    "limit": Integer(),
    "archived": Boolean(),
    "kind": Text(),
    "own_kind_id": Uuid(),
    "customer_id": Uuid(),
    "due_by": Date(),
    "from_day": Date(),
    "until_day": Date(),
    "patterns": ARRAY(Text),
    "after_day": Date(),
    "after_id": Uuid(),
}
_LINES = (
    select(CertificationItemDueDate)
    .where(
        CertificationItemDueDate.provider_id == bindparam("provider"),
        CertificationItemDueDate.item_id == bindparam("item"),
    )
    .order_by(CertificationItemDueDate.expires_on, CertificationItemDueDate.id)
)
_CURRENT = _LINES.where(CertificationItemDueDate.renewed_at.is_(None))
_FORMER = (
    select(CertificationItemDueDate)
    .where(
        CertificationItemDueDate.provider_id == bindparam("provider"),
        CertificationItemDueDate.item_id == bindparam("item"),
        CertificationItemDueDate.renewed_at.is_not(None),
    )
    .order_by(CertificationItemDueDate.renewed_at.desc(), CertificationItemDueDate.id.desc())
    .limit(HISTORY_ROWS)
)
_FILES = (
    select(CertificationItemFile, StoredFile)
    .join(
        StoredFile,
        (StoredFile.provider_id == CertificationItemFile.provider_id)
        & (StoredFile.id == CertificationItemFile.file_id),
    )
    .where(
        CertificationItemFile.provider_id == bindparam("provider"), CertificationItemFile.item_id == bindparam("item")
    )
    .order_by(CertificationItemFile.added_at, CertificationItemFile.id)
)


@dataclass(frozen=True)
class ItemFilter:
    """Which items are wanted; `due_by` asks for those whose reminder date has come by that day (R-CIT-02)."""

    kind: str | None = None
    own_kind_id: UUID | None = None
    customer_id: UUID | None = None
    from_day: date | None = None
    until_day: date | None = None
    due_by: date | None = None
    query: str = ""
    archived: bool = False


async def list_items(session: AsyncSession, wanted: ItemFilter, page: Page) -> tuple[list[Row[Any]], str | None]:
    """A page of items by their earliest expiry date, with all current due dates, and the cursor of the next page."""
    values: dict[str, Any] = {
        "provider_id": bound_provider(session),
        "limit": page.limit + 1,
        "archived": wanted.archived,
        "patterns": search_patterns(wanted.query) or None,
    }
    values |= {name: getattr(wanted, name) for name in ("kind", "own_kind_id", "customer_id", "due_by")}
    if wanted.from_day or wanted.until_day:
        values |= {"from_day": wanted.from_day or date.min, "until_day": wanted.until_day or date.max}
    position = page.position(date.fromisoformat, UUID)
    if position is not None:
        values |= {"after_day": position[0], "after_id": position[1]}
    used = {name: value for name, value in values.items() if value is not None}
    rows = (await session.execute(_statement(frozenset(used)), used)).all()
    return cut(rows, page.limit, lambda row: (row.next_expires_on, row.id))


@lru_cache(maxsize=128)
def _statement(used: frozenset[str]) -> Any:
    """The statement for one shape of the list, built once."""
    where = ["i.provider_id = :provider_id", "(i.archived_at is not null) = :archived"]
    where += [condition for name, condition in _WHERE.items() if name in used]
    if "from_day" in used:
        where.append(_PERIOD)
    statement: TextClause = text(_LIST.format(where=" and ".join(where)))
    bound = statement.bindparams(*(bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in used))
    return bound.columns(
        *(column(name, Uuid()) for name in ("id", "own_kind_id", "customer_id")),
        due_dates=JSONB(),
    )


async def get_item(session: AsyncSession, item_id: UUID) -> CertificationItem:
    """An item of the provider, archived ones included; raises ItemNotFound."""
    row = await session.get(CertificationItem, (bound_provider(session), item_id))
    if row is None:
        raise ItemNotFound("There is no such certification item.")
    return row


async def current_lines(session: AsyncSession, item_id: UUID) -> Sequence[CertificationItemDueDate]:
    """The due dates of an item that were not renewed, the earliest first."""
    return (await session.scalars(_CURRENT, {"provider": bound_provider(session), "item": item_id})).all()


async def former_lines(session: AsyncSession, item_id: UUID) -> Sequence[CertificationItemDueDate]:
    """The renewed lines of an item, the latest renewed first (R-CIT-02)."""
    return (await session.scalars(_FORMER, {"provider": bound_provider(session), "item": item_id})).all()


async def files_of(session: AsyncSession, item_id: UUID) -> list[tuple[CertificationItemFile, StoredFile]]:
    """The files of an item, in the order in which they came."""
    rows = await session.execute(_FILES, {"provider": bound_provider(session), "item": item_id})
    return [(each[0], each[1]) for each in rows]
