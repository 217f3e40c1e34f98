"""What becomes of a claimed job, written down; every statement repeats the lease token."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Executable, Integer, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.jobs.models import BackgroundJob
from app.events.changes import announce


@dataclass(frozen=True, slots=True)
class JobClaim:
    """A job that this worker holds for the time of its lease."""

    provider_id: UUID
    job_id: UUID
    token: UUID


_OURS = (
    BackgroundJob.provider_id == bindparam("provider"),
    BackgroundJob.id == bindparam("job"),
    BackgroundJob.lease_token == bindparam("token"),
)
_LOAD = select(BackgroundJob).where(*_OURS)
_PROGRESS = (
    update(BackgroundJob)
    .where(*_OURS)
    .values(
        progress=func.coalesce(bindparam("progress", type_=Integer()), BackgroundJob.progress),
        total=func.coalesce(bindparam("of", type_=Integer()), BackgroundJob.total),
        lease_until=bindparam("until"),
    )
    .returning(BackgroundJob.cancel_requested_at.is_(None).label("goes_on"))
)
_RENEW = update(BackgroundJob).where(*_OURS).values(lease_until=bindparam("until"))
_NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None}
_FINISH = (
    update(BackgroundJob)
    .where(*_OURS)
    .values(
        state=bindparam("state"),
        result=bindparam("result", type_=BackgroundJob.result.type),
        problem=bindparam("problem"),
        finished_at=bindparam("now"),
        **_NO_LEASE,
    )
)
_PUT_BACK = update(BackgroundJob).where(*_OURS).values(state="queued", attempts=BackgroundJob.attempts - 1, **_NO_LEASE)


async def load(session: AsyncSession, claim: JobClaim) -> BackgroundJob | None:
    """The job behind a claim, or None when the claim has been lost."""
    return (await session.scalars(_LOAD, _values(claim))).one_or_none()


async def write_progress(
    session: AsyncSession, claim: JobClaim, progress: int | None, total: int | None, *, until: datetime
) -> bool:
    """Note how far the job is (None: unchanged); False when it shall stop, because somebody asked or because the claim is lost."""
    values = {**_values(claim), "progress": progress, "of": total, "until": until}
    row = (await (await session.connection()).execute(_PROGRESS, values)).one_or_none()
    if progress is not None:
        await announce(session, "jobs", claim.job_id)
    return row is not None and row.goes_on


async def renew(session: AsyncSession, claim: JobClaim, *, until: datetime) -> None:
    """Say that the job is still being worked on."""
    await _execute(session, _RENEW, {**_values(claim), "until": until})


async def finish(
    session: AsyncSession,
    claim: JobClaim,
    state: str,
    *,
    now: datetime,
    result: dict[str, Any] | None = None,
    problem: str | None = None,
) -> None:
    """The job has ended: `done` with its result, `failed` with a code, or `cancelled`."""
    values = {**_values(claim), "state": state, "now": now, "result": result, "problem": problem}
    if await _execute(session, _FINISH, values):
        await announce(session, "jobs", claim.job_id)


async def put_back(session: AsyncSession, claim: JobClaim) -> None:
    """The worker stops before the job is done: another begins it anew."""
    await _execute(session, _PUT_BACK, _values(claim))


async def try_later(session: AsyncSession, claim: JobClaim, *, at: datetime) -> None:
    """The job broke: its lease runs until it may be tried again."""
    await _execute(session, _RENEW, {**_values(claim), "until": at})


async def _execute(session: AsyncSession, statement: Executable, values: dict[str, Any]) -> bool:
    result: CursorResult[Any] = await (await session.connection()).execute(statement, values)
    return result.rowcount == 1


def _values(claim: JobClaim) -> dict[str, Any]:
    return {"provider": claim.provider_id, "job": claim.job_id, "token": claim.token}
