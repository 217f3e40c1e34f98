"""Server-sent events by which open screens follow what happens."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.deps import allow, find_caller, services
from api.routing import Route
from api.services import Services
from app.accounts.callers import ProviderIdentity

router = APIRouter(route_class=Route, tags=["Changes"])
_allowed = allow("courses:read")
_HEARTBEAT_SECONDS = 20
_LIFETIME_SECONDS = 300


@router.get(
    "/changes",
    operation_id="changes_stream",
    summary="Follow changes (server-sent events)",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def changes_stream(request: Request) -> StreamingResponse:
    """Notices `{topic, id}` of the caller's provider.

    The stream ends after five minutes; the client connects again, and is then asked anew who it is.
    """
    provider = _allowed.admit(await find_caller(request))
    hall = services(request)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_notices(hall, provider), media_type="text/event-stream", headers=headers)


async def _notices(hall: Services, provider: ProviderIdentity) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    end = loop.time() + _LIFETIME_SECONDS
    async with hall.changes.subscribe(provider.id) as queue:
        yield b"retry: 2000\n\n"
        while loop.time() < end and not hall.changes.closing.is_set():
            yield await _next(queue)


async def _next(queue: asyncio.Queue[dict[str, Any]]) -> bytes:
    try:
        notice = await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
    except TimeoutError:
        return b": still here\n\n"
    return b"data: " + orjson.dumps(notice) + b"\n\n"
