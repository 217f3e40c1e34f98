"""Sessions bound to a tenant.

A transaction tells PostgreSQL for which provider it works before its first statement, so that row-level security
can repeat what the repositories filter on. A session that nobody bound refuses to begin.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

_BIND = text("select set_config(:setting, :value, true)")
PLATFORM = "platform"
_KEY = "provider"
_NO_WRITES = text("set transaction read only")


@dataclass(frozen=True)
class _Outside:
    """Somebody outside the tenants for whom row-level security lets more be done: the operator, or an instructor."""

    setting: str
    value: str


_OPERATOR = _Outside("app.operator", "on")


class TenantNotBound(RuntimeError):
    """A programming error: a session was used before `bind_tenant` or `bind_platform`."""


class _TenantSession(Session):
    """The synchronous half, so that the event below concerns our sessions only."""


@event.listens_for(_TenantSession, "after_begin")
def _announce_tenant(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    bound = session.info.get(_KEY)
    if bound is None:
        raise TenantNotBound("Bind the session to a provider before using it.")
    if isinstance(bound, _Outside):
        connection.execute(_BIND, {"setting": bound.setting, "value": bound.value})
    elif bound != PLATFORM:
        connection.execute(_BIND, {"setting": "app.provider_id", "value": str(bound)})


def bind_tenant(session: AsyncSession, provider_id: UUID) -> None:
    """Everything that this session does from its next transaction on is done for this provider."""
    session.sync_session.info[_KEY] = provider_id


async def forbid_writes(session: AsyncSession) -> None:
    """Have PostgreSQL itself refuse whatever would write, until the transaction ends."""
    await session.execute(_NO_WRITES)


def announcing(provider_id: str) -> str:
    """An SQL expression that tells its transaction for which provider it works; for a statement that finds that out itself.

    It saves the statement with which a transaction of a bound session begins; null stands for outside every tenant.
    """
    return f"set_config('app.provider_id', coalesce({provider_id}::text, ''), true) as announced"


def bind_platform(session: AsyncSession) -> None:
    """The session works outside every tenant: it sees global tables and doors, and no tenant's rows."""
    session.sync_session.info[_KEY] = PLATFORM


def bind_operator(session: AsyncSession) -> None:
    """The session works for the platform's operator: outside every tenant, it may change the registry of instructors."""
    session.sync_session.info[_KEY] = _OPERATOR


def bind_instructor(session: AsyncSession, instructor_id: UUID) -> None:
    """The session works for one registered instructor: outside every tenant, it sees and changes what is his own."""
    session.sync_session.info[_KEY] = _Outside("app.instructor_id", str(instructor_id))


def bound_provider(session: AsyncSession) -> UUID:
    """The provider for which the session works; raises TenantNotBound outside a tenant."""
    bound = session.sync_session.info.get(_KEY)
    if not isinstance(bound, UUID):
        raise TenantNotBound("This session works for no provider.")
    return bound


def _dumps(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()


def make_engine(url: str, *, pool_size: int = 10, application: str = "cbot") -> AsyncEngine:
    """An engine for the given role; JSON through orjson, and no value of a statement in the words of an error."""
    return create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=False,
        pool_recycle=1800,
        hide_parameters=True,
        json_serializer=_dumps,
        json_deserializer=orjson.loads,
        connect_args={"server_settings": {"application_name": application}},
    )


def async_url(url: str) -> str:
    """Name asyncpg as the driver, whatever PostgreSQL URL the environment gives."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+asyncpg{separator}{rest}" if scheme in ("postgres", "postgresql") else url


class Database:
    """The process's door to PostgreSQL: an engine and the sessions made from it."""

    def __init__(self, engine: AsyncEngine, info: Mapping[str, str] | None = None) -> None:
        """`info` is put into every session, for what a whole process has in common."""
        self.engine = engine
        self.single = engine.execution_options(isolation_level="AUTOCOMMIT")
        """For one statement that stands alone, such as a door: no BEGIN and COMMIT around it."""
        self._sessions = async_sessionmaker(
            engine,
            expire_on_commit=False,
            autoflush=True,
            sync_session_class=_TenantSession,
            info=dict(info or {}),
        )

    @classmethod
    def connect(
        cls, url: str, *, pool_size: int = 10, application: str = "cbot", info: Mapping[str, str] | None = None
    ) -> "Database":
        """Open nothing yet; connections are made when first used."""
        return cls(make_engine(url, pool_size=pool_size, application=application), info)

    def session(self, **options: Any) -> AsyncSession:
        """A session that is not bound yet; the caller closes it. Options are SQLAlchemy's (tests bind a connection)."""
        return self._sessions(**options)

    @asynccontextmanager
    async def tenant(self, provider_id: UUID) -> AsyncIterator[AsyncSession]:
        """A session for one provider: commits at the end, rolls back on any error."""
        async with self._sessions() as session:
            bind_tenant(session, provider_id)
            yield session
            await session.commit()

    @asynccontextmanager
    async def platform(self) -> AsyncIterator[AsyncSession]:
        """A session outside every tenant: commits at the end, rolls back on any error."""
        async with self._sessions() as session:
            bind_platform(session)
            yield session
            await session.commit()

    @asynccontextmanager
    async def instructor(self, instructor_id: UUID) -> AsyncIterator[AsyncSession]:
        """A session for one registered instructor: commits at the end, rolls back on any error."""
        async with self._sessions() as session:
            bind_instructor(session, instructor_id)
            yield session
            await session.commit()

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()
