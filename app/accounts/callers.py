"""Who is calling: found by a session's cookie or an API key, with what the caller may do, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.accounts.permissions import PERMISSIONS, Role
from app.events.audit import Actor
from app.providers.modules import active_modules

_BY_SESSION = text("select * from caller_by_session(:hash, :now)")
_BY_KEY = text("select * from caller_by_api_key(:hash, :now)")


@dataclass(frozen=True)
class ProviderIdentity:
    """The provider for which the caller works, as far as every request needs it."""

    id: UUID
    name: str
    email: str
    is_cibot_institute: bool
    time_zone: str
    locale: str


@dataclass(frozen=True)
class Caller:
    """A user with a session, or an API key."""

    kind: str
    id: UUID
    name: str
    email: str
    locale: str
    role: str
    is_operator: bool
    permissions: frozenset[str]
    modules: frozenset[str]
    provider: ProviderIdentity | None
    session_id: UUID | None = None
    last_seen_at: datetime | None = None

    def actor(self, trace_id: str) -> Actor:
        """The caller as the audit log names it."""
        return Actor(self.kind, self.id, self.name, trace_id)


def digest(token: str) -> bytes:
    """What is kept of a token or key: tokens are random, so a plain SHA-256 cannot be reversed."""
    return sha256(token.encode()).digest()


async def by_session(connection: AsyncConnection, token: str, now: datetime) -> Caller | None:
    """The user whose session has this token, or None when it is unknown, over, or the user was disabled."""
    row = (await connection.execute(_BY_SESSION, {"hash": digest(token), "now": now})).one_or_none()
    return None if row is None else _user(row)


async def by_api_key(connection: AsyncConnection, key: str, now: datetime) -> Caller | None:
    """The API key's caller, or None when the key is unknown, expired or revoked."""
    row = (await connection.execute(_BY_KEY, {"hash": digest(key), "now": now})).one_or_none()
    if row is None:
        return None
    provider = _provider(row)
    return Caller(
        kind="api_key",
        id=row.key_id,
        name=row.key_name,
        email="",
        locale=row.provider_locale,
        role="api_key",
        is_operator=False,
        permissions=frozenset(row.scopes),
        modules=active_modules(row.modules, is_cibot_institute=row.is_cibot_institute),
        provider=provider,
    )


def _user(row: Row[Any]) -> Caller:
    provider = _provider(row)
    role = row.role if provider else Role.OPERATOR if row.is_operator else ""
    return Caller(
        kind="user",
        id=row.user_id,
        name=row.user_name,
        email=row.user_email,
        locale=row.user_locale,
        role=str(role),
        is_operator=row.is_operator,
        permissions=PERMISSIONS.get(role, frozenset()),
        modules=active_modules(row.modules, is_cibot_institute=row.is_cibot_institute) if provider else frozenset(),
        provider=provider,
        session_id=row.session_id,
        last_seen_at=row.last_seen_at,
    )


def _provider(row: Row[Any]) -> ProviderIdentity | None:
    if row.provider_id is None:
        return None
    return ProviderIdentity(
        id=row.provider_id,
        name=row.provider_name,
        email=row.provider_email,
        is_cibot_institute=row.is_cibot_institute,
        time_zone=row.time_zone,
        locale=row.provider_locale,
    )
