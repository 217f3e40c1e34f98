"""The portal's own mails: one typed context per folder of `emails/`. A mail reads nothing but its fields."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Literal, Protocol

from markupsafe import Markup


class SystemMail(Protocol):
    """A context that knows its folder in `emails/`; its other fields are the variables of the templates."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class MailDay:
    """One course day as a mail shows it, in the provider's time zone."""

    date: date
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What a mail tells about a course; at least one day. `number` is None where the reader has no use for it."""

    type: str
    provider: str
    days: tuple[MailDay, ...]
    location: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class StaffingRequestMail:
    """The question whether an instructor can teach a course (R-STF-03)."""

    template: ClassVar[str] = "staffing-request"
    instructor_name: str
    course: CourseFacts
    available_url: str
    unavailable_url: str
    answer_url: str
    reply_by: date | None = None
    """By when an answer is asked for, where the provider said so."""


@dataclass(frozen=True, slots=True)
class StaffingAnswerMail:
    """Tells the provider what an instructor answered (R-STF-05); comes from the portal itself."""

    template: ClassVar[str] = "staffing-answer"
    instructor_name: str
    available: bool
    course: CourseFacts
    course_url: str


@dataclass(frozen=True, slots=True)
class StaffingConfirmedMail:
    """Tells an instructor that the course is his or hers; goes with an .ics file (R-STF-06)."""

    template: ClassVar[str] = "staffing-confirmed"
    instructor_name: str
    role: Literal["main", "second"]
    course: CourseFacts
    day_url: str
    """Where attendance and results are filled in on the day."""


@dataclass(frozen=True, slots=True)
class StaffingDeclinedMail:
    """Tells an instructor that the provider is served (R-STF-07)."""

    template: ClassVar[str] = "staffing-declined"
    instructor_name: str
    course: CourseFacts


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that is fetched from the portal, since it is too large to go along."""

    name: str
    size: str
    url: str


@dataclass(frozen=True, slots=True)
class InstructorPageMail:
    """The link to an instructor's own page; a secret between him and the portal."""

    template: ClassVar[str] = "instructor-page"
    instructor_name: str
    page_url: str
    until: date


