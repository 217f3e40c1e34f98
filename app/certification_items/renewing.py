"""Renewing due dates: a new line takes the place of the former one, which stays as history (R-CIT-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certification_items.drafts import DueDateDraft
from app.certification_items.errors import DueDateNotFound, ItemArchived
from app.certification_items.keeping import at_version, new_line, refresh, tell
from app.certification_items.models import CertificationItem, CertificationItemDueDate
from app.certification_items.repository import current_lines
from app.core.errors import FieldErrors
from app.core.values import contains_bsn
from app.trainees.keeping import Desk


@dataclass(frozen=True, slots=True)
class Renewal:
    """The new dates of one line."""

    due_date_id: UUID
    expires_on: date
    remind_on: date | None = None


async def renew_item(
    session: AsyncSession,
    item_id: UUID,
    renewals: Sequence[Renewal],
    inspected_on: date,
    desk: Desk,
    *,
    version: int,
    remarks: str = "",
) -> CertificationItem:
    """Renew one or several due dates of an item after an inspection; the other dates stay as they are.

    Raises ItemNotFound, PreconditionFailed, ItemArchived, DueDateNotFound, or Invalid with every broken field.
    """
    item = await at_version(session, item_id, version)
    if item.archived_at is not None:
        raise ItemArchived("Bring the item back first.")
    lines = {line.id: line for line in await current_lines(session, item.id)}
    if any(each.due_date_id not in lines for each in renewals):
        raise DueDateNotFound("The item has no such due date.")
    drafts = [_draft(lines[each.due_date_id], each) for each in renewals]
    _check(drafts, inspected_on, remarks)
    item.inspected_on = inspected_on
    successors = [new_line(item, draft, desk, remarks) for draft in drafts]
    session.add_all(successors)
    await session.flush()
    for each, successor in zip(renewals, successors, strict=True):
        former = lines.pop(each.due_date_id)
        former.renewed_at, former.renewed_by_id = desk.now, successor.id
    refresh(item, [*lines.values(), *successors])
    await session.flush()
    changes = {"inspected_on": inspected_on, "parts": [draft.part for draft in drafts], "remarks": remarks}
    await tell(session, desk, "certification_item.renewed", item, changes)
    return item


def _draft(line: CertificationItemDueDate, renewal: Renewal) -> DueDateDraft:
    return DueDateDraft(line.part, renewal.expires_on, renewal.remind_on, line.id)


def _check(drafts: Sequence[DueDateDraft], inspected_on: date, remarks: str) -> None:
    errors = FieldErrors()
    if not drafts:
        errors.add("/dueDates", "required", "Say which due dates are renewed.")
    if len({draft.id for draft in drafts}) != len(drafts):
        errors.add("/dueDates", "part_twice", "A due date is renewed once.")
    for at, draft in enumerate(drafts):
        if draft.expires_on <= inspected_on:
            errors.add(f"/dueDates/{at}/expiresOn", "expires_before_inspection", "It expires before the inspection.")
        if draft.reminder > draft.expires_on:
            errors.add(f"/dueDates/{at}/remindOn", "reminder_after_expiry", "The reminder comes after the expiry.")
    if contains_bsn(remarks):
        errors.add("/remarks", "bsn_not_allowed", "A citizen service number may not be kept here.")
    errors.raise_if_any()
