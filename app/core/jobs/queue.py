"""Putting long work into the database, in the transaction of what asked for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.jobs.models import BackgroundJob

JOBS_CHANNEL = "cbot_jobs"
_NOTIFY = text("select pg_notify(:channel, '')")


async def enqueue(
    session: AsyncSession,
    kind: str,
    *,
    subject_type: str,
    subject_id: UUID | None,
    now: datetime,
    payload: dict[str, Any] | None = None,
    total: int | None = None,
    created_by: UUID | None = None,
) -> BackgroundJob:
    """Write a job row; the worker starts it once the caller's transaction has committed. Ids only in `payload`."""
    job = BackgroundJob(
        provider_id=bound_provider(session),
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        state="queued",
        progress=0,
        total=total,
        payload=payload or {},
        attempts=0,
        created_by=created_by,
        created_at=now,
    )
    session.add(job)
    await session.flush()
    await session.execute(_NOTIFY, {"channel": JOBS_CHANNEL})
    return job
