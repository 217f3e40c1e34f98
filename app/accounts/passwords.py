"""Passwords: argon2id with at least OWASP's memory and time cost."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash("the password of nobody")


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
