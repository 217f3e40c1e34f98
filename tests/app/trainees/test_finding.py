"""Searching costs what is found, however PostgreSQL has come to plan it."""

from collections.abc import Iterator
from typing import Any

import asyncpg
import orjson
import pytest
from sqlalchemy.dialects.postgresql import asyncpg as dialect

from app.core.database.session import Database
from app.customers import repository as customers
from app.trainees import repository as trainees
from tests.databases import ScratchDatabase
from tests.factories.tenants import make_provider

PEOPLE, SOUGHT = 5000, 60
_TRAINEES = """insert into trainee (provider_id, id, given_name, infix, family_name, name_sort, name_key, search, email,
        email_norm, version)
    select $1, gen_random_uuid(), 'Cursist', '', w, w, w, w, '', '', 1
    from (select case when n <= $3 then 'zoek' else 'ander' end || n as w from generate_series(1, $2::int) n) x"""
_CUSTOMERS = """insert into customer (provider_id, id, name, name_sort, search, address, version)
    select $1, gen_random_uuid(), w, w, w, 'Dorpsstraat 1', 1
    from (select case when n <= $3 then 'zoek' else 'ander' end || n as w from generate_series(1, $2::int) n) x"""
LISTS = {
    "trainee": (_TRAINEES, trainees._statement(frozenset({"provider_id", "limit", "patterns"}), erased=False)),
    "customer": (_CUSTOMERS, customers._statement(False, True)),
}


@pytest.mark.parametrize("table", LISTS)
async def test_a_search_reads_what_it_finds_also_when_planned_for_any_words(
    clean_database: ScratchDatabase, table: str
) -> None:
    """R-CRS-08 R-CUS-01: after a few searches PostgreSQL keeps one plan, which must not walk the list for rare words."""
    opened = Database.connect(clean_database.app_url, pool_size=1)
    async with opened.platform() as session:
        provider_id = (await make_provider(session)).id
    await opened.close()
    filling, statement = LISTS[table]
    admin = await asyncpg.connect(clean_database.admin_url)
    await admin.execute(filling, provider_id, PEOPLE, SOUGHT)
    await admin.execute("analyze")
    await admin.close()
    compiled = statement.compile(dialect=dialect.dialect())  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    values = {"provider_id": f"'{provider_id}'", "limit": "51", "patterns": "'{%zoek%}'", "archived": "false"}
    types = {"provider_id": "uuid", "limit": "integer", "patterns": "text[]", "archived": "boolean"}
    names = list(compiled.positiontup or ())
    connection = await asyncpg.connect(clean_database.app_url)
    await connection.execute(f"set app.provider_id = '{provider_id}'; set plan_cache_mode = force_generic_plan")
    await connection.execute(f"prepare asked ({', '.join(types[name] for name in names)}) as {compiled}")
    asked = f"execute asked ({', '.join(values[name] for name in names)})"
    plan = orjson.loads(await connection.fetchval(f"explain (analyze, format json) {asked}"))
    await connection.close()
    assert plan[0]["Plan"]["Actual Rows"] == 51
    assert sum(_read(plan[0]["Plan"], table)) <= 5 * SOUGHT


def _read(node: dict[str, Any], table: str) -> Iterator[float]:
    """How many rows of a table each part of the plan looked at."""
    if node.get("Relation Name") == table:
        yield (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    for child in node.get("Plans", ()):
        yield from _read(child, table)
