"""How far the invitation of each enrolment is: the column **Uitgenodigd** (R-INV-04)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.courses.models import Enrolment
from app.invitations.models import Invitation
from app.mail.models import OutboxMail


class InvitationState(StrEnum):
    """What became of an invitation."""

    NONE = "none"
    HELD = "held"
    """It leaves in a moment, and can still be taken back."""
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"

    @property
    def counts(self) -> bool:
        """Whether the enrolment is invited, or about to be."""
        return self not in (InvitationState.NONE, InvitationState.FAILED)


@dataclass(frozen=True, slots=True)
class Invited:
    """The state of one enrolment's invitation, since when, by which mail, and for a failure why."""

    state: InvitationState = InvitationState.NONE
    at: datetime | None = None
    reason: str = ""
    mail_id: UUID | None = None
    via_contact: bool = False


NOT_INVITED = Invited()
_FAILED = frozenset({"failed", "expired", "bounced"})
_MAIL = (
    OutboxMail.id.label("mail_id"),
    OutboxMail.state,
    OutboxMail.not_before,
    OutboxMail.created_at,
    OutboxMail.sent_at,
    OutboxMail.finished_at,
    OutboxMail.smtp_code,
    OutboxMail.smtp_text,
)
# A mailing that was taken back leaves the invitation before it in force.
_LATEST = (
    select(Invitation.enrolment_id, Invitation.via_contact, *_MAIL)
    .ext(distinct_on(Invitation.enrolment_id))
    .join(Enrolment, (Enrolment.provider_id == Invitation.provider_id) & (Enrolment.id == Invitation.enrolment_id))
    .join(OutboxMail, (OutboxMail.provider_id == Invitation.provider_id) & (OutboxMail.id == Invitation.mail_id))
    .where(
        Invitation.provider_id == bindparam("provider"),
        Enrolment.provider_id == bindparam("provider"),
        Enrolment.course_id == bindparam("course"),
        OutboxMail.state != "cancelled",
    )
    .order_by(Invitation.enrolment_id, Invitation.created_at.desc(), Invitation.id.desc())
)


async def invitation_states(session: AsyncSession, course_id: UUID, *, now: datetime) -> Mapping[UUID, Invited]:
    """The state per enrolment of a course, in one statement; who was never invited is absent (`NOT_INVITED`)."""
    rows = await session.execute(_LATEST, {"provider": bound_provider(session), "course": course_id})
    return {row.enrolment_id: invited(row.state, row, now) for row in rows}


def invited(mail_state: str, row: Any, now: datetime) -> Invited:
    """What a mail in this state says of the invitation; `row` has the columns of the mail."""
    if mail_state == "sent":
        return Invited(InvitationState.SENT, row.sent_at, "", row.mail_id, row.via_contact)
    if mail_state in _FAILED:
        words = " ".join(str(part) for part in (row.smtp_code, row.smtp_text) if part) or mail_state
        return Invited(InvitationState.FAILED, row.finished_at, words, row.mail_id, row.via_contact)
    waits = mail_state == "held" and row.not_before > now
    state = InvitationState.HELD if waits else InvitationState.QUEUED
    return Invited(state, row.created_at, "", row.mail_id, row.via_contact)
