"""Looking at long-running work, and asking it to stop."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.errors import Conflict, NotFound
from app.core.jobs.models import BackgroundJob

OPEN_STATES = ("queued", "running")
RECENT = timedelta(days=2)
_LOCKED = text("select 1 from background_job where provider_id = :provider and id = :id for update")


class JobFinished(Conflict):
    """There is nothing left to cancel."""

    code = "job_finished"


async def list_jobs(session: AsyncSession, now: datetime) -> list[BackgroundJob]:
    """The provider's jobs of the last two days, the newest first."""
    statement = (
        select(BackgroundJob)
        .where(BackgroundJob.provider_id == bound_provider(session), BackgroundJob.created_at > now - RECENT)
        .order_by(BackgroundJob.created_at.desc(), BackgroundJob.id.desc())
        .limit(50)
    )
    return list(await session.scalars(statement))


async def get_job(session: AsyncSession, job_id: UUID) -> BackgroundJob:
    """A job of the provider; raises NotFound."""
    job = await session.get(BackgroundJob, (bound_provider(session), job_id))
    if job is None:
        raise NotFound("There is no such job.")
    return job


async def cancel_job(session: AsyncSession, job_id: UUID, now: datetime) -> BackgroundJob:
    """Ask a job to stop: a waiting one stops at once, a running one at its next step. Raises JobFinished."""
    await session.execute(_LOCKED, {"provider": bound_provider(session), "id": job_id})
    job = await get_job(session, job_id)
    if job.state not in OPEN_STATES:
        raise JobFinished("This job has ended already.")
    job.cancel_requested_at = job.cancel_requested_at or now
    if job.state == "queued":
        job.state, job.finished_at = "cancelled", now
    await session.flush()
    return job
