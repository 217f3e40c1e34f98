"""Writing to an instructor through the portal (R-INS-02): the mail goes out by the portal, the reply to the provider."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from markupsafe import Markup, escape
from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import FieldErrors, TooManyRequests
from app.core.identifiers import new_id
from app.courses.desk import Desk
from app.events.audit import record
from app.instructors.errors import InstructorUnknown
from app.instructors.people import InstructorContact, InstructorRef
from app.instructors.repository import InstructorRepository
from app.mail.addresses import check_address
from app.mail.language import as_language
from app.mail.message import Message, compose
from app.mail.models import OutboxMail
from app.mail.outbox import Cause, queue
from app.mail.system_mails import MailingMail
from app.providers.house_style import house_style
from app.providers.models import Provider
from app.providers.settings import get_provider
from app.staffing.mails import Post

KIND = "staffing-message"
MAX_SUBJECT, MAX_TEXT = 200, 5000
_PER_DAY = 50
_WRITTEN_SINCE = (
    select(func.count())
    .select_from(OutboxMail)
    .where(
        OutboxMail.provider_id == bindparam("provider_id"),
        OutboxMail.kind == KIND,
        OutboxMail.created_at > bindparam("since"),
    )
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a provider writes, as plain text."""

    subject: str
    text: str


async def write_to_instructor(
    session: AsyncSession, ref: InstructorRef, letter: Letter, desk: Desk, post: Post
) -> UUID:
    """Mail an instructor whose address the provider need not know; the id of the mail.

    Raises InstructorUnknown, Invalid, and TooManyRequests after 50 letters within a day.
    """
    _check(letter)
    contact = (await InstructorRepository(session).people([ref])).get(ref)
    if contact is None:
        raise InstructorUnknown("There is no such instructor.")
    since = {"provider_id": bound_provider(session), "since": desk.now - timedelta(days=1)}
    if (await session.scalar(_WRITTEN_SINCE, since) or 0) >= _PER_DAY:
        raise TooManyRequests("At most 50 messages to instructors a day.", retry_after=3600)
    letter_id = new_id()
    message = _message(letter, contact, await get_provider(session), post)
    mail_id = await queue(
        session, message, dedupe_key=f"let:{letter_id}", cause=Cause("instructor", ref.id), now=desk.now
    )
    changes = {"instructor": contact.name, "subject": letter.subject}
    await record(session, desk.actor, "instructor.written-to", "instructor", ref.id, now=desk.now, changes=changes)
    return mail_id or letter_id


def _check(letter: Letter) -> None:
    errors = FieldErrors()
    for pointer, value, limit in (("/subject", letter.subject, MAX_SUBJECT), ("/text", letter.text, MAX_TEXT)):
        if not value.strip():
            errors.add(pointer, "required", "This cannot be empty.")
        elif len(value) > limit:
            errors.add(pointer, "too_long", f"At most {limit} characters.")
    errors.raise_if_any()


def _message(letter: Letter, contact: InstructorContact, provider: Provider, post: Post) -> Message:
    """Headers of a letter from one person to another: it is not automatic mail."""
    paragraphs = [each.strip() for each in letter.text.replace("\r\n", "\n").split("\n\n") if each.strip()]
    html = Markup("\n").join(Markup("<p>{}</p>").format(_with_breaks(each)) for each in paragraphs)
    mail = MailingMail(
        subject_line=letter.subject.strip(),
        preview_line=" ".join(paragraphs[0].split())[:100],
        content_html=html,
        content_text="\n\n".join(paragraphs),
        audience="instructor",
    )
    message = compose(
        post.renderer,
        mail,
        to=check_address(contact.email, name=contact.name),
        brand=house_style(provider),
        language=as_language(contact.locale),
        reply_to=check_address(provider.email, name=provider.name),
        headers={},
    )
    return replace(message, kind=KIND)


def _with_breaks(paragraph: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in paragraph.split("\n"))
