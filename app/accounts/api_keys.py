"""API keys: shown once, kept as a hash, limited to scopes, revocable at once."""

import secrets
import string
import zlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.callers import digest
from app.accounts.models import ApiKey
from app.accounts.permissions import SCOPES
from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, NotFound
from app.events.audit import Actor, record

KEY_PREFIX = "cbot_live_"
_ALPHABET = string.ascii_letters + string.digits
_RANDOM_LENGTH = 43
_SHOWN = len(KEY_PREFIX) + 4


def make_key() -> str:
    """A fresh key: 256 bits of randomness, and a checksum by which leaked keys can be recognised."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM_LENGTH))
    return f"{KEY_PREFIX}{body}{zlib.crc32(body.encode()):08x}"


async def list_keys(session: AsyncSession) -> list[ApiKey]:
    """The provider's keys, the newest first, revoked ones included."""
    statement = select(ApiKey).where(ApiKey.provider_id == bound_provider(session)).order_by(ApiKey.created_at.desc())
    return list(await session.scalars(statement))


async def create_key(
    session: AsyncSession, *, name: str, scopes: list[str], expires_at: datetime | None, actor: Actor, now: datetime
) -> tuple[ApiKey, str]:
    """Make a key; returns its row and the key itself, which cannot be had again. Raises Invalid on unknown scopes."""
    _check(scopes, expires_at, now)
    key = make_key()
    row = ApiKey(
        provider_id=bound_provider(session),
        name=name,
        prefix=key[:_SHOWN],
        key_hash=digest(key),
        scopes=sorted(set(scopes)),
        created_by=actor.id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    await session.flush()
    await record(session, actor, "api_key.created", "api_key", row.id, now=now, changes={"scopes": row.scopes})
    return row, key


async def revoke_key(session: AsyncSession, key_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Make a key worthless from this moment on; doing so twice changes nothing. Raises NotFound."""
    row = await session.get(ApiKey, (bound_provider(session), key_id))
    if row is None:
        raise NotFound("There is no such API key.")
    if row.revoked_at is None:
        row.revoked_at = now
        await record(session, actor, "api_key.revoked", "api_key", row.id, now=now)


def _check(scopes: list[str], expires_at: datetime | None, now: datetime) -> None:
    errors = FieldErrors()
    if not scopes:
        errors.add("/scopes", "required", "Choose at least one scope.")
    for index, scope in enumerate(scopes):
        if scope not in SCOPES:
            errors.add(f"/scopes/{index}", "unknown_scope", f"There is no scope {scope}.")
    if expires_at is not None and expires_at <= now:
        errors.add("/expiresAt", "in_the_past", "The expiry must lie in the future.")
    errors.raise_if_any()
