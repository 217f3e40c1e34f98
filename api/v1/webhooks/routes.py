"""Webhooks: kept by administrators, or by programs whose key has the scope."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.concurrency import IfMatch, set_etag
from api.deps import Scope, allow
from api.pagination import PageQuery, link_next
from api.routing import Route, problems
from api.schemas import Listing
from api.v1.webhooks.schemas import (
    NewWebhook,
    WebhookChange,
    WebhookDeliveryView,
    WebhookInput,
    WebhookView,
)
from app.core.sealing import Sealer
from app.core.signing import Purpose
from app.webhooks import deliveries, subscriptions
from app.webhooks.deliveries import ShownState
from app.webhooks.models import WebhookDelivery, WebhookSubscription
from app.webhooks.payloads import payload_of
from app.webhooks.subscriptions import WebhookDesk

router = APIRouter(route_class=Route, tags=["Webhooks"])
ReadWebhooks = Annotated[Scope, Depends(allow("webhooks:read"), scope="function")]
WriteWebhooks = Annotated[Scope, Depends(allow("webhooks:write"), scope="function")]


@router.get("/webhooks", operation_id="webhooks_list", summary="List the webhooks")
async def webhooks_list(scope: ReadWebhooks) -> Listing[WebhookView]:
    """All webhooks of the provider, the oldest first; twenty at most."""
    rows = await subscriptions.list_webhooks(scope.session)
    return Listing(items=[_view(scope, row) for row in rows])


@router.post(
    "/webhooks", operation_id="webhooks_create", summary="Make a webhook", status_code=201, responses=problems(409)
)
async def webhooks_create(scope: WriteWebhooks, request: Request, response: Response, body: WebhookInput) -> NewWebhook:
    """Have events posted to an address; the secret that signs them is in this answer and nowhere else."""
    request.state.pending_answer = None  # an answer kept for repetition would keep the secret readable
    row, secret = await subscriptions.create_webhook(_desk(scope), body.model_dump())
    response.headers["Location"] = f"/api/v1/webhooks/{row.id}"
    set_etag(response, row.version)
    return NewWebhook(**_view(scope, row).model_dump(), secret=secret)


@router.get("/webhooks/{webhook_id}", operation_id="webhooks_get", summary="A webhook")
async def webhooks_get(scope: ReadWebhooks, response: Response, webhook_id: UUID) -> WebhookView:
    """One webhook."""
    row = await subscriptions.get_webhook(scope.session, webhook_id)
    set_etag(response, row.version)
    return _view(scope, row)


@router.patch(
    "/webhooks/{webhook_id}",
    operation_id="webhooks_change",
    summary="Change a webhook, or switch it on or off",
    responses=problems(412, 428),
)
async def webhooks_change(
    scope: WriteWebhooks, response: Response, webhook_id: UUID, body: WebhookChange, if_match: IfMatch
) -> WebhookView:
    """Change address, description or events; switch off, or on again."""
    told = body.model_dump(exclude_none=True)
    row = await subscriptions.change_webhook(_desk(scope), webhook_id, told, if_match)
    set_etag(response, row.version)
    return _view(scope, row)


@router.delete("/webhooks/{webhook_id}", operation_id="webhooks_delete", summary="Delete a webhook", status_code=204)
async def webhooks_delete(scope: WriteWebhooks, webhook_id: UUID) -> None:
    """Send nothing more, and forget its deliveries."""
    await subscriptions.delete_webhook(_desk(scope), webhook_id)


@router.post(
    "/webhooks/{webhook_id}/secret",
    operation_id="webhooks_rotate_secret",
    summary="Make a new secret",
    status_code=201,
)
async def webhooks_rotate_secret(
    scope: WriteWebhooks, request: Request, response: Response, webhook_id: UUID
) -> NewWebhook:
    """Replace the secret. For 24 hours every message carries two signatures, one of each; the new secret is shown once."""
    request.state.pending_answer = None
    row, secret = await subscriptions.rotate_secret(_desk(scope), webhook_id)
    set_etag(response, row.version)
    return NewWebhook(**_view(scope, row).model_dump(), secret=secret)


@router.post("/webhooks/{webhook_id}/test", operation_id="webhooks_test", summary="Send a test", status_code=202)
async def webhooks_test(scope: WriteWebhooks, response: Response, webhook_id: UUID) -> WebhookDeliveryView:
    """Send a `ping`, once, also while the webhook is off; follow the delivery to see what was answered."""
    delivery = await deliveries.send_test(_desk(scope), webhook_id)
    response.headers["Location"] = f"/api/v1/webhooks/{webhook_id}/deliveries/{delivery.id}"
    return _delivery(scope, delivery)


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    operation_id="webhook_deliveries_list",
    summary="List the deliveries of a webhook",
)
async def webhook_deliveries_list(
    scope: ReadWebhooks,
    request: Request,
    response: Response,
    webhook_id: UUID,
    page: PageQuery,
    state: Annotated[ShownState | None, Query(description="Only deliveries in this state")] = None,
) -> Listing[WebhookDeliveryView]:
    """What was or is to be sent in the last 30 days, the latest first."""
    rows, cursor = await deliveries.list_deliveries(scope.session, webhook_id, state, page)
    link_next(request, response, cursor)
    return Listing(items=[_delivery(scope, row) for row in rows], next_cursor=cursor)


@router.get(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}",
    operation_id="webhook_deliveries_get",
    summary="A delivery of a webhook",
)
async def webhook_deliveries_get(scope: ReadWebhooks, webhook_id: UUID, delivery_id: UUID) -> WebhookDeliveryView:
    """One delivery, with what came of its latest try."""
    return _delivery(scope, await deliveries.get_delivery(scope.session, webhook_id, delivery_id))


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    operation_id="webhook_deliveries_replay",
    summary="Send a delivery again",
    status_code=202,
    responses=problems(409),
)
async def webhook_deliveries_replay(scope: WriteWebhooks, webhook_id: UUID, delivery_id: UUID) -> WebhookDeliveryView:
    """Send it again at once, under the same `webhook-id`, and with all tries anew if it fails."""
    return _delivery(scope, await deliveries.replay(_desk(scope), webhook_id, delivery_id))


def _desk(scope: Scope) -> WebhookDesk:
    sealer = Sealer(scope.services.keys, Purpose.WEBHOOK_SECRET)
    return WebhookDesk(scope.session, scope.actor, scope.now, sealer, scope.services.settings.webhooks_to_loopback)


def _view(scope: Scope, row: WebhookSubscription) -> WebhookView:
    kept = {name: getattr(row, name) for name in WebhookView.model_fields}
    until = row.former_secret_until
    return WebhookView(**{**kept, "former_secret_until": until if until and until > scope.now else None})


def _delivery(scope: Scope, row: WebhookDelivery) -> WebhookDeliveryView:
    event = deliveries.event_of(row)
    kept = "id event_type tries status problem duration_ms response_start created_at tried_at".split()
    return WebhookDeliveryView(
        **{name: getattr(row, name) for name in kept},
        message_id=event.message_id,
        state=deliveries.shown_state(row),
        next_try_at=row.not_before if row.state == "waiting" else None,
        payload=payload_of(event, scope.services.settings.public_url),
    )
