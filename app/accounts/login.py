"""Logging in and out (R-ACC-02): sessions with random tokens, and a brake on guessing."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.callers import digest
from app.accounts.codes import require_code
from app.accounts.errors import NotAMember, TooManyAttempts, WrongCredentials
from app.accounts.models import LoginAttempt, User, UserSession
from app.accounts.passwords import hash_password, needs_rehash, verify_password
from app.core.database.locks import lock
from app.core.database.session import Database
from app.core.sealing import Sealer

ATTEMPTS_PER_ACCOUNT = 10
ATTEMPTS_PER_ADDRESS = 50
WINDOW = timedelta(minutes=15)
_NOTE_LOGIN = text("select note_login(:provider, :now)")
_MEMBERSHIPS = text("select provider_id, provider_name, role from memberships_of(:user)")


@dataclass(frozen=True)
class MembershipView:
    """A provider for which a user may work, and in which role."""

    provider_id: UUID
    name: str
    role: str


@dataclass(frozen=True)
class SessionTerms:
    """How long a session lasts: from its start at most, and without use."""

    absolute: timedelta
    idle: timedelta


async def log_in(
    database: Database,
    *,
    email: str,
    password: str,
    code: str,
    address: str,
    agent: str,
    now: datetime,
    terms: SessionTerms,
    sealer: Sealer,
) -> str:
    """Check the password, and the code of a user who logs in in two steps; open a session and return its token.

    Raises WrongCredentials, SecondStepNeeded, WrongCode, or TooManyAttempts after 10 failures for the account or 50 from
    the address in 15 minutes.
    """
    email_norm = email.strip().casefold()
    await note_attempt(database, email_norm, address, now)
    async with database.platform() as session:
        user = await session.scalar(select(User).where(User.email_norm == email_norm))
    fits = await verify_password(user.password_hash if user else None, password)
    if user is None or not fits or user.disabled_at is not None:
        raise WrongCredentials("The e-mail address or the password is not right.")
    async with database.platform() as session:
        await require_code(session, user, code, sealer, now=now)
        await session.execute(delete(LoginAttempt).where(LoginAttempt.email_norm == email_norm))
        if needs_rehash(user.password_hash):
            fresh = await hash_password(password)
            await session.execute(update(User).where(User.id == user.id).values(password_hash=fresh))
        return await open_session(session, user, agent=agent, now=now, terms=terms)


async def log_out(session: AsyncSession, session_id: UUID) -> None:
    """End a session at once."""
    await session.execute(delete(UserSession).where(UserSession.id == session_id))


async def memberships(session: AsyncSession, user_id: UUID) -> list[MembershipView]:
    """The providers for which a user may work."""
    rows = await session.execute(_MEMBERSHIPS, {"user": user_id})
    return [MembershipView(row.provider_id, row.provider_name, row.role) for row in rows]


async def switch_provider(session: AsyncSession, session_id: UUID, user_id: UUID, provider_id: UUID) -> None:
    """Go on working for another provider; raises NotAMember where the user has no role."""
    if provider_id not in {membership.provider_id for membership in await memberships(session, user_id)}:
        raise NotAMember("You have no role at that provider.")
    await session.execute(update(UserSession).where(UserSession.id == session_id).values(provider_id=provider_id))


async def keep_alive(session: AsyncSession, session_id: UUID, now: datetime, terms: SessionTerms) -> None:
    """Note that the session is in use, and move its end of idleness along."""
    end = func.least(UserSession.created_at + terms.absolute, now + terms.idle)
    await session.execute(
        update(UserSession).where(UserSession.id == session_id).values(last_seen_at=now, expires_at=end)
    )


async def note_attempt(
    database: Database, email_norm: str, address: str, now: datetime, *, most: int = ATTEMPTS_PER_ACCOUNT
) -> None:
    """Count the attempt before the password is looked at, one after the other, so that parallel guessing gains nothing.

    Raises TooManyAttempts.
    """
    since = now - WINDOW
    async with database.platform() as session:
        await lock(session, [f"login:{email_norm}"])
        by_account = await _count(session, LoginAttempt.email_norm == email_norm, since)
        by_address = await _count(session, LoginAttempt.address == address, since)
        if by_account >= most or by_address >= ATTEMPTS_PER_ADDRESS:
            raise TooManyAttempts("Too many attempts.", retry_after=int(WINDOW.total_seconds()))
        await session.execute(delete(LoginAttempt).where(LoginAttempt.at < now - timedelta(days=1)))
        session.add(LoginAttempt(email_norm=email_norm, address=address, at=now))


async def _count(session: AsyncSession, condition: ColumnElement[bool], since: datetime) -> int:
    statement = select(func.count()).select_from(LoginAttempt).where(condition, LoginAttempt.at > since)
    return int(await session.scalar(statement) or 0)


async def open_session(
    session: AsyncSession,
    user: User,
    *,
    agent: str,
    now: datetime,
    terms: SessionTerms,
    provider_id: UUID | None = None,
) -> str:
    """Begin a session for a user who has shown who he is; at the named provider, else at the first. Returns its token."""
    token = secrets.token_urlsafe(32)
    first = next(iter(await memberships(session, user.id)), None)
    works_for = provider_id or (first.provider_id if first else None)
    session.add(
        UserSession(
            token_hash=digest(token),
            user_id=user.id,
            provider_id=works_for,
            created_at=now,
            last_seen_at=now,
            expires_at=now + min(terms.idle, terms.absolute),
            user_agent=agent[:300],
        )
    )
    await session.flush()
    if works_for:
        await session.execute(_NOTE_LOGIN, {"provider": works_for, "now": now})
    return token
