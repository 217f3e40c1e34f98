"""Bodies of sent mails."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from api.schemas import ApiModel, Instant
from app.mail.language import Language

ShownState = Literal["held", "queued", "deferred", "sent", "failed", "bounced", "cancelled"]


class MailRow(ApiModel):
    """A mail in the list."""

    id: UUID
    kind: str
    recipient_name: str
    recipient_email: str
    subject: str
    state: ShownState
    cause_type: str = Field(description="What caused it, such as `mailing` or `staffing-request`")
    cause_id: UUID | None
    course_id: UUID | None
    resend_of: UUID | None
    was_uncertain: bool = Field(description="The receiver may have it twice, with one Message-ID")
    smtp_code: int | None
    smtp_text: str = Field(description="The last words of the mail server")
    created_at: Instant
    not_before: Instant
    sent_at: Instant | None
    daily_maximum: int | None = Field(description="Of a `deferred` mail: it waits since so many left today")


class MailAttempt(ApiModel):
    """One try to hand the mail over."""

    started_at: Instant
    finished_at: Instant
    phase: str
    address: str
    code: int | None
    words: str


class MailHeader(ApiModel):
    """A line of the mail's head."""

    name: str
    value: str


class MailCopy(ApiModel):
    """Somebody who got a copy."""

    email: str
    name: str


class MailAttachment(ApiModel):
    """A file that went along."""

    id: UUID
    name: str
    size: int
    content_type: str
    shown: bool = Field(description="Whether the HTML shows it, rather than offering it")


class MailView(MailRow):
    """A mail as it was sent; show `html` in a sandboxed frame. `wordsHidden` is true for one that lets its reader in."""

    from_name: str
    reply_to: str
    cc: list[MailCopy]
    language: Language
    message_id: str
    headers: list[MailHeader]
    html: str
    text: str
    words_hidden: bool
    has_calendar: bool
    attachments: list[MailAttachment]
    attempts: list[MailAttempt]


class ResentView(ApiModel):
    """The new mail that says the same."""

    id: UUID
    resend_of: UUID
