"""Setting a new password by a link that comes by mail (R-ACC-02)."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.errors import PasswordLinkUsed
from app.accounts.inviting import Post
from app.accounts.links import PASSWORD_LIFE
from app.accounts.login import memberships
from app.accounts.models import LoginAttempt, User, UserSession
from app.accounts.passwords import check_password, hash_password
from app.accounts.telling import letter_to
from app.core.database.session import Database
from app.events.audit import Actor, record
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.system_mails import PasswordResetMail
from app.providers.settings import get_provider

_PAUSE_SECONDS = 300
"""Asking again within this time sends nothing more: the mail is on its way."""


async def mail_new_password(database: Database, email: str, post: Post, *, now: datetime) -> None:
    """Mail a user the link by which he sets a new password; an address that nobody has gets nothing.

    The caller answers before this runs, so that neither words nor time tell which addresses have an account.
    """
    async with database.platform() as session:
        user = await session.scalar(select(User).where(User.email_norm == email.strip().casefold()))
        found = await memberships(session, user.id) if user and user.disabled_at is None else []
    if user is None or not found:
        return
    async with database.tenant(found[0].provider_id) as session:
        await queue_new_password(session, user, post, now)


async def set_new_password(database: Database, user_id: UUID, generation: int, password: str, *, now: datetime) -> None:
    """Set the password, end every session of the user, and make every other such link void.

    Raises PasswordLinkUsed, and Invalid for a password that cannot be one.
    """
    async with database.platform() as session:
        found = await memberships(session, user_id)
    async with database.tenant(found[0].provider_id) if found else database.platform() as session:
        user = await session.scalar(select(User).where(User.id == user_id).with_for_update())
        if user is None or user.disabled_at is not None or user.password_generation != generation:
            raise PasswordLinkUsed("This link was used before.")
        check_password(password, user.email)
        user.password_hash = await hash_password(password)
        user.password_generation += 1
        await session.execute(delete(UserSession).where(UserSession.user_id == user.id))
        await session.execute(delete(LoginAttempt).where(LoginAttempt.email_norm == user.email_norm))
        if found:
            actor = Actor("user", user.id, user.name)
            await record(session, actor, "user.password_changed", "user", user.id, now=now)


async def queue_new_password(session: AsyncSession, user: User, post: Post, now: datetime) -> None:
    """Queue the mail with the link; asked again within five minutes it sends nothing more."""
    provider = await get_provider(session)
    expires_at = now + PASSWORD_LIFE
    link = post.links.new_password(user.id, generation=user.password_generation, expires_at=expires_at)
    mail = PasswordResetMail(user.name, link, expires_at.astimezone(ZoneInfo(provider.time_zone)))
    message = letter_to(user, mail, post.renderer)
    bucket = int(now.timestamp()) // _PAUSE_SECONDS
    await queue(
        session,
        message,
        dedupe_key=f"pwd:{user.id}:{user.password_generation}:{bucket}",
        cause=Cause("user", user.id),
        now=now,
        expires_at=expires_at,
        priority=AT_ONCE,
    )
