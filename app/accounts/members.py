"""Who works for a provider, and in which role (R-ACC-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.errors import LastAdministrator
from app.accounts.models import Membership, User, UserSession
from app.accounts.permissions import Role
from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.errors import NotFound, PreconditionFailed
from app.events.audit import Actor, record, record_change
from app.events.changes import announce

_SEEN = (
    select(func.max(UserSession.last_seen_at))
    .where(UserSession.user_id == User.id, UserSession.provider_id == Membership.provider_id)
    .correlate(User, Membership)
    .scalar_subquery()
)
_MEMBERS = (
    select(User.id, User.name, User.email, Membership.role, Membership.version, _SEEN.label("last_seen_at"))
    .join(Membership, Membership.user_id == User.id)
    .where(Membership.provider_id == bindparam("provider_id"), User.disabled_at.is_(None))
    .order_by(func.lower(User.name), User.id)
)
_MEMBER = _MEMBERS.where(User.id == bindparam("user_id"))
_ONE = select(Membership).where(
    Membership.provider_id == bindparam("provider_id"), Membership.user_id == bindparam("user_id")
)
_ADMINISTRATORS = (
    select(User)
    .join(Membership, Membership.user_id == User.id)
    .where(
        Membership.provider_id == bindparam("provider_id"),
        Membership.role == Role.ADMIN,
        User.disabled_at.is_(None),
    )
    .order_by(User.id)
)


@dataclass(frozen=True, slots=True)
class Member:
    """A user of the provider."""

    id: UUID
    name: str
    email: str
    role: str
    version: int
    last_seen_at: datetime | None


async def administrators_of(session: AsyncSession) -> Sequence[User]:
    """The administrators of the session's provider who can log in."""
    return (await session.scalars(_ADMINISTRATORS, {"provider_id": bound_provider(session)})).all()


async def list_members(session: AsyncSession) -> list[Member]:
    """Everybody who works for the provider, by name."""
    rows = await session.execute(_MEMBERS, {"provider_id": bound_provider(session)})
    return [Member(*row) for row in rows]


async def get_member(session: AsyncSession, user_id: UUID) -> Member:
    """One user of the provider; raises NotFound, also for somebody who works elsewhere only."""
    values = {"provider_id": bound_provider(session), "user_id": user_id}
    row = (await session.execute(_MEMBER, values)).one_or_none()
    if row is None:
        raise NotFound("There is no such user.")
    return Member(*row)


async def change_role(
    session: AsyncSession, user_id: UUID, role: Role, *, version: int, actor: Actor, now: datetime
) -> Member:
    """Give a user another role, from the next request on.

    Raises NotFound, PreconditionFailed, and LastAdministrator when nobody else would be one.
    """
    membership = await _locked(session, user_id)
    if membership.version != version:
        raise PreconditionFailed("The user was changed meanwhile.")
    if membership.role != role:
        if membership.role == Role.ADMIN:
            await _keep_an_administrator(session)
        before, after = {"role": membership.role}, {"role": role.value}
        membership.role = role.value
        await session.flush()
        await record_change(session, actor, "user.role_changed", "user", user_id, before=before, after=after, now=now)
        await announce(session, "settings")
    return await get_member(session, user_id)


async def remove_member(session: AsyncSession, user_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take somebody's access to this provider away at once; what he did stays. Raises NotFound, LastAdministrator."""
    membership = await _locked(session, user_id)
    if membership.role == Role.ADMIN:
        await _keep_an_administrator(session)
    await session.delete(membership)
    await session.flush()
    await session.execute(
        delete(UserSession).where(UserSession.user_id == user_id, UserSession.provider_id == bound_provider(session))
    )
    await record(session, actor, "user.removed", "user", user_id, now=now)
    await announce(session, "settings")


async def _locked(session: AsyncSession, user_id: UUID) -> Membership:
    """The membership, while nobody else changes roles at this provider."""
    provider_id = bound_provider(session)
    await lock(session, [f"roles:{provider_id}"])
    found = await session.scalar(_ONE, {"provider_id": provider_id, "user_id": user_id})
    if found is None:
        raise NotFound("There is no such user.")
    return found


async def _keep_an_administrator(session: AsyncSession) -> None:
    if len(await administrators_of(session)) <= 1:
        raise LastAdministrator("Make somebody else administrator first.")
