"""Makes the roles and the database that C-BOT needs, from an administrator's connection; running it again changes nothing.

Three roles, so that row-level security means something: `cbot_owner` owns the tables and runs migrations, `cbot_app` owns
nothing and is what API and worker connect as, `cbot_doors` cannot log in and owns only the SECURITY DEFINER functions
that may look across tenants. What each may do with a table is granted by the migrations, never by default.
"""

from collections.abc import Mapping

import asyncpg

OWNER = "cbot_owner"
APP = "cbot_app"
DOORS = "cbot_doors"
EXTENSIONS = ("pg_trgm", "btree_gin")

_ROLES = {
    OWNER: "login nosuperuser nocreatedb nocreaterole nobypassrls",
    APP: "login nosuperuser nocreatedb nocreaterole nobypassrls",
    DOORS: "nologin nosuperuser nocreatedb nocreaterole nobypassrls",
}
_MEMBERSHIPS = (
    f"grant {OWNER} to current_user",
    f"grant {DOORS} to {OWNER}",
)
# A table of the same name in a session's own scratch schema would come before ours, inside the doors too.
_NO_SCRATCH = "select format('revoke temporary on database %I from public', current_database())"
_LIMITS = (
    f"alter role {APP} set statement_timeout = '30s'",
    f"alter role {APP} set idle_in_transaction_session_timeout = '60s'",
)


async def provision(admin_dsn: str, database: str, passwords: Mapping[str, str] | None = None) -> None:
    """Create what is missing of roles, database, extensions and rights.

    `admin_dsn` names a superuser (or a managed server's administrator) and its maintenance database; `passwords` maps role
    names to new passwords. Raises asyncpg's errors when the administrator may not do it.
    """
    admin = await asyncpg.connect(admin_dsn)
    try:
        await _create_roles(admin, passwords or {})
        await _create_database(admin, database)
    finally:
        await admin.close()
    inside = await asyncpg.connect(admin_dsn, database=database)
    try:
        await _prepare_database(inside)
    finally:
        await inside.close()


async def _create_roles(admin: asyncpg.Connection, passwords: Mapping[str, str]) -> None:
    existing = {row["rolname"] for row in await admin.fetch("select rolname from pg_roles")}
    for role, attributes in _ROLES.items():
        if role not in existing:
            await admin.execute(f"create role {role} {attributes}")
    for role, password in passwords.items():
        await admin.execute(
            await admin.fetchval("select format('alter role %I password %L', $1::text, $2::text)", role, password)
        )
    for statement in (*_MEMBERSHIPS, *_LIMITS):
        await admin.execute(statement)


async def _create_database(admin: asyncpg.Connection, database: str) -> None:
    if await admin.fetchval("select true from pg_database where datname = $1", database):
        return
    await admin.execute(
        await admin.fetchval("select format('create database %I owner %I', $1::text, $2::text)", database, OWNER)
    )


async def _prepare_database(inside: asyncpg.Connection) -> None:
    for extension in EXTENSIONS:
        await inside.execute(f"create extension if not exists {extension}")
    await inside.execute(await inside.fetchval(_NO_SCRATCH))
