"""The mails of the own pages: the code, the link, and what a visitor tells the provider."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.identifiers import new_id
from app.core.signing import LinkSigner
from app.events.audit import Actor, record
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import Message, compose
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import VisitorCodeMail, VisitorLinkMail, VisitorMessageMail
from app.providers.house_style import house_style
from app.visiting.links import make_page_url
from app.visiting.readers import Reader

CODE_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor tells the provider: that data are not right, or that a course is wanted."""

    kind: Literal["correction", "course"]
    text: str
    about: str = ""


def code_mail(renderer: MailRenderer, reader: Reader, code: str) -> Message:
    """The mail with the code."""
    return _to_reader(renderer, reader, VisitorCodeMail(reader.name, reader.provider.name, code, CODE_MINUTES))


async def mail_link(
    session: AsyncSession, reader: Reader, renderer: MailRenderer, signer: LinkSigner, base_url: str, *, now: datetime
) -> None:
    """Mail a reader the link to the own page, once an hour at most."""
    url = make_page_url(signer, base_url, reader.link, now=now)
    message = _to_reader(renderer, reader, VisitorLinkMail(reader.name, reader.provider.name, url))
    key = f"page:{reader.link.reader_id}:{now:%Y-%m-%dT%H}"
    await queue(session, message, dedupe_key=key, cause=cause_of(reader), now=now, priority=AT_ONCE)


async def tell_provider(
    session: AsyncSession, reader: Reader, renderer: MailRenderer, wish: Wish, *, now: datetime
) -> None:
    """Mail the provider what a visitor wants; answers go to the visitor. Nothing else changes."""
    provider = reader.provider
    message = compose(
        renderer,
        VisitorMessageMail(wish.kind, reader.name, reader.email, reader.customer_name, wish.about, wish.text),
        to=check_address(provider.email, name=provider.name),
        brand=PORTAL,
        language=as_language(provider.locale),
        reply_to=check_address(reader.email, name=reader.name),
    )
    await queue(session, message, dedupe_key=f"wish:{new_id()}", cause=cause_of(reader), now=now, priority=AT_ONCE)
    actor = Actor("link", None, reader.name)
    changes = {"about": wish.about, "text": wish.text}
    kind = "customer" if reader.link.kind == "contact" else "trainee"
    subject = reader.customer_id if reader.link.kind == "contact" else reader.link.reader_id
    if subject is not None:
        await record(session, actor, f"page.{wish.kind}_asked", kind, subject, now=now, changes=changes)


def cause_of(reader: Reader) -> Cause:
    """What the outbox knows of a mail from the own page: the trainee, or the contact person's customer."""
    if reader.link.kind == "contact" and reader.customer_id is not None:
        return Cause("customer", reader.customer_id)
    return Cause("trainee", reader.link.reader_id)


def _to_reader(renderer: MailRenderer, reader: Reader, content: VisitorCodeMail | VisitorLinkMail) -> Message:
    provider = reader.provider
    return compose(
        renderer,
        content,
        to=check_address(reader.email, name=reader.name),
        brand=house_style(provider),
        language=reader.language,
        reply_to=check_address(provider.email, name=provider.name),
    )
