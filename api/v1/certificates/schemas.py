"""How certificates look over HTTP."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from api.schemas import ApiModel, Instant, Reference
from app.deliveries.planning import Reason

CertificateState = Literal["valid", "expired", "revoked"]
Explanation = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]*$")
]


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

    reason: Explanation


class ChosenCertificates(ApiModel):
    """Which certificates: those named, or all that a course has in force."""

    certificate_ids: list[UUID] | None = Field(default=None, min_length=1, max_length=1000)
    course_id: UUID | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.certificate_ids is None) == (self.course_id is None):
            raise PydanticCustomError("certificates_needed", "Name certificates, or a course.")
        return self


class SendingInput(ChosenCertificates):
    """What to mail."""

    again: bool = Field(default=False, description="Also those that were mailed before")


class ArchiveInput(ChosenCertificates):
    """What to put into the zip."""


class PlannedMailView(ApiModel):
    """One mail that would go out."""

    recipient_name: str
    recipient_email: str
    via_contact: bool
    certificate_ids: list[UUID]


class LeftOutView(ApiModel):
    """A certificate that would not be mailed, and why."""

    certificate_id: UUID
    name: str
    reason: Reason


class SendingPlanView(ApiModel):
    """A whole sending beforehand."""

    mails: list[PlannedMailView]
    left_out: list[LeftOutView]


class SendingView(ApiModel):
    """An act of mailing certificates; until `undoUntil` it can be taken back."""

    id: UUID
    state: Literal["held", "released", "cancelled"]
    undo_until: Instant
    mail_count: int
    certificate_count: int
    job_id: UUID | None
    created_at: Instant
