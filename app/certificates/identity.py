"""What makes a certificate known again: its type, its words for searching, its word for verifying."""

import secrets
from uuid import UUID

from app.catalog.types import type_key as name_key
from app.core.words import normalise

_CODE_BYTES = 16


def new_verification_code() -> str:
    """A word of 128 random bits, 22 letters, digits, dashes and underscores: nobody guesses one."""
    return secrets.token_urlsafe(_CODE_BYTES)


def type_key(kind: str, type_id: UUID | None, name: str) -> str:
    """By what two certificates are of the same type: the catalogue's type, or else the name without its accents."""
    return f"{kind}:{type_id or name_key(name)}"


def search_words(
    holder: str, type_name: str, number: int | None, foreign_number: str, course_number: int | None
) -> str:
    """What a certificate is found by."""
    numbers = [f"#{each}" for each in (number, course_number) if each is not None]
    return normalise(holder, type_name, *numbers, foreign_number)
