"""Mails to a user in the name of the portal, about his own account and else; the session is bound to a provider he works for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import User
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import Message, compose
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import PasswordChangedMail, SecondStepChangedMail, SystemMail
from app.providers.settings import get_provider


async def tell_password_changed(session: AsyncSession, user: User, renderer: MailRenderer, *, now: datetime) -> None:
    """That the password was changed, in case it was not he."""
    mail = PasswordChangedMail(user.name, await _local(session, now))
    await _queue(session, user, mail, f"pwd-changed:{user.id}:{user.password_generation}", renderer, now)


async def tell_second_step(
    session: AsyncSession, user: User, renderer: MailRenderer, *, on: bool, now: datetime
) -> None:
    """That a code is asked for from now on, or no longer."""
    mail = SecondStepChangedMail(user.name, on, await _local(session, now))
    await _queue(session, user, mail, f"second-step:{user.id}:{now.isoformat()}", renderer, now)


def letter_to(user: User, mail: SystemMail, renderer: MailRenderer) -> Message:
    """A mail to a user from the portal itself, in the language that he chose."""
    to = check_address(user.email, name=user.name)
    return compose(renderer, mail, to=to, brand=PORTAL, language=as_language(user.locale))


async def _local(session: AsyncSession, now: datetime) -> datetime:
    return now.astimezone(ZoneInfo((await get_provider(session)).time_zone))


async def _queue(
    session: AsyncSession,
    user: User,
    mail: SystemMail,
    key: str,
    renderer: MailRenderer,
    now: datetime,
) -> None:
    message = letter_to(user, mail, renderer)
    await queue(session, message, dedupe_key=key, cause=Cause("user", user.id), now=now, priority=AT_ONCE)
