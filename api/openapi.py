"""The OpenAPI document: problems described once, security schemes, no operation that FastAPI only assumes."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.access import CALLERS, access_table
from api.schemas import Problem
from api.webhook_reference import MESSAGE_SCHEMA, VERIFYING, webhook_section

DESCRIPTION = (
    "The REST API of C-BOT, used by its own screens and by integrators alike. Errors are problems (RFC 9457) with a "
    "stable `code`. Lists are paged by cursor. Updates need `If-Match`. POST accepts `Idempotency-Key` for 24 hours. "
    "Who may do what stands with each operation, and as one table at `/api/v1/access`."
)


def install(application: FastAPI) -> None:
    """Replace FastAPI's document by ours, made once."""

    def document() -> dict[str, Any]:
        if application.openapi_schema is None:
            application.openapi_schema = _document(application)
        return application.openapi_schema

    application.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way of doing this


def _document(application: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title="C-BOT", version="1.0.0", description=DESCRIPTION, routes=application.routes, openapi_version="3.1.0"
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = Problem.model_json_schema(
        by_alias=True, ref_template="#/components/schemas/{model}", mode="serialization"
    )
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    schemas["WebhookMessage"] = MESSAGE_SCHEMA
    document["webhooks"] = webhook_section()
    document["tags"] = [{"name": "Webhooks", "description": VERIFYING.strip()}]
    document["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-cbot_session"},
        "apiKey": {"type": "http", "scheme": "bearer", "bearerFormat": "cbot_live_…"},
    }
    document["security"] = [{"session": []}, {"apiKey": []}]
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            _tell_access(operation)
    return document


def _tell_access(operation: dict[str, Any]) -> None:
    """Say who may call the operation; one without a row is refused by the tests, not here."""
    row = access_table().get(operation["operationId"])
    if row is None:
        return
    callers = [who for who in CALLERS if who in row.callers]
    operation["x-access"] = {"module": row.module, "permission": row.permission, "callers": callers}
    operation["description"] = f"{operation.get('description', '').rstrip()}\n\n{row.words}"
