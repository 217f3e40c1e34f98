"""Looking along: the operator sees a provider's portal as its users do, and can change nothing in it.

Each look has a reason and an end, and stands in the provider's audit log and in its account settings.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, Integer, Uuid, bindparam, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.models import Look, UserSession
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.pagination import Page, cut
from app.events.audit import Actor, record
from app.events.changes import announce

_AFTER = tuple_(bindparam("before", type_=DateTime(timezone=True)), bindparam("before_id", type_=Uuid()))
_LIST = (
    select(Look)
    .where(
        Look.provider_id == bindparam("provider"),
        bindparam("before", type_=DateTime(timezone=True)).is_(None) | (tuple_(Look.starts_at, Look.id) < _AFTER),
    )
    .order_by(Look.starts_at.desc(), Look.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_OPEN = select(Look).where(
    Look.provider_id == bindparam("provider"), Look.operator_id == bindparam("operator"), Look.ended_at.is_(None)
)


async def look_along(
    session: AsyncSession, session_id: UUID, reason: str, length: timedelta, *, actor: Actor, now: datetime
) -> Look:
    """Let the operator's login see the session's provider from now on, for so long; a former look of his here ends."""
    assert actor.id is not None
    await stop_looking(session, session_id, actor=actor, now=now)
    look = Look(
        provider_id=bound_provider(session),
        id=new_id(),
        operator_id=actor.id,
        operator_name=actor.name,
        reason=reason,
        starts_at=now,
        ends_at=now + length,
    )
    session.add(look)
    await session.flush()
    await _bind(session, session_id, look)
    changes = {"reason": reason, "until": look.ends_at.isoformat()}
    await record(session, actor, "provider.looked_along", "look", look.id, now=now, changes=changes)
    await announce(session, "settings")
    return look


async def stop_looking(session: AsyncSession, session_id: UUID, *, actor: Actor, now: datetime) -> None:
    """End the operator's looks at the session's provider; ending none is no error."""
    key = {"provider": bound_provider(session), "operator": actor.id}
    for look in (await session.scalars(_OPEN, key)).all():
        look.ended_at = min(now, look.ends_at)
        if now < look.ends_at:
            await record(session, actor, "provider.look_ended", "look", look.id, now=now)
    await session.flush()
    await _bind(session, session_id, None)


async def list_looks(session: AsyncSession, page: Page) -> tuple[Sequence[Look], str | None]:
    """Who of the operator looked along, newest first."""
    position = page.position(datetime.fromisoformat, UUID)
    values = {
        "provider": bound_provider(session),
        "before": position[0] if position else None,
        "before_id": position[1] if position else None,
        "limit": page.limit + 1,
    }
    rows = (await session.scalars(_LIST, values)).all()
    return cut(rows, page.limit, lambda row: (row.starts_at, row.id))


async def _bind(session: AsyncSession, session_id: UUID, look: Look | None) -> None:
    values = {"look_id": look.id if look else None, "look_provider_id": look.provider_id if look else None}
    await session.execute(update(UserSession).where(UserSession.id == session_id).values(values))
