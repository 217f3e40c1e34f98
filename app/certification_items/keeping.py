"""Making, correcting and archiving items (R-CIT-01)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.drafts import DueDateDraft, check_item
from app.certification_items.errors import DueDateNotFound
from app.certification_items.kinds import BUILT_IN, OWN
from app.certification_items.models import CertificationItem, CertificationItemDueDate
from app.certification_items.own_kinds import get_own_kind
from app.certification_items.repository import current_lines, get_item
from app.core.database.session import bound_provider
from app.core.errors import Invalid, PreconditionFailed
from app.core.identifiers import new_id
from app.core.words import normalise
from app.customers.repository import get_customer
from app.events.audit import record, record_change
from app.events.changes import announce
from app.events.differences import facts
from app.trainees.keeping import Desk


async def create_item(
    session: AsyncSession, values: Mapping[str, Any], due_dates: Sequence[DueDateDraft], desk: Desk
) -> CertificationItem:
    """Add an item with its due dates; `values` holds its columns, kind and description at least.

    Raises Invalid with every broken field, ItemKindNotFound and CustomerNotFound.
    """
    check_item(values, due_dates)
    await _check_references(session, values)
    item = CertificationItem(provider_id=bound_provider(session), id=new_id(), created_at=desk.now, **values)
    lines = [new_line(item, each, desk) for each in due_dates]
    refresh(item, lines)
    session.add(item)
    await session.flush()
    session.add_all(lines)
    await session.flush()
    await tell(session, desk, "certification_item.created", item, values)
    return item


async def change_item(
    session: AsyncSession,
    item_id: UUID,
    values: Mapping[str, Any],
    due_dates: Sequence[DueDateDraft] | None,
    desk: Desk,
    *,
    version: int,
) -> CertificationItem:
    """Correct some columns, and the current due dates where they are given; a correction leaves no history.

    Raises ItemNotFound, PreconditionFailed, DueDateNotFound, and as `create_item` does.
    """
    item = await at_version(session, item_id, version)
    check_item({"inspected_on": item.inspected_on, **values}, due_dates)
    await _check_references(session, values)
    lines = list(await current_lines(session, item.id))
    before = _told(item, lines)
    for column, value in values.items():
        setattr(item, column, value)
    if due_dates is not None:
        lines = await _corrected(session, item, lines, due_dates, desk)
    refresh(item, lines)
    await session.flush()
    after, action = _told(item, lines), "certification_item.changed"
    await record_change(
        session, desk.actor, action, "certification_item", item.id, before=before, after=after, now=desk.now
    )
    await announce(session, "certification-items", item.id)
    return item


async def set_archived(session: AsyncSession, item_id: UUID, archived: bool, desk: Desk) -> CertificationItem:
    """Take an item out of use, or bring it back; its history stays. Raises ItemNotFound."""
    item = await get_item(session, item_id)
    if (item.archived_at is not None) != archived:
        item.archived_at = desk.now if archived else None
        await session.flush()
        await tell(session, desk, f"certification_item.{'archived' if archived else 'restored'}", item, {})
    return item


def new_line(item: CertificationItem, draft: DueDateDraft, desk: Desk, remarks: str = "") -> CertificationItemDueDate:
    """A due date of an item, which remembers the inspection of its day."""
    return CertificationItemDueDate(
        provider_id=item.provider_id,
        id=new_id(),
        item_id=item.id,
        part=draft.part,
        inspected_on=item.inspected_on,
        expires_on=draft.expires_on,
        remind_on=draft.reminder,
        remarks=remarks,
        created_at=desk.now,
    )


def refresh(item: CertificationItem, lines: Sequence[CertificationItemDueDate]) -> None:
    """Bring up to date what the item holds for lists: its earliest dates and its search words."""
    item.next_expires_on = min(line.expires_on for line in lines)
    item.next_remind_on = min(line.remind_on for line in lines)
    item.search = normalise(item.description, item.identification, item.location)


async def at_version(session: AsyncSession, item_id: UUID, version: int) -> CertificationItem:
    """The item, if it is still the one that the caller has seen; raises ItemNotFound and PreconditionFailed."""
    item = await get_item(session, item_id)
    if item.version != version:
        raise PreconditionFailed("The item was changed meanwhile.", version=item.version)
    return item


async def tell(
    session: AsyncSession, desk: Desk, action: str, item: CertificationItem, changes: Mapping[str, Any]
) -> None:
    """Note what was done with an item, and let open screens follow."""
    await record(session, desk.actor, action, "certification_item", item.id, now=desk.now, changes=dict(changes))
    await announce(session, "certification-items", item.id)


def _told(item: CertificationItem, lines: Sequence[CertificationItemDueDate]) -> dict[str, Any]:
    """What the log notes of an item: its columns and its due dates; of a kind of the provider's own, that one."""
    told = facts(item)
    own = told.pop("own_kind_id")
    dates = {f"{name}:{line.part}": getattr(line, name) for line in lines for name in ("expires_on", "remind_on")}
    return told | {"kind": own or item.kind} | dates


async def _check_references(session: AsyncSession, values: Mapping[str, Any]) -> None:
    if "kind" in values:
        if values["kind"] == OWN:
            await get_own_kind(session, values["own_kind_id"])
        elif values["kind"] not in BUILT_IN:
            raise Invalid.at("/kind", "kind_unknown", "There is no such kind of item.")
    if values.get("customer_id"):
        await get_customer(session, values["customer_id"])


async def _corrected(
    session: AsyncSession,
    item: CertificationItem,
    lines: Sequence[CertificationItemDueDate],
    due_dates: Sequence[DueDateDraft],
    desk: Desk,
) -> list[CertificationItemDueDate]:
    """The lines as they are wanted: corrected, added, and those left out taken away."""
    known = {line.id: line for line in lines}
    kept = []
    for draft in due_dates:
        if draft.id is None:
            line = new_line(item, draft, desk)
            session.add(line)
        elif draft.id not in known:
            raise DueDateNotFound("The item has no such due date.")
        else:
            line = known.pop(draft.id)
            line.part, line.expires_on, line.remind_on = draft.part, draft.expires_on, draft.reminder
        kept.append(line)
    for line in known.values():
        await session.delete(line)
    return kept
