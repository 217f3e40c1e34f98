"""The generated matrix: every operation, called with ids of another provider in path, query and body."""

from itertools import product
from typing import Any
from uuid import UUID

import asyncpg

from app.core.identifiers import new_id
from tests.isolation.operations import Operation, call, call_with, operations
from tests.isolation.requests import REQUESTS, Ids
from tests.isolation.world import World, furnish
from tests.portal import Portal

NOT_IDS = {"row_number", "kind", "number"}
_UNCOUNTED = {"user_session", "login_attempt", "alembic_version"}


async def database_state(portal: Portal) -> dict[str, str]:
    """A checksum of every table, read as superuser."""
    connection = await asyncpg.connect(portal.database.admin_url)
    try:
        tables = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
        return {
            name: await connection.fetchval(
                f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {name} t"
            )
            for (name,) in tables
            if name not in _UNCOUNTED
        }
    finally:
        await connection.close()


async def test_every_operation_has_its_row(portal: Portal) -> None:
    """R-CRS-09: who adds a route with a body says here how it is called; rows of former routes go."""
    found = operations(portal.application)
    missing = sorted(each.name for each in found if each.has_body and each.name not in REQUESTS)
    stale = sorted(set(REQUESTS) - {each.name for each in found})
    unmatched = sorted(each.name for each in found if each.query and _names_ids(each) and each.name not in REQUESTS)
    assert (missing, stale, unmatched) == ([], [], [])


def _names_ids(operation: Operation) -> bool:
    return any(name.endswith("Id") or name == "instructor" for name in operation.query)


async def test_with_own_ids_every_operation_works(portal: Portal) -> None:
    """R-CRS-09: the control: the refusals below come of the foreign ids, not of broken requests."""
    own = await furnish(portal, "Alfa")
    found = sorted(operations(portal.application), key=lambda each: each.method == "DELETE")
    refused = []
    for operation in found:
        answer = await call_with(own.admin, operation, own.ids)
        fine = answer.status_code < 300 or (answer.status_code == 409 and operation.request.may_conflict)
        if not fine:
            refused.append(f"{operation.name}: {answer.status_code} {answer.text[:300]}")
    assert not refused, "\n".join(refused)


async def test_foreign_ids_in_the_path_are_unknown(portal: Portal) -> None:
    """R-CRS-09: each mix of own and foreign ids in a path answers 404, like an unknown id, and changes nothing."""
    own, other = await furnish(portal, "Alfa"), await furnish(portal, "Beta")
    before = await database_state(portal)
    wrong = []
    for operation in operations(portal.application):
        for url in _foreign_urls(operation, own.ids, other.ids):
            request = operation.request
            answer = await call(
                own.admin,
                operation,
                url,
                body=request.json(own.ids) if request.json else None,
                form=request.form(own.ids) if request.form else None,
            )
            if answer.status_code != 404 or "Beta" in answer.text:
                wrong.append(f"{operation.name} {url}: {answer.status_code} {answer.text[:200]}")
    assert wrong == []
    assert await database_state(portal) == before


def _foreign_urls(operation: Operation, own: Ids, other: Ids) -> list[str]:
    names = [operation.request.path.get(name, name) for name in operation.parameters]
    identifying = [name for name in names if name not in NOT_IDS]
    mixes = [mix for mix in product((own, other, {}), repeat=len(identifying)) if any(each is not own for each in mix)]
    return [
        operation.url(own | {name: mix[index].get(name, str(new_id())) for index, name in enumerate(identifying)})
        for mix in mixes
    ]


async def test_foreign_ids_in_query_and_body_are_unknown(portal: Portal) -> None:
    """R-CRS-09: an id of another provider anywhere in the input answers 404, and changes nothing."""
    own, other = await furnish(portal, "Alfa"), await furnish(portal, "Beta")
    before = await database_state(portal)
    wrong = [
        f"{operation.name} {where}: {answer.status_code} {answer.text[:200]}"
        for operation in operations(portal.application)
        for where, answer in await _with_each_id_replaced(operation, own, other)
        if answer.status_code != 404 or "Beta" in answer.text
    ]
    assert wrong == []
    assert await database_state(portal) == before


async def _with_each_id_replaced(operation: Operation, own: World, other: World) -> list[tuple[str, Any]]:
    """Call an operation once for every id that its query, form or body names, with that one foreign."""
    swap = {value: other.ids[name] for name, value in own.ids.items() if name not in NOT_IDS}
    request, url = operation.request, operation.url(own.ids)
    answers = []
    for place, make in (("query", request.query), ("body", request.json), ("form", request.form)):
        if make is None:
            continue
        whole = make(own.ids)
        for pointer, bent in _bent(whole, swap):
            inputs = {
                "query": request.query(own.ids) if request.query else None,
                "body": request.json(own.ids) if request.json else None,
                "form": request.form(own.ids) if request.form else None,
                place: bent,
            }
            answers.append((f"{place}{pointer}", await call(own.admin, operation, url, **inputs)))
    return answers


def _bent(value: Any, swap: dict[str, str], pointer: str = "") -> list[tuple[str, Any]]:
    """Every copy of a body in which one own id is replaced by the foreign one of the same kind."""
    if isinstance(value, dict):
        return [(p, value | {k: b}) for k, v in value.items() for p, b in _bent(v, swap, f"{pointer}/{k}")]
    if isinstance(value, list):
        return [
            (p, [*value[:i], b, *value[i + 1 :]])
            for i, v in enumerate(value)
            for p, b in _bent(v, swap, f"{pointer}/{i}")
        ]
    if isinstance(value, tuple):
        return [(pointer, (*value[:-1], b)) for _, b in _bent(value[-1], swap, pointer)]
    if isinstance(value, str):
        prefix, _, identifier = value.rpartition(":") if _is_id(value.rpartition(":")[2]) else ("", "", value)
        if identifier in swap:
            return [(pointer, f"{prefix}:{swap[identifier]}" if prefix else swap[identifier])]
    return []


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


async def test_reading_changes_nothing(portal: Portal) -> None:
    """R-STF-04: no GET of the API changes a row, however often it is sent."""
    own = await furnish(portal, "Alfa")
    before = await database_state(portal)
    for operation in operations(portal.application):
        if operation.method == "GET":
            expected = {200, 409} if operation.request.may_conflict else {200}
            assert (await call_with(own.admin, operation, own.ids)).status_code in expected, operation.name
    assert await database_state(portal) == before


async def test_lists_show_the_own_providers_rows_only(portal: Portal) -> None:
    """R-CRS-09: no list, detail, search or download of one provider carries a word of another."""
    own = await furnish(portal, "Alfa")
    await furnish(portal, "Beta")
    for operation in operations(portal.application):
        if operation.method == "GET":
            answer = await call_with(own.admin, operation, own.ids)
            assert b"beta" not in answer.content.lower(), operation.name
