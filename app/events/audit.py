"""Writing the audit log, in the transaction of the change itself (R-ACC-03)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.events.differences import Facts, differences
from app.events.models import AuditEvent, OperatorEvent

CHANGES = frozenset(
    {
        "billing.addressed",
        "certification_item.changed",
        "certification_item_kind.changed",
        "course.changed",
        "customer.changed",
        "external-instructor.changed",
        "location.changed",
        "mail_lane.set",
        "own_sender.removed",
        "own_sender.set",
        "provider.changed",
        "provider.logo_changed",
        "provider.state_changed",
        "reminders.changed",
        "saved_view.changed",
        "template.revised",
        "trainee.changed",
        "user.role_changed",
        "webhook.changed",
    }
)
"""The actions that note every field before and after; `record_change` writes them, and nothing else does."""
_INSERT = insert(AuditEvent)
_INSERT_OPERATOR = insert(OperatorEvent)


@dataclass(frozen=True)
class Actor:
    """Who does something: a user, an API key, an instructor by his link, or the system itself."""

    kind: str
    id: UUID | None
    name: str
    trace_id: str = ""


SYSTEM = Actor("system", None, "C-BOT")


async def record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID,
    *,
    now: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """Note that `actor` did `action` (such as `course.booked`) to a subject; `changes` holds what became of what."""
    values = _values(actor, action, subject_type, subject_id, now, changes)
    await session.execute(_INSERT, values | {"provider_id": bound_provider(session), "actor_kind": actor.kind})


async def record_change(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID,
    *,
    before: Facts,
    after: Facts,
    now: datetime,
) -> bool:
    """Note what a change made of a subject, field by field; says whether anything differs, and notes nothing if not."""
    if action not in CHANGES:
        raise ValueError(f"{action} is no change of fields")
    changes = differences(before, after)
    if changes:
        await record(session, actor, action, subject_type, subject_id, now=now, changes=changes)
    return bool(changes)


async def record_operator(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID,
    *,
    now: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """The same for what belongs to no provider; the session is bound to the operator."""
    await session.execute(_INSERT_OPERATOR, _values(actor, action, subject_type, subject_id, now, changes))


def _values(
    actor: Actor, action: str, subject_type: str, subject_id: UUID, now: datetime, changes: dict[str, Any] | None
) -> dict[str, Any]:
    """What both logs keep."""
    return {
        "id": new_id(),
        "at": now,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "changes": changes or {},
        "trace_id": actor.trace_id,
    }
