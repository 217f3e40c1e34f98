"""Domain error → status and problem+json (RFC 9457). This is the only table of statuses."""

from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from api.titles import STATUS_CODES, preferred_language, title
from app.core import errors

STATUS_OF: dict[type[errors.DomainError], int] = {
    errors.Invalid: 400,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.UnsupportedType: 415,
    errors.PreconditionRequired: 428,
    errors.TooManyRequests: 429,
    errors.Unavailable: 503,
}
PROBLEM_TYPE = "/api/v1/problems#"
log = structlog.get_logger()


class IdempotencyKeyReused(errors.DomainError):
    """The key was used for another request before."""

    code = "idempotency_key_reused"


def install(application: FastAPI) -> None:
    """Answer every error as a problem."""
    application.add_exception_handler(errors.DomainError, _domain)
    application.add_exception_handler(RequestValidationError, _validation)
    application.add_exception_handler(HTTPException, _http)
    application.add_exception_handler(StaleDataError, _stale)
    application.add_exception_handler(OperationalError, _unavailable)
    application.add_exception_handler(DBAPIError, _database)
    application.add_exception_handler(ConnectionError, _unavailable)
    application.add_exception_handler(UnicodeEncodeError, _unwritable)
    application.add_exception_handler(Exception, _unexpected)


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of a refusal, by its family."""
    if isinstance(error, IdempotencyKeyReused):
        return 422
    return next((status for family, status in STATUS_OF.items() if isinstance(error, family)), 409)


def problem(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    fields: list[dict[str, str]] | None = None,
    params: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """The answer that tells a refusal."""
    body: dict[str, Any] = {
        "type": f"{PROBLEM_TYPE}{code}",
        "title": title(code, status, preferred_language(request.headers.get("accept-language"))),
        "status": status,
        "detail": detail,
        "code": code,
        "traceId": getattr(request.state, "trace_id", ""),
    }
    if fields is not None:
        body["errors"] = fields
    if params:
        body["params"] = params
    return Response(orjson.dumps(body, default=str), status, headers, "application/problem+json")


async def _domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.DomainError)
    fields = None
    if isinstance(error, errors.Invalid):
        fields = [{"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in error.errors]
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.TooManyRequests) else None
    status = status_of(error)
    return problem(request, status, error.code, error.detail, fields=fields, params=error.params, headers=headers)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [_field(item) for item in error.errors()]
    return problem(request, 400, "invalid_input", "The input is not valid.", fields=fields)


def _field(item: dict[str, Any]) -> dict[str, str]:
    _, *path = item["loc"] if len(item["loc"]) > 1 else (None, *item["loc"])
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
    return {"pointer": pointer, "code": str(item["type"]), "detail": str(item["msg"])}


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, errors.DomainError):  # FastAPI wraps what goes wrong while it reads a body
        return await _domain(request, error.__cause__)
    code = STATUS_CODES.get(error.status_code, "method_not_allowed" if error.status_code == 405 else "not_allowed")
    headers = dict(error.headers) if error.headers else None
    return problem(request, error.status_code, code, str(error.detail), headers=headers)


async def _stale(request: Request, _error: Exception) -> Response:
    return problem(request, 412, errors.PreconditionFailed.code, "Somebody changed this at the same moment.")


async def _database(request: Request, error: Exception) -> Response:
    state = getattr(getattr(error, "orig", None), "sqlstate", "") or ""
    if state.startswith(("08", "57P", "53")) or state == "55P03" or getattr(error, "connection_invalidated", False):
        return await _unavailable(request, error)
    if state.startswith("22"):
        return await _unwritable(request, error)
    if state in ("40P01", "40001"):
        return problem(request, 409, "conflict", "Somebody did the same thing at the same moment. Try again.")
    return await _unexpected(request, error)


async def _unwritable(request: Request, _error: Exception) -> Response:
    """A NUL, half a surrogate pair, or a number beyond its column: input that no column can hold."""
    return problem(request, 400, "invalid_input", "The input has characters or numbers that cannot be kept.", fields=[])


async def _unavailable(request: Request, error: Exception) -> Response:
    log.warning("unavailable", error=type(error).__name__)
    return problem(request, 503, "temporarily_unavailable", "Try again in a few seconds.", headers={"Retry-After": "5"})


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected_error", exc_info=error, trace_id=getattr(request.state, "trace_id", ""))
    return problem(request, 500, "internal_error", "The error was noted. Nothing was changed.")
