"""How certificates look over HTTP."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.schemas import ApiModel, Instant, Reference

CertificateState = Literal["valid", "expired", "revoked"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")]


class CourseReference(ApiModel):
    """The course that a certificate comes from."""

    id: UUID
    number: int


class RevocationView(ApiModel):
    """When a certificate was revoked, and why."""

    at: Instant
    because: Literal["by_hand", "corrected", "reopened", "reissued"]
    reason: str = Field(description="In the words of whoever revoked it by hand")


class DeliveryView(ApiModel):
    """How far the latest mail with the certificate is (R-PRC-03)."""

    state: Literal["none", "held", "queued", "sent", "failed"]
    at: Instant | None
    reason: str
    mail_id: UUID | None
    recipient_email: str
    via_contact: bool


class CertificateView(ApiModel):
    """A certificate; `allowedActions` is what this caller may do with it now."""

    id: UUID
    number: str = Field(description="The own number, or that of whoever issued it", examples=["42"])
    state: CertificateState
    kind: Literal["certified", "external", "imported"]
    source: Literal["issued", "imported"]
    type_name: str
    holder_name: str
    trainee_id: UUID
    customer: Reference | None = Field(description="The customer of the day on which it was issued")
    course: CourseReference | None
    issued_on: date | None
    expires_on: date | None
    revocation: RevocationView | None
    replaces_id: UUID | None = Field(description="The revoked certificate in whose place this one came")
    verification_url: str | None = Field(description="The public page that says whether it is valid")
    delivery: DeliveryView
    allowed_actions: list[Literal["download", "send", "revoke", "reissue"]]
    created_at: Instant


class RevocationInput(ApiModel):
    """Why a certificate is revoked."""

    reason: Reason
