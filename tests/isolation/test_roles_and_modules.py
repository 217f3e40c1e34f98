"""The generated matrix, role by operation by module: the table of the API's reference is true, in both directions."""

import os

import pytest
from httpx import AsyncClient

from api.access import CALLERS, NO, TABLE, Access, access_table
from app.accounts.permissions import SCOPES
from app.providers.models import Provider
from tests.isolation.gates import OPERATOR, Gate, every_gate
from tests.isolation.requests import OUTSIDE_PROVIDERS
from tests.portal import Portal

RENEW = "UPDATE_SNAPSHOTS"
HEAD = """# Who may do what

Role by operation by module: who may call an operation of the API, provided that its module is on. `tests/isolation` calls
every operation as everybody and holds the answers against this table. Renewed with `UPDATE_SNAPSHOTS=1`; then read what changed.
"""
NOT_KNOCKED_AT = {"changes_stream", "session_delete"}
"""One streams for minutes, the other ends the very session that knocks: tests/api has them."""
WRITES_NOTHING = {
    "course_exports_start",
    "course_lists_create",
    "certificate_archives_create",
    "certificate_sending_plans_create",
    "course_reminder_plans_create",
    "customer_reminder_plans_create",
    "mailing_plans_create",
    "pasted_documents_create",
    "template_previews_create",
    "trainee_reminder_plans_create",
}
"""Sent by POST for the size of what they are asked, or of what they make of that which may be read."""


def test_the_table_is_what_the_code_asks_for() -> None:
    """R-ACC-01: every operation has its row, and no row is left over; `UPDATE_SNAPSHOTS=1` renews it."""
    rows = sorted((gate.access for gate in every_gate()), key=lambda row: row.operation)
    names = ["operation", "module", "permission", *CALLERS]
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}", *(row.line for row in rows)]
    expected = f"{HEAD}\n{chr(10).join(lines)}\n"
    if os.environ.get(RENEW):
        TABLE.write_text(expected, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == expected


def test_no_operation_is_open_by_accident() -> None:
    """R-ACC-01: every operation names a permission, is the operator's, or stands on the list of those that need none."""
    open_ones = {gate.name for gate in every_gate() if gate.allow is None and not gate.name.startswith(OPERATOR)}
    assert open_ones == OUTSIDE_PROVIDERS


def test_what_changes_something_needs_a_permission_to_write() -> None:
    """R-ACC-01: reading never needs more than `:read`, changing never less than `:write`."""
    for gate in every_gate():
        if gate.allow is None:
            continue
        reads = gate.method == "GET" or gate.name in WRITES_NOTHING
        if not reads:
            assert gate.allow.permission.endswith(":write"), gate.name
        if gate.method == "GET":
            assert gate.allow.permission.endswith(":read"), gate.name


@pytest.mark.parametrize("modules_on", [True, False], ids=["every module on", "every module off"])
@pytest.mark.parametrize("who", CALLERS)
async def test_everybody_may_do_what_the_table_says_and_no_more(portal: Portal, who: str, modules_on: bool) -> None:
    """R-ACC-01, R-MOD-02: refused exactly where the table says no; a module that is off is named, where it says yes."""
    provider = await portal.provider(institute=True, **({} if modules_on else {"modules": ()}))
    client = await _come_in(portal, provider, who)
    wrong = [
        f"{gate.name}: {found}, not {expected}"
        for gate in every_gate()
        if gate.name not in NOT_KNOCKED_AT
        and (found := await _answer(gate, client)) != (expected := _expected(gate, who, modules_on=modules_on))
    ]
    assert wrong == []


def _expected(gate: Gate, who: str, *, modules_on: bool) -> str:
    row: Access = access_table()[gate.name]
    if who not in row.callers:
        return "refused"
    return "let in" if modules_on or row.module in ("core", NO) else f"off: {row.module}"


async def _answer(gate: Gate, client: AsyncClient) -> str:
    answer = await gate.knock(client)
    code = answer.json().get("code") if answer.status_code in (401, 403) else ""
    if code == "module_not_active":
        return f"off: {answer.json()['params']['module']}"
    return "refused" if code in ("not_signed_in", "not_allowed", "looking_along") else "let in"


async def _come_in(portal: Portal, provider: Provider, who: str) -> AsyncClient:
    """A client as one of those in the table."""
    if who == "stranger":
        return portal.anonymous()
    if who == "API key":
        admin = await portal.login(provider, "admin")
        body = {"name": "Alles", "scopes": list(SCOPES)}
        key = (await admin.post("/api/v1/api-keys", json=body)).json()["key"]
        return portal.anonymous(Authorization=f"Bearer {key}")
    if who in ("operator", "onlooker"):
        client = await portal.login(None)
        if who == "onlooker":
            url = f"/api/v1/operator/providers/{provider.id}/look"
            assert (await client.post(url, json={"reason": "Proef"})).status_code == 201
        return client
    return await portal.login(provider, who)


async def test_the_reference_shows_the_table(portal: Portal) -> None:
    """R-ACC-01: each operation says who may call it, and a page has the whole table."""
    paths = portal.application.openapi()["paths"].values()
    for operation in (each for path in paths for each in path.values()):
        row = access_table()[operation["operationId"]]
        assert row.words in operation["description"]
        assert operation["x-access"]["callers"] == [who for who in CALLERS if who in row.callers]
    page = await portal.anonymous().get("/api/v1/access")
    assert page.status_code == 200
    assert all(f">{name}<" in page.text for name in access_table())
