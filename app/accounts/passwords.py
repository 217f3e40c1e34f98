"""Passwords: argon2id with at least OWASP's memory and time cost."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.errors import Invalid

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash("the password of nobody")
MIN_LENGTH = 12
MAX_LENGTH = 200
_GUESSED_FIRST = (
    "wachtwoord",
    "password",
    "welkom",
    "qwerty",
    "azerty",
    "abcdef",
    "123456",
    "letmein",
    "geheim",
    "zomer",
    "winter",
    "cibot",
)
"""What people and guessers begin with; a password that is little more than one of these is refused."""
_OF_ITS_OWN = 6


def check_password(password: str, email: str) -> None:
    """Raise Invalid at `/password` for one that is too short, too long, or among the first that are guessed."""
    if len(password) < MIN_LENGTH:
        raise Invalid.at("/password", "password_too_short", f"A password has at least {MIN_LENGTH} characters.")
    if len(password) > MAX_LENGTH:
        raise Invalid.at("/password", "too_long", f"A password has at most {MAX_LENGTH} characters.")
    bare = password.casefold().replace(email.partition("@")[0].casefold(), "")
    for word in _GUESSED_FIRST:
        bare = bare.replace(word, "")
    if len(set(bare)) < _OF_ITS_OWN:
        raise Invalid.at("/password", "password_easy", "This password is too easy to guess.")


async def hash_password(password: str) -> str:
    """The argon2id hash of a password; works in a thread, since it costs tens of milliseconds on purpose."""
    return await asyncio.to_thread(_HASHER.hash, password)


async def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits the hash. Without a hash it takes as long and says no, so that timing tells nothing."""
    return await asyncio.to_thread(_verify, stored or _NOBODY, password) and stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with a lower cost than today's."""
    return _HASHER.check_needs_rehash(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
