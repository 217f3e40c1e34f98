"""The state of a provider: `active` works; `suspended` and `ended` keep everybody out and stop its automatic mails.

Nothing of a provider is ever deleted by its state. What ended is charged for the running month and no longer, since its
modules go off; a suspended provider goes on subscribing.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Conflict
from app.events.audit import Actor, record_change
from app.events.changes import announce
from app.providers.models import Provider
from app.providers.modules import Module
from app.providers.switching import spans, switch


class Standing(StrEnum):
    """What the operator can make of a provider that was let in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


class NotLetIn(Conflict):
    """The provider is a registration on which the operator has to decide first."""

    code = "registration_waits"


async def set_standing(
    session: AsyncSession,
    provider: Provider,
    standing: Standing,
    reason: str,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Let the provider work, or keep it out, from the next request on; the reason stands in its audit log.

    Raises NotLetIn.
    """
    if provider.state not in tuple(Standing):
        raise NotLetIn("Approve or refuse the registration.")
    if standing is Standing.ENDED:
        await _switch_everything_off(session, today, actor, now)
    before, after = {"state": provider.state}, {"state": standing.value, "reason": reason}
    provider.state = standing.value
    await session.flush()
    action = "provider.state_changed"
    await record_change(session, actor, action, "provider", provider.id, before=before, after=after, now=now)
    await announce(session, "settings", provider.id)


async def _switch_everything_off(session: AsyncSession, today: date, actor: Actor, now: datetime) -> None:
    for module in Module:
        known = await spans(session, module)
        if any(span.active_until is None or span.active_until > today for span in known):
            await switch(session, module, on=False, day=today, actor=actor, now=now)
