"""Bodies of mailings."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from api.schemas import ApiModel, Instant
from api.v1.templates.schemas import DocumentJson, MissingView
from app.invitations.ordering import MAX_ATTACHMENTS
from app.invitations.planning import Audience, Reason
from app.mail.language import FormOfAddress, Language
from app.templates.variables import Context


class MailingInput(ApiModel):
    """What the dialog **Uitnodigen** asks for. What is left out comes from the template."""

    audience: Audience = Audience.TRAINEES
    template_id: UUID | None = None
    subject: DocumentJson | None = None
    body: DocumentJson | None = None
    language: Language | None = None
    form_of_address: FormOfAddress | None = None
    bulk: bool | None = Field(default=None, description="Once per customer, to the contact person")
    loose_template_id: UUID | None = Field(
        default=None, description="In a bulk mailing: the template for trainees without a customer"
    )
    enrolment_ids: list[UUID] | None = Field(
        default=None, min_length=1, max_length=1000, description="A selection; null is everybody"
    )
    only_not_invited: bool = True
    cc: list[str] = Field(default=[], max_length=20, description="Addresses that get a copy of every mail")
    attachment_ids: list[UUID] | None = Field(
        default=None,
        max_length=MAX_ATTACHMENTS,
        description="Files of `attachments_create`; null is the template's own",
    )
    lesson_material: bool = Field(
        default=False, description="Whether the operator's lesson material goes along (certified courses only)"
    )


class PlannedMailView(ApiModel):
    """One mail that would go out."""

    kind: Context
    recipient_name: str
    recipient_email: str
    enrolment_ids: list[UUID]


class LeftOutView(ApiModel):
    """Somebody who would get nothing, and why."""

    enrolment_id: UUID | None
    name: str
    reason: Reason


class PlanView(ApiModel):
    """The whole mailing beforehand (R-INV-04)."""

    mails: list[PlannedMailView]
    left_out: list[LeftOutView]
    missing: list[MissingView]


class MailCounts(ApiModel):
    """How many of the mails are in which state."""

    held: int = 0
    queued: int = 0
    sent: int = 0
    failed: int = 0
    bounced: int = 0
    cancelled: int = 0


class MailingView(ApiModel):
    """A mailing; until `undoUntil` it can be taken back."""

    id: UUID
    course_id: UUID
    audience: Audience
    bulk: bool
    template_id: UUID | None
    subject: str = Field(description="The subject, with the labels of its variables")
    state: Literal["held", "released", "cancelled"]
    release_at: Instant
    undo_until: Instant
    mail_count: int
    job_id: UUID | None
    counts: MailCounts
    created_at: Instant