@dataclass(frozen=True, slots=True)
class MailingMail:
    """The frame around what a provider wrote (R-INV-03). `content_html` must be sanitised: it goes in as it is."""

    template: ClassVar[str] = "mailing"
    subject_line: str
    preview_line: str
    content_html: Markup
    content_text: str
    audience: Literal["trainee", "contact", "instructor"]
    downloads: tuple[FileLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpiryReminderMail:
    """That a certificate expires (R-EXP-01), in the provider's words. `content_html` must be sanitised."""

    template: ClassVar[str] = "expiry-reminder"
    subject_line: str
    preview_line: str
    content_html: Markup
    content_text: str
    audience: Literal["trainee", "contact"]
    stop_url: str
    """Where the reader asks for no more of these (R-EXP-02)."""
    page_url: str = ""
    """The reader's own page."""


@dataclass(frozen=True, slots=True)
class ExpiryDigestMail:
    """Which of a customer's certificates expire in a month (R-EXP-03). `content_html` must be sanitised."""

    template: ClassVar[str] = "expiry-digest"
    subject_line: str
    preview_line: str
    content_html: Markup
    content_text: str
    stop_url: str
    """Where the reader asks for no more of these (R-EXP-02)."""
    page_url: str = ""
    """The reader's own page."""


@dataclass(frozen=True, slots=True)
class CourseCancelledMail:
    """Tells who was invited, or teaches, that the course is off; goes with a cancelling .ics file (R-CRS-06, R-INV-07)."""

    template: ClassVar[str] = "course-cancelled"
    reader_name: str
    course: CourseFacts
    trainees: tuple[str, ...] = ()
    """For a contact person: whom it concerns."""
    teaches: bool = False
    """The reader is an instructor of the course."""


@dataclass(frozen=True, slots=True)
class CourseMovedMail:
    """Tells who was invited, or teaches, of another day, time or place; goes with an .ics file that replaces (R-INV-07)."""

    template: ClassVar[str] = "course-moved"
    reader_name: str
    course: CourseFacts
    trainees: tuple[str, ...] = ()
    """For a contact person: whom it concerns."""
    teaches: bool = False
    """The reader is an instructor of the course."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a mail tells about a certificate that goes with it."""

    holder: str
    type: str
    expires_on: date | None
    verification_url: str


@dataclass(frozen=True, slots=True)
class CertificateMail:
    """Certificates as attachments, to the trainee or to the contact person of several (R-PRC-03)."""

    template: ClassVar[str] = "certificate"
    reader_name: str
    provider: str
    certificates: tuple[CertificateFacts, ...]
    to_contact: bool = False
    page_url: str = ""
    """The reader's own page."""


@dataclass(frozen=True, slots=True)
class VisitorCodeMail:
    """The code that opens the page of a contact person or a trainee."""

    template: ClassVar[str] = "visitor-code"
    reader_name: str
    provider: str
    code: str
    minutes: int


@dataclass(frozen=True, slots=True)
class VisitorLinkMail:
    """The link to the page of a contact person or a trainee, for who asked for it."""

    template: ClassVar[str] = "visitor-link"
    reader_name: str
    provider: str
    page_url: str


@dataclass(frozen=True, slots=True)
class VisitorMessageMail:
    """Brings the provider what a visitor asks for on the own page: another name, or a course."""

    template: ClassVar[str] = "visitor-message"
    kind: Literal["correction", "course"]
    visitor_name: str
    visitor_email: str
    customer: str
    about: str
    """Whom it is about, where that is somebody else."""
    text: str


@dataclass(frozen=True, slots=True)
class PasswordResetMail:
    """The link with which somebody who forgot a password chooses a new one (R-ACC-02)."""

    template: ClassVar[str] = "password-reset"
    user_name: str
    reset_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PasswordChangedMail:
    """Tells a user that his password was changed, in case it was not he (R-ACC-02)."""

    template: ClassVar[str] = "password-changed"
    user_name: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class WebhookOffMail:
    """Tells an administrator that a webhook was switched off: its receiver wants no more, or nothing arrived for days."""

    template: ClassVar[str] = "webhook-off"
    user_name: str
    provider_name: str
    address: str
    gone: bool
    since: datetime
    settings_url: str


@dataclass(frozen=True, slots=True)
class SecondStepChangedMail:
    """Tells a user that a code is asked for from now on, or no longer (R-ACC-02)."""

    template: ClassVar[str] = "second-step-changed"
    user_name: str
    on: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class UserInvitationMail:
    """Invites a colleague to a provider's portal (R-ACC-02)."""

    template: ClassVar[str] = "user-invitation"
    user_name: str
    inviter_name: str
    provider_name: str
    accept_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationMail:
    """Asks whoever registered a training company whether the address is his."""

    template: ClassVar[str] = "registration"
    contact_name: str
    company: str
    confirm_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class WelcomeMail:
    """Tells a training company that it was let in, with the link that makes its administrator's account."""

    template: ClassVar[str] = "registration-approved"
    user_name: str
    inviter_name: str
    provider_name: str
    accept_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationRefusedMail:
    """Tells a training company that it was not let in, and why."""

    template: ClassVar[str] = "registration-refused"
    contact_name: str
    company: str
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceMail:
    """Brings a provider its invoice or credit note as PDF (R-BIL-07); amounts and period are words already."""

    template: ClassVar[str] = "invoice"
    is_credit: bool
    number: str
    seller: str
    provider: str
    period: str
    total: str
    due_on: date
    invoice_url: str
    """The invoice in the portal: whoever opens it logs in first, so that the mail may be passed on."""
    pays_online: bool = False


@dataclass(frozen=True, slots=True)
class OwnSenderLostMail:
    """Tells an administrator that mail leaves from the portal's address again, and which records are at fault (R-MAIL-03)."""

    template: ClassVar[str] = "own-sender-lost"
    user_name: str
    address: str
    portal_address: str
    records: tuple[Literal["ownership", "spf", "dkim", "dmarc"], ...]
    settings_url: str


FOR_THE_READER_ALONE = frozenset(
    {
        InstructorPageMail.template,
        PasswordResetMail.template,
        RegistrationMail.template,
        UserInvitationMail.template,
        VisitorCodeMail.template,
        VisitorLinkMail.template,
        WelcomeMail.template,
    }
)
"""Mails whose link lets somebody in: colleagues see that they left, never what they say."""

OF_THE_PORTAL = frozenset(
    {
        InstructorPageMail.template,
        InvoiceMail.template,
        OwnSenderLostMail.template,
        PasswordChangedMail.template,
        PasswordResetMail.template,
        RegistrationMail.template,
        RegistrationRefusedMail.template,
        SecondStepChangedMail.template,
        StaffingAnswerMail.template,
        VisitorMessageMail.template,
        WelcomeMail.template,
    }
)
"""Mails in which the portal itself speaks: they leave from its own address, whatever the provider set (R-MAIL-03)."""
MAILING_TEST = "mailing-test"
"""A mailing that its writer sends to himself."""
NEVER_DEFERRED = OF_THE_PORTAL | {
    UserInvitationMail.template,
    VisitorCodeMail.template,
    VisitorLinkMail.template,
    MAILING_TEST,
}
"""Mails that somebody waits for: a provider's daily maximum neither counts nor holds them (R-MAIL-02)."""
