"""Who is calling: found by a session's cookie or an API key, with what the caller may do, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, column, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.accounts.permissions import PERMISSIONS, Role
from app.core.database.session import announcing, bind_platform, bind_tenant
from app.events.audit import Actor
from app.providers.modules import active_modules

_USER = (
    "session_id user_id user_name user_email user_locale is_operator role last_seen_at look_id look_reason look_ends_at"
).split()
_PROVIDER = "provider_id provider_name provider_email is_cibot_institute time_zone provider_locale modules".split()
_BY_SESSION = f"select {', '.join(_USER + _PROVIDER)}{{}} from caller_by_session(:hash, :now)"
_FIND_BY_SESSION = text(_BY_SESSION.format("")).columns(*map(column, _USER + _PROVIDER))
_ENTER_BY_SESSION = text(_BY_SESSION.format(f", {announcing('provider_id')}")).columns(
    *map(column, [*_USER, *_PROVIDER, "announced"])
)
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
class Looking:
    """An operator looks along in the provider's portal: why, and until when."""

    id: UUID
    reason: str
    ends_at: datetime


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
    looking: Looking | None = None

    @property
    def writes(self) -> bool:
        """Whether he may change anything at all; who looks along may not."""
        return self.looking is None

    def actor(self, trace_id: str) -> Actor:
        """The caller as the audit log names it."""
        return Actor(self.kind, self.id, self.name, trace_id)


def digest(token: str) -> bytes:
    """What is kept of a token or key: tokens are random, so a plain SHA-256 cannot be reversed."""
    return sha256(token.encode()).digest()


async def by_session(connection: AsyncConnection, token: str, now: datetime) -> Caller | None:
    """The user whose session has this token, or None when it is unknown, over, or the user was disabled."""
    row = (await connection.execute(_FIND_BY_SESSION, {"hash": digest(token), "now": now})).one_or_none()
    return None if row is None else _user(row)


async def enter_by_session(session: AsyncSession, token: str, now: datetime) -> Caller | None:
    """The same, with the database session bound to the user's provider: finding both is one statement.

    A user without a provider leaves it outside every tenant.
    """
    bind_platform(session)
    row = (await session.execute(_ENTER_BY_SESSION, {"hash": digest(token), "now": now})).one_or_none()
    if row is None:
        return None
    if row.provider_id is not None:
        bind_tenant(session, row.provider_id)
    return _user(row)


async def by_api_key(connection: AsyncConnection, key: str, now: datetime) -> Caller | None:
    """The API key's caller, or None when the key is unknown, expired or revoked.

    It notes that the key is used, so the connection should not keep what it locks: others come with the same key.
    """
    row = (await connection.execute(_BY_KEY, {"hash": digest(key), "now": now})).one_or_none()
    if row is None:
        return None
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
        provider=_provider(row),
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
        looking=Looking(row.look_id, row.look_reason, row.look_ends_at) if provider and row.look_id else None,
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
