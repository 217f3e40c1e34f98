"""The generated matrix: who may call which operation, and which module it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from httpx import AsyncClient, Response

from api.deps import Allow
from api.v1 import routers
from app.accounts.permissions import PERMISSIONS, Role
from app.core.identifiers import new_id
from tests.portal import Portal

OUTSIDE_PROVIDERS = {
    "account_password_change",
    "invitation_acceptances_create",
    "invitation_pages_create",
    "new_passwords_create",
    "password_resets_create",
    "registration_confirmations_create",
    "registration_offer_get",
    "registrations_create",
    "session_create",
    "session_get",
    "session_switch",
    "session_delete",
    "changes_stream",
}
"""The caller's own session, coming in by a link, and the stream, which admits without a transaction."""
OPERATOR = "operator_"
"""How the operations of the operator's desk begin, which stands outside every provider."""
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


@dataclass(frozen=True)
class Gate:
    """An operation and what its caller needs."""

    name: str
    method: str
    path: str
    allow: Allow

    async def knock(self, client: AsyncClient) -> Response:
        """Call it with made-up ids: permission and module are looked at before anything else of the request."""
        path = self.path
        for parameter in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
            path = path.replace(f"{{{parameter}}}", "external" if parameter == "kind" else str(new_id()))
        return await client.request(self.method, f"/api/v1{path}")


def _routes() -> Iterator[APIRoute]:
    for router in routers:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            yield route


def _allowed(dependant: Dependant) -> Allow | None:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Allow):
            return inner.call
        if found := _allowed(inner):
            return found
    return None


def gates() -> list[Gate]:
    return [
        Gate(str(route.operation_id), method, route.path, allow)
        for route in _routes()
        if (allow := _allowed(route.dependant))
        for method in sorted(route.methods or ())
    ]


def test_no_operation_is_open_by_accident() -> None:
    """R-ACC-01: every operation names a permission, or stands on the list of those that need none."""
    gated = {gate.name for gate in gates()}
    open_ones = {str(route.operation_id) for route in _routes()} - gated
    assert {name for name in open_ones if not name.startswith(OPERATOR)} == OUTSIDE_PROVIDERS


async def test_the_operators_desk_is_closed_to_everybody_else(portal: Portal) -> None:
    """R-ACC-01: 401 without logging in, 403 for the users of a provider, administrators included."""
    stranger, admin = portal.anonymous(), await portal.login(await portal.provider(), "admin")
    desk = [route for route in _routes() if str(route.operation_id).startswith(OPERATOR)]
    assert len(desk) > 10
    for route in desk:
        for method in sorted(route.methods or ()):
            gate = Gate(str(route.operation_id), method, route.path, Allow("operator"))
            assert (await gate.knock(stranger)).status_code == 401, gate.name
            answer = await gate.knock(admin)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), gate.name


def test_what_changes_something_needs_a_permission_to_write() -> None:
    """R-ACC-01: reading never needs more than `:read`, changing never less than `:write`."""
    for gate in gates():
        reads = gate.method == "GET" or gate.name in WRITES_NOTHING
        if not reads:
            assert gate.allow.permission.endswith(":write"), gate.name
        if gate.method == "GET":
            assert gate.allow.permission.endswith(":read"), gate.name


async def test_nobody_comes_in_without_logging_in(portal: Portal) -> None:
    """R-ACC-02: without session or key every operation answers 401."""
    stranger = portal.anonymous()
    for gate in gates():
        assert (await gate.knock(stranger)).status_code == 401, gate.name


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PLANNER, Role.ADMIN])
async def test_each_role_may_do_what_the_table_says_and_no_more(portal: Portal, role: Role) -> None:
    """R-ACC-01: refused exactly where the role's permissions lack the operation's."""
    client = await portal.login(await portal.provider(), role)
    for gate in gates():
        answer = await gate.knock(client)
        refused = answer.status_code == 403 and answer.json()["code"] == "not_allowed"
        assert refused == (gate.allow.permission not in PERMISSIONS[role]), f"{gate.name}: {answer.text[:200]}"


async def test_an_operation_of_a_module_that_is_off_names_the_module(portal: Portal) -> None:
    """R-MOD-02: 403 `module_not_active`, with the module; exactly the operations of that module."""
    bare = await portal.login(await portal.provider(institute=True, modules=()), "admin")
    for gate in gates():
        answer = await gate.knock(bare)
        off = answer.status_code == 403 and answer.json()["code"] == "module_not_active"
        assert off == (gate.allow.module != "core"), f"{gate.name}: {answer.text[:200]}"
        if off:
            assert answer.json()["params"] == {"module": gate.allow.module}
