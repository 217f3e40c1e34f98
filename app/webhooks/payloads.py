"""What a webhook says: which thing, and where to fetch it. No personal data; who may read them fetches them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from app.webhooks.event_types import PING

_SUBJECTS = {
    "course": "courseId",
    "trainee": "traineeId",
    "customer": "customerId",
    "certificate": "certificateId",
    "certification_item": "itemId",
    "trainee_import": "importId",
    "mail": "mailId",
    "webhook": "webhookId",
}
_FACTS = {
    "trainee": "traineeId",
    "trainees": "traineeIds",
    "enrolment": "enrolmentId",
    "enrolments": "enrolmentIds",
    "customer": "customerId",
    "to_course": "toCourseId",
    "course": "courseId",
    "request": "staffingRequestId",
    "other": "otherId",
}
"""Ids of the log's entry, as they are called in the API."""
_CERTIFICATES = {"certificate.issued": "certificate_ids", "certificate.revoked": "revoked_ids"}
_PATHS = {
    "course": "/courses/{id}",
    "enrolment": "/courses/{id}/enrolments",
    "staffing": "/courses/{id}/staffing",
    "trainee": "/trainees/{id}",
    "customer": "/customers/{id}",
    "certification_item": "/certification-items/{id}",
    "trainee_import": "/trainee-imports/{id}",
    "mail": "/mails/{id}",
    PING: "/webhooks/{id}",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    id: UUID
    type: str
    at: datetime
    subject_type: str
    subject_id: UUID
    facts: Mapping[str, Any]
    """Ids, by what the log calls them."""

    @property
    def message_id(self) -> str:
        """The same at every try and for every subscription."""
        return f"evt_{self.id}"


def payload_of(event: Event, public_url: str) -> dict[str, Any]:
    """The message; `public_url` is the portal's address without a slash at its end."""
    data = {_FACTS[key]: value for key, value in event.facts.items() if key in _FACTS}
    if event.type in _CERTIFICATES:
        data = _certificates(event)
    elif event.subject_type in _SUBJECTS:
        data = {_SUBJECTS[event.subject_type]: str(event.subject_id), **data}
    moment = event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    link = f"{public_url}/api/v1{_path(event)}"
    return {"id": event.message_id, "type": event.type, "timestamp": moment, "data": {**data, "href": link}}


def body_of(event: Event, public_url: str) -> bytes:
    """The very bytes that are signed and sent."""
    return orjson.dumps(payload_of(event, public_url))


def _certificates(event: Event) -> dict[str, Any]:
    listed = _listed(event)
    if event.subject_type == "course":
        return {"courseId": str(event.subject_id)} | ({"certificateIds": listed} if listed else {})
    return {"certificateIds": listed or [str(event.subject_id)]}


def _listed(event: Event) -> list[str]:
    return list(event.facts.get(_CERTIFICATES[event.type], ()))


def _path(event: Event) -> str:
    subject = str(event.subject_id)
    if event.type not in _CERTIFICATES:
        return _PATHS[event.type.partition(".")[0]].format(id=subject)
    if event.subject_type == "course":
        return f"/certificates?courseId={subject}"
    return f"/certificates/{next(iter(_listed(event)), subject)}"
