"""Refusals about webhooks."""

from app.core.errors import Conflict, NotFound


class WebhookNotFound(NotFound):
    """There is no such webhook."""

    code = "webhook_not_found"


class DeliveryNotFound(NotFound):
    """There is no such delivery of this webhook; deliveries are kept for thirty days."""

    code = "webhook_delivery_not_found"


class TooManyWebhooks(Conflict):
    """The provider has as many webhooks as one may have."""

    code = "too_many_webhooks"


class DeliveryUnderWay(Conflict):
    """The delivery waits for its next try, or is being tried."""

    code = "webhook_delivery_under_way"


class WebhookOff(Conflict):
    """The webhook is off; nothing is sent until it is switched on."""

    code = "webhook_off"
