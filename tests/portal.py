"""The whole API over a database of its own, as tests of routes use it: with real commits, callers in every role, and a clock."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from api.main import create_app, make_services
from api.services import Services
from app.accounts.callers import digest
from app.accounts.models import UserSession
from app.core.config import Settings
from app.core.database.session import async_url
from app.core.identifiers import new_id
from app.providers.models import Provider
from tests.databases import ScratchDatabase
from tests.factories.tenants import act_for, make_provider, make_user
from tests.fakes.dns import nothing_published

TEST_KEYS = "test:" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


@dataclass
class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False
    moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def advance(self, **amount: float) -> None:
        """Move on, for example by `minutes=5`."""
        self.moment += timedelta(**amount)


@dataclass
class Portal:
    """A running application with its services, and clients that are logged in."""

    application: FastAPI
    services: Services
    database: ScratchDatabase
    clock: TestClock
    _clients: list[AsyncClient] = field(default_factory=list)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in which factories make rows; committed at the end. `make_provider` or `act_for` binds it."""
        async with self.services.database.platform() as session:
            yield session

    @asynccontextmanager
    async def owning(self) -> AsyncIterator[AsyncSession]:
        """A session of the tables' owner, for what the operator keeps: course types, instructors."""
        engine = create_async_engine(async_url(self.database.owner_url))
        async with AsyncSession(engine, expire_on_commit=False) as session:
            yield session
            await session.commit()
        await engine.dispose()

    async def provider(self, **columns: object) -> Provider:
        """A provider with every module on, unless said otherwise."""
        async with self.writing() as session:
            return await make_provider(session, **columns)  # type: ignore[arg-type]  # handed through

    def anonymous(self, **headers: str) -> AsyncClient:
        """A client that nobody has logged in with."""
        client = AsyncClient(transport=ASGITransport(self.application), base_url="http://portal.test", headers=headers)
        self._clients.append(client)
        return client

    async def login(self, provider: Provider | None, role: str = "planner") -> AsyncClient:
        """A client that is logged in as a new user with this role; without a provider as an operator."""
        token = new_id().hex
        async with self.writing() as session:
            if provider is not None:
                await act_for(session, provider.id)
            user = await make_user(session, provider, role=role, is_operator=provider is None)
            session.add(_session_row(token, user.id, provider.id if provider else None, self.clock.now()))
        client = self.anonymous()
        client.cookies.set("cbot_session", token)
        return client

    async def close(self) -> None:
        """Close every client."""
        for client in self._clients:
            await client.aclose()


@asynccontextmanager
async def open_portal(database: ScratchDatabase, folder: Path) -> AsyncIterator[Portal]:
    """Start the application over a database, with files in a folder, until the block ends."""
    settings = Settings.load(
        {
            "CBOT_ENVIRONMENT": "test",
            "CBOT_DATA_DIR": str(folder),
            "CBOT_FRONTEND_DIR": str(folder / "no-frontend"),
            "CBOT_BASE_URL": "http://portal.test",
            "CBOT_SECRET_KEYS": TEST_KEYS,
            "DATABASE_URL": database.app_url,
        }
    )
    clock = TestClock()
    services = make_services(settings, clock=clock)
    services.ask_dns = nothing_published
    application = create_app(services=services)
    async with application.router.lifespan_context(application):
        portal = Portal(application, services, database, clock)
        yield portal
        await portal.close()


def _session_row(token: str, user_id: UUID, provider_id: UUID | None, now: datetime) -> UserSession:
    return UserSession(
        token_hash=digest(token),
        user_id=user_id,
        provider_id=provider_id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(hours=12),
    )


@pytest.fixture
async def portal(clean_database: ScratchDatabase, tmp_path: Path) -> AsyncIterator[Portal]:
    """The API over a database of its own; a folder's conftest imports it."""
    async with open_portal(clean_database, tmp_path) as opened:
        yield opened
