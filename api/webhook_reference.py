"""The section `webhooks` of the API's document: every event with an example, and how to know that it is ours."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.webhooks.event_types import MEANINGS, PING, EventType
from app.webhooks.payloads import Event, payload_of

_PORTAL = "https://portal.example"
_SOME = UUID("0198c0de-0000-7000-8000-000000000001")
_OTHER = "0198c0de-0000-7000-8000-000000000002"
_MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_SUBJECTS = {"enrolment": "course", "staffing": "course", PING: "webhook"}
_FACTS: dict[str, dict[str, Any]] = {
    "enrolment.made": {"trainee": _OTHER, "enrolment": _OTHER},
    "enrolment.placed": {"trainee": _OTHER, "enrolment": _OTHER},
    "enrolment.transferred": {"trainees": [_OTHER], "to_course": _OTHER},
    "enrolment.withdrawn": {"trainee": _OTHER, "enrolment": _OTHER},
    "enrolment.linked": {"customer": _OTHER, "trainees": [_OTHER], "enrolments": [_OTHER]},
    "enrolment.marked": {"trainees": [_OTHER], "enrolments": [_OTHER]},
    "certificate.issued": {"certificate_ids": [_OTHER]},
    "certificate.revoked": {"revoked_ids": [_OTHER]},
    "staffing.invited": {"request": _OTHER},
    "staffing.answered": {"request": _OTHER},
    "staffing.confirmed": {"request": _OTHER},
    "trainee.merged": {"other": _OTHER},
    "customer.merged": {"other": _OTHER},
    "mail.failed": {"course": _OTHER},
}
VERIFYING = """
Have events posted to an https address of yours: make a webhook in the settings or by `POST /api/v1/webhooks`.

**What arrives** is thin: the type of the event, the ids of what it is about, and the link (`data.href`) under which your API
key fetches the rest. No personal data are in it. Lists of more than 100 ids are left out; follow the link instead. Answer
with any 2xx within 15 seconds; do slow work afterwards.

**At least once.** A message comes again when we cannot know that you had it, always with the same `webhook-id`: remember the
ids that you have handled. The order is not promised: fetch what the link shows now, rather than counting on what came before.

**Tries**: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, each 20% sooner or later by chance. Any answer that is
not 2xx is a failure, a redirect too. 410 switches the webhook off at once, and so do five days of nothing but failure. What
was not delivered can be sent again for 30 days: `POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/replay`.

**Check the signature** before you believe a message, as the Standard Webhooks describe; their libraries do it in many languages.
`webhook-signature` holds one or more signatures `v1,<base64>`, separated by spaces: two of them for 24 hours after the secret was
replaced. One that fits is enough. What is signed is `webhook-id.webhook-timestamp.body` with the bytes exactly as they arrived,
by HMAC-SHA-256 with the secret, which is base64 after `whsec_`. Refuse a `webhook-timestamp` more than five minutes away.

```python
import base64, hashlib, hmac, time

def is_ours(secret: str, headers: dict[str, str], body: bytes) -> bool:
    if abs(time.time() - int(headers["webhook-timestamp"])) > 300:
        return False
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(hmac.compare_digest(wanted, each) for each in headers["webhook-signature"].split())
```

```sh
# With the three headers in $ID, $TIME, $SIGNATURE and the body in body.json:
KEY=$(printf %s "${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
{ printf '%s.%s.' "$ID" "$TIME"; cat body.json; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64   # one of $SIGNATURE, after "v1,"
```
"""


def webhook_section() -> dict[str, Any]:
    """One entry for each type of event."""
    return {name: {"post": _operation(name)} for name in (*map(str, EventType), PING)}


def example_of(name: str) -> dict[str, Any]:
    """What a message of this type looks like."""
    noun = name.partition(".")[0]
    subject = "course" if noun == "certificate" else _SUBJECTS.get(noun, noun)
    return payload_of(Event(_SOME, name, _MOMENT, subject, _SOME, _FACTS.get(name, {})), _PORTAL)


def _operation(name: str) -> dict[str, Any]:
    body = {"schema": {"$ref": "#/components/schemas/WebhookMessage"}, "example": example_of(name)}
    return {
        "tags": ["Webhooks"],
        "summary": name,
        "description": MEANINGS[name],
        "operationId": f"event_{name.replace('.', '_')}",
        "parameters": [_header("webhook-id"), _header("webhook-timestamp"), _header("webhook-signature")],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {"2XX": {"description": "You have it."}, "410": {"description": "Never again: switch it off."}},
    }


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}


MESSAGE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "WebhookMessage",
    "description": "What a webhook posts. Ignore members that you do not know: more may be added.",
    "required": ["id", "type", "timestamp", "data"],
    "properties": {
        "id": {"type": "string", "description": "The same as `webhook-id`"},
        "type": {"type": "string", "enum": [*map(str, EventType), PING]},
        "timestamp": {"type": "string", "format": "date-time", "description": "When it happened"},
        "data": {
            "type": "object",
            "required": ["href"],
            "properties": {"href": {"type": "string", "format": "uri", "description": "Where to fetch it"}},
            "additionalProperties": True,
        },
    },
}
