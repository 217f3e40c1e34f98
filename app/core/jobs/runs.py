"""When each entry of the worker's clock last ran, for whoever watches the platform."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.jobs.models import ScheduledRun

_LIST = select(ScheduledRun).order_by(ScheduledRun.name)


_SUCCEEDED = insert(ScheduledRun).values(name=bindparam("entry"), succeeded_at=bindparam("at"))
_SUCCEEDED = _SUCCEEDED.on_conflict_do_update(
    index_elements=["name"], set_={"succeeded_at": _SUCCEEDED.excluded.succeeded_at}
)
_FAILED = insert(ScheduledRun).values(name=bindparam("entry"), failed_at=bindparam("at"), problem=bindparam("why"))
_FAILED = _FAILED.on_conflict_do_update(
    index_elements=["name"], set_={"failed_at": _FAILED.excluded.failed_at, "problem": _FAILED.excluded.problem}
)


async def note_success(session: AsyncSession, name: str, now: datetime) -> None:
    """The entry did its work, in this transaction."""
    await session.execute(_SUCCEEDED, {"entry": name, "at": now})


async def note_failure(session: AsyncSession, name: str, problem: str, now: datetime) -> None:
    """The entry broke down; `problem` is the kind of error, never its words, which may hold personal data."""
    await session.execute(_FAILED, {"entry": name, "at": now, "why": problem})


async def list_runs(session: AsyncSession) -> Sequence[ScheduledRun]:
    """The last runs of every entry that ever ran, by name."""
    return (await session.scalars(_LIST)).all()
