"""What is typed for an item, checked as a whole (R-CIT-01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.certification_items.kinds import usual_reminder
from app.core.errors import FieldErrors
from app.core.values import contains_bsn

MAX_DUE_DATES = 10
TEXTS = ("description", "identification", "location", "remarks")


@dataclass(frozen=True, slots=True)
class DueDateDraft:
    """A due date as it is typed: with the id of the line that it corrects, or as a new one."""

    part: str
    expires_on: date
    remind_on: date | None = None
    id: UUID | None = None

    @property
    def reminder(self) -> date:
        """The chosen reminder date, or eight weeks before the expiry."""
        return self.remind_on or usual_reminder(self.expires_on)


def check_item(values: Mapping[str, Any], due_dates: Sequence[DueDateDraft] | None) -> None:
    """Raise Invalid with every broken field; `values` holds columns of the item, None stands for dates that stay."""
    errors = FieldErrors()
    for column in TEXTS:
        if contains_bsn(values.get(column) or ""):
            errors.add(f"/{column}", "bsn_not_allowed", "A citizen service number may not be kept here.")
    if due_dates is not None:
        check_due_dates(due_dates, values.get("inspected_on"), errors)
    errors.raise_if_any()


def check_due_dates(due_dates: Sequence[DueDateDraft], inspected_on: date | None, errors: FieldErrors) -> None:
    """Note what is wrong with the dates of an item: none, too many, one part twice, or in the wrong order."""
    if not due_dates:
        errors.add("/dueDates", "required", "An item has at least one expiry date.")
    seen: set[str] = set()
    for at, each in enumerate(due_dates):
        if each.part in seen:
            errors.add(f"/dueDates/{at}/part", "part_twice", "This part has a date already.")
        seen.add(each.part)
        if each.reminder > each.expires_on:
            errors.add(f"/dueDates/{at}/remindOn", "reminder_after_expiry", "The reminder comes after the expiry.")
        if inspected_on is not None and each.expires_on < inspected_on:
            errors.add(f"/dueDates/{at}/expiresOn", "expires_before_inspection", "It expires before the inspection.")
