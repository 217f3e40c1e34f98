"""Letting in a user who is locked out, by the operator: a link by mail, never a password (R-ACC-02)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.codes import remove_second_step
from app.accounts.inviting import Post
from app.accounts.members import Member, get_member, list_members
from app.accounts.models import SecondFactor, User
from app.accounts.new_passwords import queue_new_password
from app.accounts.telling import tell_second_step
from app.events.audit import Actor, record

_IN_TWO_STEPS = select(SecondFactor.user_id).where(
    SecondFactor.user_id == func.any(cast(bindparam("ids"), ARRAY(Uuid))), SecondFactor.confirmed_at.is_not(None)
)


async def members_in_two_steps(session: AsyncSession) -> list[tuple[Member, bool]]:
    """Everybody who works for the provider, by name, and whether he logs in in two steps."""
    members = await list_members(session)
    careful = set(await session.scalars(_IN_TWO_STEPS, {"ids": [each.id for each in members]}))
    return [(each, each.id in careful) for each in members]


async def let_in(
    session: AsyncSession, user_id: UUID, post: Post, actor: Actor, *, without_second_step: bool, now: datetime
) -> None:
    """Mail a user of the provider the link by which he sets a new password; where asked, no code is asked of him any more.

    The provider's log tells (R-ACC-03). Raises NotFound.
    """
    await get_member(session, user_id)
    user = (await session.scalars(select(User).where(User.id == user_id))).one()
    removed = without_second_step and await remove_second_step(session, user.id)
    if removed:
        await tell_second_step(session, user, post.renderer, on=False, now=now)
    await queue_new_password(session, user, post, now)
    changes = {"second_step_removed": removed}
    await record(session, actor, "user.let_in", "user", user.id, now=now, changes=changes)
