"""Which payment service the settings name."""

from app.billing.paying.mollie import Mollie
from app.billing.paying.port import PaymentService
from app.core.config import Settings


def payment_service(settings: Settings) -> PaymentService | None:
    """The service, or None while invoices are paid by bank transfer only; raises ValueError when its key is missing."""
    if not settings.payments:
        return None
    if not settings.mollie_key:
        raise ValueError("CBOT_PAYMENTS=mollie needs CBOT_MOLLIE_KEY or CBOT_MOLLIE_KEY_FILE")
    return Mollie(settings.mollie_key, settings.mollie_url)
