"""Changing one's own password while logged in (R-ACC-02)."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.login import memberships, note_attempt
from app.accounts.models import LoginAttempt, User, UserSession
from app.accounts.passwords import check_password, hash_password, verify_password
from app.core.database.session import Database
from app.core.errors import Invalid
from app.events.audit import Actor, record
from app.mail.addresses import check_address
from app.mail.brand import PORTAL
from app.mail.language import as_language
from app.mail.message import compose
from app.mail.outbox import AT_ONCE, Cause, queue
from app.mail.rendering import MailRenderer
from app.mail.system_mails import PasswordChangedMail
from app.providers.settings import get_provider


async def change_own_password(
    database: Database,
    actor: Actor,
    session_id: UUID,
    *,
    current: str,
    password: str,
    address: str,
    renderer: MailRenderer,
    now: datetime,
) -> None:
    """Set the password of the user who acts, end his other sessions, and tell him by mail.

    Raises Invalid at `/current` for a wrong present password and at `/password` for one that cannot be one, and
    TooManyAttempts as logging in does.
    """
    async with database.platform() as session:
        user = (await session.scalars(select(User).where(User.id == actor.id))).one()
        found = await memberships(session, user.id)
    await prove_password(database, user, current, address, now)
    async with database.tenant(found[0].provider_id) if found else database.platform() as session:
        user = (await session.scalars(select(User).where(User.id == actor.id).with_for_update())).one()
        check_password(password, user.email)
        user.password_hash = await hash_password(password)
        user.password_generation += 1
        others = (UserSession.user_id == user.id, UserSession.id != session_id)
        await session.execute(delete(UserSession).where(*others))
        if found:
            await record(session, actor, "user.password_changed", "user", user.id, now=now)
            await _tell(session, user, renderer, now)


async def prove_password(database: Database, user: User, current: str, address: str, now: datetime) -> None:
    """Ask a user who is logged in for his password once more; raises Invalid at `/current`, and TooManyAttempts."""
    own = f"own:{user.email_norm}"
    await note_attempt(database, own, address, now)
    if not await verify_password(user.password_hash, current):
        raise Invalid.at("/current", "password_wrong", "This is not the present password.")
    async with database.platform() as session:
        await session.execute(delete(LoginAttempt).where(LoginAttempt.email_norm == own))


async def _tell(session: AsyncSession, user: User, renderer: MailRenderer, now: datetime) -> None:
    provider = await get_provider(session)
    message = compose(
        renderer,
        PasswordChangedMail(user.name, now.astimezone(ZoneInfo(provider.time_zone))),
        to=check_address(user.email, name=user.name),
        brand=PORTAL,
        language=as_language(user.locale),
    )
    key = f"pwd-changed:{user.id}:{user.password_generation}"
    await queue(session, message, dedupe_key=key, cause=Cause("user", user.id), now=now, priority=AT_ONCE)
