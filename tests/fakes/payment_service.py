"""A payment service on loopback: a small real HTTP server that speaks as Mollie's Payments API does, and can be ill.

`python -m tests.fakes.payment_service PORT` serves it for browser journeys, with a page on which one pays or gives up.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

KEY = "test_key_of_the_fake"
PAGE = """<!doctype html><html lang="nl"><title>Betalen</title><h1>{description}</h1><p>{value}</p>
<form method="post"><button name="state" value="paid">Betalen</button>
<button name="state" value="canceled">Afbreken</button></form></html>"""


@dataclass
class FakePayments:
    """What the service holds, and how ill it is."""

    url: str = ""
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_key: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    failures: list[int] = field(default_factory=list)
    """Statuses of the next answers; 0 is an answer that comes too late."""
    late_seconds: float = 0.6

    @property
    def last(self) -> dict[str, Any]:
        """The payment that was made last."""
        return list(self.payments.values())[-1]

    def change(self, reference: str | None = None, **facts: Any) -> None:
        """Let something become of a payment, without telling anybody."""
        payment = self.payments[reference] if reference else self.last
        payment.update(facts)
        if facts.get("status") == "paid":
            payment.setdefault("paidAt", datetime.now(UTC).isoformat())
            payment.setdefault("method", "ideal")

    def make(self, body: dict[str, Any], key: str) -> dict[str, Any]:
        """Make a payment, once per key."""
        if key not in self.by_key:
            reference = f"tr_fake{len(self.payments) + 1:06}"
            links = {"checkout": {"href": f"{self.url}/checkout/{reference}", "type": "text/html"}}
            made = {"resource": "payment", "id": reference, "status": "open", "_links": links}
            self.payments[reference] = {**body, **made}
            self.by_key[key] = reference
        return self.payments[self.by_key[key]]


class _Handler(BaseHTTPRequestHandler):
    service: FakePayments

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith("/checkout/"):
            self._pay(body.decode())
        elif self._well():
            self._answer(201, self.service.make(json.loads(body), self.headers["Idempotency-Key"]))

    def do_GET(self) -> None:
        reference = self.path.rsplit("/", 1)[-1]
        if self.path.startswith("/checkout/"):
            payment = self.service.payments[reference]
            page = PAGE.format(description=payment["description"], value=payment["amount"]["value"])
            self._send(200, page.encode(), "text/html; charset=utf-8")
            return
        self.service.asked += 1
        if self._well():
            found = self.service.payments.get(reference)
            self._answer(200 if found else 404, found or {"status": 404, "title": "Not Found"})

    def _well(self) -> bool:
        """Whether the service is well enough to answer and the caller has the key."""
        status = self.service.failures.pop(0) if self.service.failures else None
        if status == 0:
            time.sleep(self.service.late_seconds)
        elif status is not None:
            self._answer(status, {"status": status})
            return False
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self._answer(401, {"status": 401})
            return False
        return True

    def _pay(self, form: str) -> None:
        payment = self.service.payments[self.path.rsplit("/", 1)[-1]]
        self.service.change(payment["id"], status=form.removeprefix("state="))
        told = Request(payment["webhookUrl"], f"id={payment['id']}".encode(), method="POST")
        with suppress(OSError), urlopen(told, timeout=10):
            pass
        self.send_response(303)
        self.send_header("Location", payment["redirectUrl"])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, json.dumps(body).encode(), "application/hal+json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _server(port: int) -> tuple[FakePayments, ThreadingHTTPServer]:
    service = FakePayments()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    return service, server


@contextmanager
def fake_payments() -> Iterator[FakePayments]:
    """The service on a free port while the block runs."""
    service, server = _server(0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    _server(int(sys.argv[1]))[1].serve_forever()
