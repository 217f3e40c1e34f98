"""How alembic reaches the database: as the tables' owner, one migrator at a time, never waiting long for a lock."""

import asyncio

from alembic import context
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from app.core.config import Settings
from app.core.database.session import async_url
from app.registry import metadata

MIGRATOR_LOCK = 7_305_804_402_561_101
"""Of all processes that start with a new release only one migrates; the others wait here and find nothing to do."""


def owner_url() -> str:
    """The address given by the caller, else the environment's DATABASE_OWNER_URL."""
    url: str = context.config.attributes.get("url") or Settings.load().database_owner_url
    if not url:
        raise SystemExit("Set DATABASE_OWNER_URL to the database, as the role that owns its tables (cbot_owner).")
    return async_url(url)


def migrate(connection: Connection) -> None:
    """Run what alembic was asked for; a statement that waits over five seconds for a table lock gives up."""
    connection.exec_driver_sql(f"select pg_advisory_lock({MIGRATOR_LOCK})")
    connection.exec_driver_sql("set lock_timeout = '5s'")
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_online() -> None:
    """Connect, migrate, disconnect. It needs a thread without a running event loop."""
    engine = create_async_engine(owner_url(), poolclass=pool.NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
    finally:
        await engine.dispose()


def run_offline() -> None:
    """Print the SQL instead of running it (`alembic upgrade head --sql`)."""
    context.configure(url=owner_url(), target_metadata=metadata, literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    asyncio.run(run_online())
