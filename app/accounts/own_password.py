"""Changing one's own password while logged in (R-ACC-02)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from app.accounts.models import UserSession
from app.accounts.own_account import own_account, prove_password
from app.accounts.passwords import check_password, hash_password
from app.accounts.telling import tell_password_changed
from app.core.database.session import Database
from app.events.audit import Actor
from app.mail.rendering import MailRenderer


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
    await prove_password(database, actor, current, address, now=now)
    async with own_account(database, actor) as own:
        user = own.user
        check_password(password, user.email)
        user.password_hash = await hash_password(password)
        user.password_generation += 1
        others = (UserSession.user_id == user.id, UserSession.id != session_id)
        await own.session.execute(delete(UserSession).where(*others))
        await own.log("user.password_changed", now=now)
        if own.at_provider:
            await tell_password_changed(own.session, user, renderer, now=now)
