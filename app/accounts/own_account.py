"""What users change of their own account: one transaction, in the log of a provider for which they work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.login import memberships, note_attempt
from app.accounts.models import LoginAttempt, User
from app.accounts.passwords import verify_password
from app.core.database.session import Database
from app.core.errors import Invalid
from app.events.audit import Actor, record


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """A user's account, locked while it changes; `at_provider` says whether there is a provider whose log takes it."""

    session: AsyncSession
    user: User
    actor: Actor
    at_provider: bool

    async def log(self, action: str, *, now: datetime) -> None:
        """Note the change (R-ACC-03); the operator, who works for no provider, has no such log."""
        if self.at_provider:
            await record(self.session, self.actor, action, "user", self.user.id, now=now)


@asynccontextmanager
async def own_account(database: Database, actor: Actor) -> AsyncIterator[OwnAccount]:
    """The account of the user who acts; committed at the end."""
    async with database.platform() as session:
        assert actor.id is not None
        found = await memberships(session, actor.id)
    async with database.tenant(found[0].provider_id) if found else database.platform() as session:
        user = (await session.scalars(select(User).where(User.id == actor.id).with_for_update())).one()
        yield OwnAccount(session, user, actor, bool(found))


async def prove_password(database: Database, actor: Actor, current: str, address: str, *, now: datetime) -> None:
    """Ask a user who is logged in for his password once more; raises Invalid at `/current`, and TooManyAttempts."""
    async with database.platform() as session:
        user = (await session.scalars(select(User).where(User.id == actor.id))).one()
    guesses = f"own:{user.email_norm}"
    await note_attempt(database, guesses, address, now)
    if not await verify_password(user.password_hash, current):
        raise Invalid.at("/current", "password_wrong", "This is not the present password.")
    await forget_attempts(database, guesses)


async def forget_attempts(database: Database, guesses: str) -> None:
    """Begin counting anew after one that was right."""
    async with database.platform() as session:
        await session.execute(delete(LoginAttempt).where(LoginAttempt.email_norm == guesses))
