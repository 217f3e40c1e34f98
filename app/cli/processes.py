"""Starting the API and the worker: alone, or side by side in one process.

The API is loaded by its import string, so that `app` keeps knowing nothing of HTTP.
"""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from typing import Any

import uvicorn

from app.core.config import Settings

API = "api.main:create_app"
GRACE_SECONDS = 3
NOWHERE = "postgresql://nobody@localhost/none"
"""Never connected to: describing the API needs no database."""


class PortTakenError(RuntimeError):
    """Another program listens where the API should."""


class ApiServer(uvicorn.Server):
    """uvicorn without its own signal handling: the process that holds it decides when to stop."""

    def __init__(
        self, config: uvicorn.Config, *, announce: Callable[[], None], end_streams: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._announce = announce
        self._end_streams = end_streams

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._announce()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone; by default the server would end the process before the rest is closed."""
        yield

    def stop(self) -> None:
        """End the streams, finish the running requests, then end; asked twice, end at once."""
        self._end_streams()
        self.force_exit = self.should_exit
        self.should_exit = True


def create_api(settings: Settings) -> Any:
    """The ASGI application, not started yet."""
    module, _, factory = API.partition(":")
    return getattr(import_module(module), factory)(settings)


def api_server(settings: Settings, announce: Callable[[], None]) -> ApiServer:
    """A server for the API; `serve(sockets=[…])` runs it, and `announce` is called once it answers."""
    application = create_api(settings)
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.environment == "production",
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS"),
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
    )
    return ApiServer(config, announce=announce, end_streams=application.state.services.changes.end_streams)


def reserve_port(host: str, port: int) -> socket:
    """Take the address without answering on it yet; port 0 takes a free one. Raises PortTakenError."""
    reserved = socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM)
    reserved.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        reserved.bind((host, port))
    except OSError as problem:
        reserved.close()
        raise PortTakenError(
            f"Cannot listen on {host}:{port} ({problem.strerror}). Choose another with PORT and HOST."
        ) from None
    return reserved


def serve_api(settings: Settings) -> None:
    """Serve the API until a signal says to stop."""
    asyncio.run(_serve_until_signal(settings))


async def _serve_until_signal(settings: Settings) -> None:
    server = api_server(settings, announce=lambda: print(f"C-BOT's API answers on {settings.public_url}", flush=True))
    on_signals(server.stop)
    await server.serve(sockets=[reserve_port(settings.host, settings.port)])


async def work(settings: Settings) -> None:
    """Run a worker until a signal says to stop; what it is doing is finished first."""
    from app.worker.main import run_worker

    stop = asyncio.Event()
    on_signals(stop.set)
    await run_worker(settings, stop)


def on_signals(act: Callable[[], object]) -> None:
    """Call `act` on Ctrl-C and on SIGTERM, within the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, act)


def openapi_document() -> str:
    """The API's description, as stable text."""
    settings = Settings.load({}, environment="test", database_url=NOWHERE, secret_keys=f"none:{'A' * 44}")
    described = create_api(settings).openapi()
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
