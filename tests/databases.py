"""Real databases for tests: one private server per test process, one template made by the real migrations, quick clones."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.migrating import migrate
from app.core.database.provisioning import APP, OWNER, provision
from app.core.database.session import Database
from app.embedded.postgres import EmbeddedPostgres, embedded_postgres

TEMPLATE = "cbot_template"

_numbers = count(1)


@dataclass(frozen=True)
class ScratchDatabase:
    """A migrated, empty database of its own, with an address for each role."""

    server: EmbeddedPostgres
    name: str

    @property
    def app_url(self) -> str:
        """As API and worker connect: bound by row-level security."""
        return self.server.dsn(APP, self.name)

    @property
    def owner_url(self) -> str:
        """As migrations connect."""
        return self.server.dsn(OWNER, self.name)

    @property
    def admin_url(self) -> str:
        """As superuser: sees and may do everything."""
        return self.server.dsn("postgres", self.name)


@contextmanager
def private_server(*, fsync: bool = False) -> Iterator[EmbeddedPostgres]:
    """A server in a temporary folder; it flushes nothing to disk unless a measurement wants it to."""
    folder = Path(tempfile.mkdtemp(prefix="cbot-test-"))
    try:
        with embedded_postgres(folder, fsync=fsync) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_template(server: EmbeddedPostgres) -> None:
    """Provision and migrate the database that all others are cloned from."""
    asyncio.run(provision(server.admin_dsn, TEMPLATE))
    migrate(server.dsn(OWNER, TEMPLATE))


async def clone(server: EmbeddedPostgres) -> ScratchDatabase:
    """A new database like the template, in some 40 ms."""
    name = f"test_{next(_numbers)}"
    await _administer(server, f"create database {name} template {TEMPLATE} owner {OWNER}")
    return ScratchDatabase(server, name)


async def drop(database: ScratchDatabase) -> None:
    """Remove a clone, whoever is still connected to it."""
    await _administer(database.server, f"drop database {database.name} with (force)")


@asynccontextmanager
async def rolled_back(database: ScratchDatabase) -> AsyncIterator[AsyncSession]:
    """A session as the application's role whose work is undone at the end; it is bound to no provider yet.

    It logs in as superuser and takes the role on, so that `as_owner` can change it within the same transaction.
    """
    connected = Database.connect(database.admin_url, pool_size=1)
    try:
        async with connected.engine.connect() as connection, connection.begin() as transaction:
            await connection.execute(text(f"set local role {APP}"))
            session = connected.session(bind=connection, join_transaction_mode="create_savepoint")
            async with session:
                yield session
            await transaction.rollback()
    finally:
        await connected.close()


@asynccontextmanager
async def as_owner(session: AsyncSession) -> AsyncIterator[AsyncSession]:
    """Work as the tables' owner for a moment, as the operator's data needs (instructors, certified types)."""
    await session.flush()
    await session.execute(text(f"set local role {OWNER}"))
    yield session
    await session.flush()
    await session.execute(text(f"set local role {APP}"))


async def _administer(server: EmbeddedPostgres, statement: str) -> None:
    connection = await asyncpg.connect(server.admin_dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
