"""The one mail value that every domain makes and the outbox keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from app.core.errors import Invalid
from app.mail.addresses import MailAddress, check_header
from app.mail.brand import Brand
from app.mail.language import Language
from app.mail.rendering import MailRenderer
from app.mail.system_mails import SystemMail

CalendarMethod = Literal["REQUEST", "CANCEL", "PUBLISH"]
MAX_CC = 20
_ALLOWED_HEADERS = {"Auto-Submitted", "X-Auto-Response-Suppress", "List-Unsubscribe", "List-Unsubscribe-Post"}


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An .ics file together with what the receiving calendar is to do with it."""

    ics: bytes
    method: CalendarMethod


@dataclass(frozen=True, slots=True)
class Message:
    """A finished mail: drawn, addressed and checked. From which address it leaves is decided when it does (R-MAIL-03)."""

    kind: str
    to: MailAddress
    from_name: str
    subject: str
    html: str
    text: str
    language: Language
    reply_to: MailAddress | None = None
    cc: tuple[MailAddress, ...] = ()
    calendar: CalendarPart | None = None
    attachments: tuple[UUID, ...] = ()
    """Ids of stored files."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could bend the mail into another one; raises HeaderNotAllowed or Invalid, with the field."""
        if not check_header(self.subject, field="/subject"):
            raise Invalid.at("/subject", "required", "A mail needs a subject.")
        check_header(self.from_name, field="/fromName")
        if len(self.cc) > MAX_CC:
            raise Invalid.at("/cc", "too_many", f"At most {MAX_CC} copies.")
        for name, value in self.headers.items():
            if name not in _ALLOWED_HEADERS:
                raise Invalid.at("/headers", "header_not_allowed", f"The header {name} cannot be set.")
            check_header(value, field="/headers")


def automatic_headers() -> dict[str, str]:
    """Headers of mail that no person typed, so that absence notices are not sent back (RFC 3834)."""
    return {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}


def unsubscribe_headers(url: str) -> dict[str, str]:
    """Headers with which a mail program shows its own unsubscribe button; the page must only act on POST (RFC 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def compose(
    renderer: MailRenderer,
    mail: SystemMail,
    *,
    to: MailAddress,
    brand: Brand,
    language: Language,
    reply_to: MailAddress | None = None,
    cc: Sequence[MailAddress] = (),
    calendar: CalendarPart | None = None,
    attachments: Sequence[UUID] = (),
    headers: Mapping[str, str] | None = None,
) -> Message:
    """Draw a system mail and address it; its kind is its folder's name. Automatic unless `headers` says otherwise."""
    drawn = renderer.render(mail, language=language, brand=brand)
    return Message(
        kind=mail.template,
        to=to,
        from_name=brand.name,
        subject=drawn.subject,
        html=drawn.html,
        text=drawn.text,
        language=language,
        reply_to=reply_to,
        cc=tuple(cc),
        calendar=calendar,
        attachments=(*attachments, brand.logo) if brand.logo else tuple(attachments),
        headers=automatic_headers() if headers is None else headers,
    )
