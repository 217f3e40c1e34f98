"""Whether the process lives, whether it can serve, and its figures."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from api.deps import services

router = APIRouter(include_in_schema=False)
_PING = text("select 1")


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request, response: Response) -> dict[str, str]:
    """The database answers, so requests can be served; 503 otherwise."""
    try:
        async with services(request).database.engine.connect() as connection:
            await connection.execute(_PING)
    except Exception:  # whatever the reason, the answer is the same: not now
        response.status_code = 503
        return {"status": "database unavailable"}
    return {"status": "ready"}


@router.get("/metrics")
async def metrics() -> Response:
    """Figures for Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
