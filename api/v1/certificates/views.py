"""From rows to certificates as they look over HTTP."""

from datetime import datetime
from typing import Any, Literal

from api.deps import Scope
from api.v1.certificates.schemas import CertificateState, CertificateView
from app.certificates.verifying import verification_url
from app.deliveries.states import delivered


def certificate_view(scope: Scope, row: Any) -> CertificateView:
    """A certificate with what hangs on it."""
    return CertificateView.model_validate(certificate_values(scope, row))


def certificate_values(scope: Scope, row: Any) -> dict[str, Any]:
    """The same in the words of the wire."""
    return {
        "id": row.id,
        "number": str(row.number) if row.number is not None else row.foreign_number,
        "state": _state(scope, row),
        "kind": row.kind,
        "source": row.source,
        "typeName": row.type_name,
        "holderName": row.holder_name,
        "traineeId": row.trainee_id,
        "customer": {"id": row.customer_id, "name": row.customer_name} if row.customer_id else None,
        "course": {"id": row.course_id, "number": row.course_number} if row.course_id else None,
        "issuedOn": row.issued_on,
        "expiresOn": row.expires_on,
        "revocation": _revocation(row),
        "replacesId": row.replaces_id,
        "verificationUrl": _page(scope, row),
        "delivery": _delivery(row, scope.now),
        "allowedActions": _actions(scope, row),
        "createdAt": row.created_at,
    }


def _delivery(row: Any, now: datetime) -> dict[str, Any]:
    found = delivered(row, now)
    return {
        "state": found.state,
        "at": found.at,
        "reason": found.reason,
        "mailId": found.mail_id,
        "recipientEmail": found.recipient_email,
        "viaContact": found.via_contact,
    }


def _state(scope: Scope, row: Any) -> CertificateState:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_on is not None and row.expires_on < scope.today else "valid"


def _revocation(row: Any) -> dict[str, Any] | None:
    if row.revoked_at is None:
        return None
    return {"at": row.revoked_at, "because": row.revoked_because, "reason": row.revoked_reason}


def _page(scope: Scope, row: Any) -> str | None:
    if row.source != "issued":
        return None
    return verification_url(scope.services.settings.public_url, row.verification_code)


def _actions(scope: Scope, row: Any) -> list[Literal["download", "send", "revoke", "reissue"]]:
    issued, in_force = row.source == "issued", row.revoked_at is None
    writes = "certificates:write" in scope.caller.permissions
    offered: list[tuple[Literal["download", "send", "revoke", "reissue"], bool]] = [
        ("download", issued and in_force),
        ("send", issued and in_force and writes),
        ("revoke", in_force and writes),
        ("reissue", issued and writes and row.enrolment_id is not None and in_force),
    ]
    return [action for action, offers in offered if offers]
