"""From rows to certificates as they look over HTTP."""

from typing import Any, Literal

from api.deps import Scope
from api.schemas import Reference
from api.v1.certificates.schemas import CertificateState, CertificateView, CourseReference, DeliveryView, RevocationView
from app.certificates.verifying import verification_url
from app.deliveries.states import delivered


def certificate_view(scope: Scope, row: Any) -> CertificateView:
    """A certificate with what hangs on it."""
    kept = "id kind source type_name holder_name trainee_id issued_on expires_on replaces_id created_at".split()
    return CertificateView(
        **{name: getattr(row, name) for name in kept},
        number=str(row.number) if row.number is not None else row.foreign_number,
        state=_state(scope, row),
        customer=Reference(id=row.customer_id, name=row.customer_name) if row.customer_id else None,
        course=CourseReference(id=row.course_id, number=row.course_number) if row.course_id else None,
        revocation=_revocation(row),
        verification_url=_page(scope, row),
        delivery=DeliveryView.model_validate(delivered(row, scope.now)),
        allowed_actions=_actions(scope, row),
    )


def _state(scope: Scope, row: Any) -> CertificateState:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_on is not None and row.expires_on < scope.today else "valid"


def _revocation(row: Any) -> RevocationView | None:
    if row.revoked_at is None:
        return None
    return RevocationView(at=row.revoked_at, because=row.revoked_because, reason=row.revoked_reason)


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
