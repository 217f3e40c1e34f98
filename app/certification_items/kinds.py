"""The kinds that everybody has, with their usual intervals as data, and the dates that follow from them."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

OWN = "own"
REMINDER = timedelta(weeks=8)
"""How long before the expiry date the reminder date is, unless another is chosen."""


@dataclass(frozen=True, slots=True)
class UsualDate:
    """A part that expires by itself, and after how many months it usually does; None when there is no usual term."""

    part: str
    months: int | None


BUILT_IN: Mapping[str, tuple[UsualDate, ...]] = MappingProxyType(
    {
        "fire_extinguisher": (UsualDate("inspection", 12),),
        "aed": (UsualDate("inspection", 12), UsualDate("battery", 48), UsualDate("electrodes", 24)),
        "nen_3140": (UsualDate("inspection", 12),),
    }
)
"""Extinguishers are looked at every year (NEN 2559); an AED's battery and electrodes have terms of their own."""

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "fire_extinguisher": ("Brandblusser", "Fire extinguisher"),
        "aed": ("AED", "AED"),
        "nen_3140": ("NEN 3140", "NEN 3140"),
        "inspection": ("Keuring", "Inspection"),
        "battery": ("Batterij", "Battery"),
        "electrodes": ("Elektroden", "Electrodes"),
    }
)
"""Kinds and parts in Dutch and English, for lists and labels; whatever is not here is the provider's own word."""


def word(key: str, language: str) -> str:
    """A kind or part as it is written in a language."""
    dutch, english = WORDS.get(key, (key, key))
    return english if language == "en" else dutch


def usual_expiry(inspected_on: date, months: int | None) -> date | None:
    """The same day so many months later, or the last day of that month; None without a term."""
    if months is None:
        return None
    year, month = divmod(inspected_on.year * 12 + inspected_on.month - 1 + months, 12)
    return date(year, month + 1, min(inspected_on.day, calendar.monthrange(year, month + 1)[1]))


def usual_reminder(expires_on: date) -> date:
    """Eight weeks before the expiry."""
    return expires_on - REMINDER
