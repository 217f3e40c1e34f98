"""Plain ASGI middleware around everything: trace id, security headers, size limits, and the log line of a request."""

import time
from collections.abc import Iterable
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import TooLarge

log = structlog.get_logger()
Header = tuple[bytes, bytes]

MAX_BODY = 11 * 1024 * 1024
"""Above the largest documented upload (10 MiB) with the wrapping of a multipart body."""
MAX_JSON = 2 * 1024 * 1024 + 64 * 1024
CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": CONTENT_POLICY,
}
_EVERYWHERE = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items())
_OF_THE_API = ((b"cache-control", b"no-store"), (b"api-version", b"1.0.0"))
_OVER_HTTPS = ((b"strict-transport-security", b"max-age=31536000; includeSubDomains"),)
_SECRET_PATHS = (
    "/afmelden/",
    "/antwoord/",
    "/instructeur/",
    "/lesdag/",
    "/agenda/",
    "/certificaat/",
    "/lesmateriaal/",
    "/mijn/",
    "/betaalbericht/",
)


class Frame:
    """Gives each request a trace id, and each answer its headers and one log line without personal data."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        trace_id = uuid4().hex[:16]
        scope.setdefault("state", {})["trace_id"] = trace_id
        started = time.perf_counter()
        status = 500

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._completed(message.get("headers", ()), scope["path"], trace_id)
            await send(message)

        try:
            await self.app(scope, receive, send_framed)
        finally:
            log.info(
                "request",
                method=scope["method"],
                path=_public_path(scope["path"]),
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                trace_id=trace_id,
            )

    def _completed(self, headers: Iterable[Header], path: str, trace_id: str) -> list[Header]:
        """The answer's own headers, and ours where it says nothing else."""
        completed = [*headers, (b"x-trace-id", trace_id.encode())]
        said = {name for name, _ in completed}
        ours = (*_EVERYWHERE, *(_OF_THE_API if path.startswith("/api/") else ()), *(_OVER_HTTPS if self.https else ()))
        return completed + [header for header in ours if header[0] not in said]


class BodyLimit:
    """Counts what comes in and stops reading at the limit, before anything is stored."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        limit = MAX_BODY if headers.get(b"content-type", b"").startswith(b"multipart/") else MAX_JSON
        declared = headers.get(b"content-length", b"0")
        received = int(declared) if declared.isdigit() and int(declared) > limit else 0

        async def receive_counted() -> Message:
            nonlocal received
            if received > limit:
                raise TooLarge(f"At most {limit} bytes can be sent.", limit=limit)
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise TooLarge(f"At most {limit} bytes can be sent.", limit=limit)
            return message

        await self.app(scope, receive_counted, send)


def _public_path(path: str) -> str:
    """The path as it may be logged: tokens of signed links are left out."""
    for prefix in _SECRET_PATHS:
        if path.startswith(prefix):
            return f"{prefix}…"
    return path
