"""The start-up check that keeps row-level security meaningful."""

from sqlalchemy import text

from app.core.database.session import Database

_ROLE = text(
    """
    select r.rolsuper, r.rolbypassrls,
           exists (select 1 from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns
    from pg_roles r where r.rolname = current_user
    """
)


class UnsafeDatabaseRole(RuntimeError):
    """The process was given a role that row-level security does not bind."""


async def refuse_unsafe_role(database: Database) -> None:
    """Raise UnsafeDatabaseRole when connected as a superuser, a table owner or a role that bypasses row security."""
    async with database.engine.connect() as connection:
        row = (await connection.execute(_ROLE)).one()
    if row.rolsuper or row.rolbypassrls or row.owns:
        raise UnsafeDatabaseRole(
            "DATABASE_URL names a superuser, a table owner or a role that bypasses row-level security. "
            "Use the application's own role (cbot_app); the owner belongs in DATABASE_OWNER_URL."
        )
