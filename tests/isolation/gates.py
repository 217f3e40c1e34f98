"""What the code asks of the caller of each operation, and knocking at one."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from httpx import AsyncClient, Response

from api.access import NO, Access
from api.deps import Allow, visit
from api.v1 import routers
from app.accounts.permissions import PERMISSIONS, SCOPES, Role
from app.core.identifiers import new_id

OPERATOR = "operator_"
"""How the operations of the operator's desk begin, which stands outside every provider."""
BY_HAND = {"changes_stream": Allow("courses:read")}
"""The stream admits by itself, without a transaction."""
USERS = frozenset({"viewer", "planner", "admin"})


@dataclass(frozen=True)
class Gate:
    """An operation and what its caller needs; without `allow` it is the operator's, the session's own, or open."""

    name: str
    method: str
    path: str
    allow: Allow | None
    signed_in: bool

    async def knock(self, client: AsyncClient) -> Response:
        """Call it with made-up ids: permission and module are looked at before anything else of the request."""
        path = self.path
        for parameter in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
            path = path.replace(f"{{{parameter}}}", "external" if parameter == "kind" else str(new_id()))
        return await client.request(self.method, f"/api/v1{path}")

    @property
    def access(self) -> Access:
        """The row that the table must have for it."""
        if self.allow is None:
            return Access(self.name, NO, NO, self._outside())
        callers = {role for role in USERS if self.allow.permission in PERMISSIONS[role]}
        if self.allow.permission in SCOPES and not self.allow.people:
            callers.add("API key")
        if self.method == "GET" and self.allow.permission in PERMISSIONS[Role.ONLOOKER]:
            callers.add("onlooker")
        return Access(self.name, str(self.allow.module), self.allow.permission, frozenset(callers))

    def _outside(self) -> frozenset[str]:
        if self.name.startswith(OPERATOR):
            return frozenset({"operator", "onlooker"})
        signed_in = USERS | {"operator", "onlooker"}
        return signed_in if self.signed_in else signed_in | {"stranger", "API key"}


def every_gate() -> list[Gate]:
    """Every operation of the API."""
    return [
        Gate(
            str(route.operation_id),
            method,
            route.path,
            _allowed(route.dependant) or BY_HAND.get(str(route.operation_id)),
            _asks_for_a_login(route.dependant),
        )
        for route in _routes()
        for method in sorted(route.methods or ())
    ]


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


def _asks_for_a_login(dependant: Dependant) -> bool:
    return any(inner.call is visit or _asks_for_a_login(inner) for inner in dependant.dependencies)
