"""What became of what: the fields that a change touched, each before and after (R-ACC-03)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect

from app.core.database.base import Base

Facts = Mapping[str, Any]
LONGEST = 300
"""So many characters of a text are noted; who needs more has the thing itself, or its versions."""
_FOLLOWS = frozenset(
    {"provider_id", "id", "version", "search", "name_sort", "name_key", "email_norm", "page_generation"}
    | {"next_expires_on", "next_remind_on", "enabled_at", "created_at", "created_by", "last_login_at"}
)
"""Columns that follow from the others, or that nobody chose."""


def facts(row: Base) -> dict[str, Any]:
    """What somebody typed or chose of a row, as it is now; take it before a change and after it."""
    names = (each.key for each in inspect(type(row)).column_attrs)
    return {name: getattr(row, name) for name in names if name not in _FOLLOWS}


def differences(before: Facts, after: Facts) -> dict[str, list[Any]]:
    """`{field: [before, after]}` of every field that differs; a field that one side lacks was, or is, empty."""
    pairs = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: [_short(was), _short(now)] for name, (was, now) in pairs.items() if _said(was) != _said(now)}


def _said(value: Any) -> Any:
    """Nothing is nothing, however a column spells it."""
    return None if value in ("", [], (), {}) else list(value) if isinstance(value, tuple) else value


def _short(value: Any) -> Any:
    return value[: LONGEST - 1] + "…" if isinstance(value, str) and len(value) > LONGEST else value
