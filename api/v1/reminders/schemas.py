"""Bodies of the settings of reminders and of what their next run will send."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schemas import ApiModel, Instant
from api.v1.templates.schemas import DocumentJson
from app.mail.language import Language
from app.reminders.planning import SkipReason

Days = Annotated[int, Field(ge=1, le=60, description="Days before the first course day")]
Weeks = Annotated[int, Field(ge=1, le=26, description="Weeks before the first day of the month of expiry")]


class CourseReminderChange(ApiModel):
    """What to change of the course reminders; what is absent stays as it is."""

    enabled: bool | None = None
    lead: Days | None = None
    template_id: UUID | None = Field(default=None, description="The template; needed to switch them on")
    bulk_template_id: UUID | None = Field(
        default=None, description="Another one for contact persons whose trainees were invited in bulk"
    )


class CourseReminderView(ApiModel):
    """How the course reminders are set; `version` 0 until somebody sets them."""

    enabled: bool
    lead: int
    template_id: UUID | None
    bulk_template_id: UUID | None
    version: int


class ExpiryReminderChange(ApiModel):
    """What to change of expiry reminders; what is absent stays as it is, a text of null is the usual one."""

    enabled: bool | None = None
    lead: Weeks | None = None
    subject: DocumentJson | None = None
    body: DocumentJson | None = None
    language: Language | None = None


class ExpiryReminderView(ApiModel):
    """How expiry reminders are set, with the words that they have now; `version` 0 until somebody sets them."""

    enabled: bool
    lead: int
    subject: DocumentJson
    body: DocumentJson
    language: Language
    own_words: bool = Field(description="False while the words are the portal's usual ones")
    version: int


class DueMail(ApiModel):
    """A mail that the run will send."""

    recipient_name: str
    recipient_email: str
    names: list[str] = Field(description="Whom it is about")
    what: str = Field(description="The course type; for a digest the customer")
    on: date = Field(description="First course day, expiry date, or the first day of the month")


class SkippedOne(ApiModel):
    """Somebody who gets nothing, and why."""

    name: str
    what: str
    on: date
    reason: SkipReason


class NextMonth(ApiModel):
    """The first month of expiry that is not due yet, and when its reminders go out."""

    month: date
    sent_on: date


class ReminderExample(ApiModel):
    """The first of the mails, or one to a made-up reader while nothing is due; show `html` in a sandboxed frame."""

    subject: str
    html: str
    text: str


class ReminderPlanView(ApiModel):
    """What the next run will send under these settings; the first hundred of each, and how many there are."""

    runs_at: Instant
    mail_count: int
    mails: list[DueMail]
    skipped_count: int
    skipped: list[SkippedOne]
    next_month: NextMonth | None
    example: ReminderExample | None
