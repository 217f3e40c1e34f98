"""The route class of every operation: unknown query parameters are refused, idempotent answers are kept."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.idempotency import PendingAnswer, Replay
from app.core.errors import FieldErrors

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """An operation of the documented API."""

    def get_route_handler(self) -> Handler:
        """Wrap FastAPI's handler; this runs inside the request's transaction."""
        handle = super().get_route_handler()
        known = _query_names(self.dependant)

        async def answer(request: Request) -> Response:
            _refuse_unknown(request, known)
            try:
                response = await handle(request)
            except Replay as replay:
                return replay.response()
            pending: PendingAnswer | None = getattr(request.state, "pending_answer", None)
            if pending is not None:
                pending.keep(response)
            return response

        return answer


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented refusals of an operation, for `responses=`; 401, 403 and every other status are on the router."""
    return {status: problem_response() for status in statuses}


def problem_response(description: str = "A problem (RFC 9457)") -> dict[str, Any]:
    """How a refusal looks, for the OpenAPI document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def _query_names(dependant: Dependant) -> frozenset[str]:
    names = {field.alias for field in dependant.query_params}
    for inner in dependant.dependencies:
        names |= _query_names(inner)
    return frozenset(names)


def _refuse_unknown(request: Request, known: frozenset[str]) -> None:
    errors = FieldErrors()
    for name in request.query_params:
        if name not in known:
            errors.add(f"/{name}", "unknown_parameter", f"There is no query parameter {name}.")
    errors.raise_if_any()


COMMON_PROBLEMS: dict[int | str, dict[str, Any]] = {
    **problems(400, 401, 403, 404),
    "default": problem_response("Any other problem (RFC 9457)"),
}
