"""Roles, rights and the template database, as every environment gets them."""

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.provisioning import APP, provision
from app.core.database.safety import UnsafeDatabaseRole, refuse_unsafe_role
from app.core.database.session import Database
from tests.databases import TEMPLATE, ScratchDatabase
from tests.factories.tenants import make_provider


async def test_provisioning_again_changes_nothing(database: ScratchDatabase) -> None:
    """A start on existing data leaves roles and database as they are."""
    before = await _roles_and_rights(database)
    await provision(database.server.admin_dsn, TEMPLATE)
    assert await _roles_and_rights(database) == before


async def test_a_role_of_ours_cannot_bypass_row_security(session: AsyncSession) -> None:
    """None of the three roles is a superuser, bypasses row security, or can make others."""
    roles = await session.execute(
        text("select rolname from pg_roles where rolname like 'cbot%' and (rolsuper or rolbypassrls or rolcreaterole)")
    )
    assert roles.all() == []


async def test_the_application_may_not_create_tables(session: AsyncSession) -> None:
    """The application's role cannot change the schema, and so not loosen it."""
    with pytest.raises(DBAPIError, match="permission denied"):
        await session.execute(text("create table loose (id integer)"))


@pytest.mark.parametrize("role", ["owner_url", "admin_url"])
async def test_a_role_that_row_security_does_not_bind_is_refused(database: ScratchDatabase, role: str) -> None:
    """API and worker do not start as the owner or a superuser."""
    unsafe = Database.connect(getattr(database, role))
    try:
        with pytest.raises(UnsafeDatabaseRole):
            await refuse_unsafe_role(unsafe)
    finally:
        await unsafe.close()


async def test_the_applications_role_is_accepted(database: ScratchDatabase) -> None:
    """The role that is bound by row security starts."""
    safe = Database.connect(database.app_url)
    try:
        await refuse_unsafe_role(safe)
    finally:
        await safe.close()


async def test_what_a_test_writes_is_undone(session: AsyncSession) -> None:
    """A provider made here is gone for the next test."""
    await make_provider(session, name="Vergankelijk")
    found = await session.scalar(text("select count(*) from provider"))
    assert found == 1


async def test_the_application_has_no_scratch_schema_to_put_tables_before_ours(database: ScratchDatabase) -> None:
    """DESIGN 3: the doors run with their owner's rights, so that nothing may stand in for the tables that they read."""
    connection = await asyncpg.connect(database.server.dsn(APP, TEMPLATE))
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="temporary"):
            await connection.execute("create temporary table provider (id uuid)")
    finally:
        await connection.close()


async def _roles_and_rights(database: ScratchDatabase) -> list[asyncpg.Record]:
    """Our roles with their passwords, what each is a member of, and who may do what with the template."""
    connection = await asyncpg.connect(database.server.admin_dsn)
    try:
        rows: list[asyncpg.Record] = await connection.fetch(
            """select a.rolname, a.rolpassword, a.rolsuper, a.rolbypassrls, a.rolcanlogin, a.rolinherit,
                      (select array_agg(m.roleid::regrole::text order by 1) from pg_auth_members m where m.member = a.oid),
                      (select d.datacl::text || d.datdba::regrole::text from pg_database d where d.datname = $1)
               from pg_authid a where a.rolname like 'cbot%' order by a.rolname""",
            TEMPLATE,
        )
        return rows
    finally:
        await connection.close()
