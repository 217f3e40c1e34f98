"""The migrations as a whole: they make what the models describe, and every one of them can be taken back."""

import asyncio

import asyncpg
import pytest
from alembic import command
from alembic.script import ScriptDirectory

from app.core.database.migrating import alembic_config, migrate
from app.core.database.provisioning import OWNER, provision
from app.embedded.postgres import EmbeddedPostgres

_NAME = "cbot_migrations"
_TABLES = "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"
_DOORS = "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"


@pytest.fixture
def migrated(postgres: EmbeddedPostgres) -> str:
    """A database of its own at the newest revision, by its owner's address."""
    asyncio.run(provision(postgres.admin_dsn, _NAME))
    url = postgres.dsn(OWNER, _NAME)
    migrate(url)
    return url


def test_the_migrations_make_what_the_models_describe_and_can_be_taken_back(migrated: str) -> None:
    """R-ACC-03: nothing is left to make by hand; down to the empty database and up again works."""
    command.check(alembic_config(migrated))
    command.downgrade(alembic_config(migrated), "base")
    assert asyncio.run(_names(migrated)) == set()
    migrate(migrated)
    command.check(alembic_config(migrated))


async def _contact(postgres: EmbeddedPostgres, query: str) -> object:
    connection = await asyncpg.connect(postgres.admin_dsn, database=_NAME)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def test_the_one_contact_person_becomes_the_first_of_several_and_back(
    migrated: str, postgres: EmbeddedPostgres
) -> None:
    """R-CUS-02: nobody has to type a contact person again, whatever provider the customer is of."""
    command.downgrade(alembic_config(migrated), "0127_merging")
    asyncio.run(
        _contact(
            postgres,
            """
            with made as (insert into provider (id, name, is_cibot_institute, email, version)
                          values (gen_random_uuid(), 'A', false, 'a@a.example', 1) returning id)
            insert into customer (provider_id, id, name, name_sort, search, address, contact_name, contact_email, version)
            select id, gen_random_uuid(), 'Smit', 'smit', 'smit', '', 'Kees', 'kees@smit.example', 1 from made
            """,
        )
    )
    migrate(migrated)
    assert asyncio.run(_contact(postgres, "select name || email from customer_contact")) == "Keeskees@smit.example"
    command.downgrade(alembic_config(migrated), "0127_merging")
    assert (
        asyncio.run(_contact(postgres, "select contact_name || contact_email from customer")) == "Keeskees@smit.example"
    )


def test_the_migrations_stand_in_one_line() -> None:
    """R-ACC-03: two releases never part the history."""
    script = ScriptDirectory.from_config(alembic_config("postgresql://nobody@/nothing"))
    assert len(script.get_heads()) == 1
    assert all(not isinstance(each.down_revision, tuple) for each in script.walk_revisions())


async def _names(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for query in (_TABLES, _DOORS) for row in await connection.fetch(query)}
    finally:
        await connection.close()


def test_courses_get_the_validity_that_their_type_has_today(migrated: str, postgres: EmbeddedPostgres) -> None:
    """R-CRS-04: of certified and of external types, whatever provider the course is of."""
    command.downgrade(alembic_config(migrated), "0160_keep_code95_terms")
    asyncio.run(
        _contact(
            postgres,
            """
            with provider_ as (insert into provider (id, name, is_cibot_institute, email, version)
                               values (gen_random_uuid(), 'A', true, 'a@a.example', 1) returning id),
            certified as (insert into certified_course_type (id, code, name, validity_months, version)
                          values (gen_random_uuid(), 'BHV', 'BHV', 24, 1) returning id),
            external as (insert into external_course_type (provider_id, id, name, name_norm, validity_months, version)
                         select id, gen_random_uuid(), 'VCA', 'vca', 6, 1 from provider_ returning id),
            kinds as (select 1 as number, 'certified' as kind, id as certified, null::uuid as external from certified
                      union all select 2, 'external', null, id from external)
            insert into course (provider_id, id, number, kind, certified_type_id, external_type_id, type_name, first_day,
                                last_day, max_trainees, search, version)
            select p.id, gen_random_uuid(), k.number, k.kind, k.certified, k.external, 'T', '2027-03-01', '2027-03-01',
                   12, '', 1
            from provider_ p, kinds k
            """,
        )
    )
    migrate(migrated)
    copied = asyncio.run(_contact(postgres, "select array_agg(validity_months order by number) from course"))
    assert copied == [24, 6]
