"""Mollie's Payments API (version 2) with its hosted checkout. The only place that knows it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import httpx

from app.billing.paying.port import Checkout, PaymentServiceDown, PaymentState, Standing, Wanted

TRIES = 2
_STATES = {
    "open": PaymentState.OPEN,
    "pending": PaymentState.PENDING,
    "authorized": PaymentState.PENDING,
    "paid": PaymentState.PAID,
    "failed": PaymentState.FAILED,
    "expired": PaymentState.EXPIRED,
    "canceled": PaymentState.CANCELED,
}
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


class Mollie:
    """Payments over HTTP. Each call has `seconds` in all its parts, and one more try when no answer came."""

    name: ClassVar[str] = "mollie"

    def __init__(self, key: str, url: str = "https://api.mollie.com", *, seconds: float = 5.0) -> None:
        self._headers = {"Authorization": f"Bearer {key}"}
        self._url = f"{url.rstrip('/')}/v2/payments"
        self._seconds = seconds
        self._tls = httpx.create_ssl_context() if url.startswith("https:") else False

    async def make(self, wanted: Wanted) -> Checkout:
        """Make a payment; our id is the idempotency key, so that a second try makes no second payment."""
        body = {
            "amount": {"currency": "EUR", "value": f"{Decimal(wanted.cents) / 100:.2f}"},
            "description": wanted.description,
            "redirectUrl": wanted.return_url,
            "webhookUrl": wanted.webhook_url,
            "locale": _LOCALES[wanted.language],
            "metadata": {"payment": str(wanted.payment_id), "invoice": wanted.invoice_number},
        }
        found = await self._send("POST", self._url, json=body, headers={"Idempotency-Key": str(wanted.payment_id)})
        try:
            return Checkout(str(found["id"]), str(found["_links"]["checkout"]["href"]))
        except (KeyError, TypeError) as error:
            raise PaymentServiceDown("The payment service made no page to pay on.") from error

    async def standing(self, reference: str) -> Standing:
        """How a payment stands now."""
        found = await self._send("GET", f"{self._url}/{reference}")
        try:
            return _standing(found)
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise PaymentServiceDown("The payment service's answer is not understood.") from error

    async def _send(
        self, method: str, url: str, *, json: object = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        async with httpx.AsyncClient(timeout=self._seconds, headers=self._headers, verify=self._tls) as client:
            for left in reversed(range(TRIES)):
                try:
                    answer = await client.request(method, url, json=json, headers=headers)
                    answer.raise_for_status()
                    found = answer.json()
                except (httpx.HTTPError, ValueError) as error:
                    if left and _may_pass(error):
                        continue
                    raise PaymentServiceDown("The payment service does not answer.") from error
                if isinstance(found, dict):
                    return found
                break
        raise PaymentServiceDown("The payment service's answer is not understood.")


def _may_pass(error: Exception) -> bool:
    """Whether the same request may go through a moment later: no answer came, or the service says that it is ill."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _standing(found: Mapping[str, Any]) -> Standing:
    paid_at = found.get("paidAt")
    said = found.get("metadata") or {}
    return Standing(
        reference=str(found["id"]),
        state=_STATES[found["status"]],
        cents=_cents(found["amount"]),
        currency=str(found["amount"]["currency"]),
        payment_id=str(said.get("payment", "")),
        invoice_number=str(said.get("invoice", "")),
        method=str(found.get("method") or ""),
        paid_at=datetime.fromisoformat(paid_at) if paid_at else None,
        refunded_cents=_cents(found.get("amountRefunded")),
        charged_back_cents=_cents(found.get("amountChargedBack")),
    )


def _cents(amount: Mapping[str, Any] | None) -> int:
    """Cents of `{"value": "10.00"}`; nothing is 0. Raises ValueError for parts of a cent."""
    cents = Decimal(str(amount["value"])) * 100 if amount else Decimal()
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} is no whole number of cents")
    return int(cents)
