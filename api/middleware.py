"""Plain ASGI middleware around everything: trace id, security headers, size limits, and the log line of a request."""

import time
from uuid import uuid4

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.errors import TooLarge

log = structlog.get_logger()

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
_SECRET_PATHS = ("/afmelden/", "/antwoord/", "/instructeur/", "/lesdag/", "/agenda/", "/certificaat/", "/lesmateriaal/")


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
                self._add_headers(MutableHeaders(scope=message), scope["path"], trace_id)
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

    def _add_headers(self, headers: MutableHeaders, path: str, trace_id: str) -> None:
        for name, value in SECURITY_HEADERS.items():
            headers.setdefault(name, value)
        headers["X-Trace-Id"] = trace_id
        if self.https:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if path.startswith("/api/"):
            headers.setdefault("Cache-Control", "no-store")
            headers["API-Version"] = "1.0.0"


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
