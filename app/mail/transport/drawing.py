"""The bytes of a mail the long way: fastapi-mail makes head and bodies; what it gets wrong is put right here."""

from collections.abc import Iterator
from email import encoders
from email.message import Message as MimeMessage
from email.mime.base import MIMEBase
from email.policy import SMTP, compat32
from email.utils import format_datetime
from hashlib import sha256
from typing import cast

from fastapi_mail import ConnectionConfig, FastMail, MessageSchema, MessageType, MultipartSubtypeEnum
from pydantic import NameEmail, SecretStr

from app.mail.addresses import MailAddress
from app.mail.message import CalendarPart
from app.mail.outgoing import OutgoingAttachment, OutgoingMail

# Every field is named, since the library reads the ones left out from the environment. None of them is used to send.
_UNUSED = ConnectionConfig(
    MAIL_USERNAME="",
    MAIL_PASSWORD=SecretStr(""),
    MAIL_PORT=25,
    MAIL_SERVER="",
    MAIL_STARTTLS=False,
    MAIL_SSL_TLS=False,
    MAIL_DEBUG=0,
    MAIL_FROM="nobody@example.com",
    MAIL_FROM_NAME=None,
    TEMPLATE_FOLDER=None,
    SUPPRESS_SEND=1,
    USE_CREDENTIALS=False,
    VALIDATE_CERTS=True,
    TIMEOUT=60,
    LOCAL_HOSTNAME=None,
    CERT_BUNDLE=None,
)
_BUILDER = FastMail(_UNUSED)
WIRE = compat32.clone(linesep="\r\n", max_line_length=SMTP.max_line_length)
"""7-bit, CRLF."""


async def draw(mail: OutgoingMail) -> bytes:
    """The mail as it goes over the wire: 7-bit, CRLF, one Message-ID, the Date that the outbox fixed."""
    message = cast(MimeMessage, await _BUILDER.get_message(_schema(mail)))
    _repair(message, mail)
    for part in _enclosures(mail):
        message.attach(part)
    return message.as_bytes(policy=WIRE)


def _schema(mail: OutgoingMail) -> MessageSchema:
    return MessageSchema(
        recipients=[_person(mail.to)],
        cc=[_person(copy) for copy in mail.cc],
        reply_to=[_person(mail.reply_to)] if mail.reply_to else [],
        from_email=mail.sender,
        from_name=mail.from_name or None,
        subject=mail.subject,
        # Plain text first: readers show the last alternative that they understand.
        subtype=MessageType.plain,
        body=mail.text,
        alternative_body=mail.html,
        multipart_subtype=MultipartSubtypeEnum.alternative,
        headers=dict(mail.headers),
    )


def _repair(message: MimeMessage, mail: OutgoingMail) -> None:
    del message["Message-ID"], message["Date"]
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.date)
    message.set_type("multipart/mixed")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        del part["Content-Transfer-Encoding"]
        part.del_param("charset")
        part.set_boundary(boundary(mail, number))


def boundary(mail: OutgoingMail, number: int) -> str:
    """A second hand-over is the same mail to the letter; "=_" never stands in encoded content."""
    return f"=_{sha256(f'{mail.message_id} {number}'.encode()).hexdigest()[:32]}"


def _person(address: MailAddress) -> NameEmail:
    return NameEmail(name=address.name, email=address.email)


def _enclosures(mail: OutgoingMail) -> Iterator[MIMEBase]:
    if mail.calendar is not None:
        yield calendar_part(mail.calendar)
    for attachment in mail.attachments:
        yield file_part(attachment, shown=is_shown(attachment, mail.html))


def calendar_part(calendar: CalendarPart) -> MIMEBase:
    """The .ics file as a part that calendars act on."""
    part = MIMEBase("text", "calendar", method=calendar.method, charset="utf-8")
    part.set_payload(calendar.ics)
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename="course.ics")
    return part


def is_shown(attachment: OutgoingAttachment, html: str) -> bool:
    """Whether the text itself shows the file, so that it is not offered as an attachment besides."""
    return bool(attachment.content_id) and f'"cid:{attachment.content_id}"' in html


def file_part(attachment: OutgoingAttachment, *, shown: bool) -> MIMEBase:
    """A file as a part, inline or as an attachment."""
    main, _, sub = attachment.content_type.partition("/")
    part = MIMEBase(main, sub or "octet-stream")
    part.set_payload(attachment.content)
    encoders.encode_base64(part)
    if shown:
        part.add_header("Content-ID", f"<{attachment.content_id}>")
    part.add_header("Content-Disposition", "inline" if shown else "attachment", filename=("utf-8", "", attachment.name))
    return part
