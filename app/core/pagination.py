"""Keyset pages: a cursor carries the sort values of the last row, so that page 1,000 costs what page 1 does."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from app.core.errors import Invalid

MAX_LIMIT = 200


@dataclass(frozen=True)
class Page:
    """What part of a list is wanted: how many rows, after which position."""

    limit: int = 50
    cursor: str | None = None

    def position(self, *kinds: Callable[[Any], Any]) -> tuple[Any, ...] | None:
        """The values after which the page starts, each read by its kind (`UUID`, `date.fromisoformat`, `str`, …).

        None on the first page; raises Invalid when the cursor is not one that `encode` made for this list.
        """
        if self.cursor is None:
            return None
        try:
            values = orjson.loads(base64.urlsafe_b64decode(self.cursor.encode() + b"=="))
            if not isinstance(values, list) or len(values) != len(kinds):
                raise ValueError("wrong number of values")
            if not all(map(_is_storable, values)):
                raise ValueError("no column holds this")
            return tuple(kind(value) for kind, value in zip(kinds, values, strict=True))
        except (ValueError, TypeError, AttributeError, binascii.Error) as error:
            raise Invalid.at("/cursor", "cursor_invalid", "The cursor does not belong to this list.") from error


def _is_storable(value: Any) -> bool:
    """Whether PostgreSQL takes the value: its texts hold no NUL, its integers have four bytes."""
    return "\x00" not in value if isinstance(value, str) else not isinstance(value, int) or abs(value) < 1 << 31


def encode(values: Sequence[Any]) -> str:
    """The cursor of a row with these sort values."""
    return base64.urlsafe_b64encode(orjson.dumps(list(values), default=str)).rstrip(b"=").decode()


def cut(rows: Sequence[Any], limit: int, key: Callable[[Any], Sequence[Any]]) -> tuple[list[Any], str | None]:
    """Split `limit + 1` fetched rows into the page and the cursor of its last row, or None at the end of the list."""
    page = list(rows[:limit])
    return page, encode(key(page[-1])) if len(rows) > limit else None
