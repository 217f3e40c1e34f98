"""How the platform fares, for the operator: mails, jobs, the clock, storage. Figures and names of providers, nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.jobs.models import ScheduledRun
from app.core.jobs.runs import list_runs
from app.mail.health import OutboxHealth, outbox_health

PERIOD = timedelta(days=7)
_PLATFORM = text("select * from operator_watch()")
_JOBS = text("select * from operator_failed_jobs(:since)")
_MAILS = text("select * from operator_mail_watch(:since)")


@dataclass(frozen=True, slots=True)
class Platform:
    """What waits, what is stored in bytes, and which versions run."""

    jobs_waiting: int
    jobs_running: int
    database_bytes: int
    file_bytes: int
    schema_version: str
    postgresql: str


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A piece of long work that was given up."""

    id: UUID
    provider_id: UUID
    provider_name: str
    kind: str
    problem: str | None
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class MailWatch:
    """The mails of one provider in the last week."""

    provider_id: UUID
    provider_name: str
    waiting: int
    sent: int
    failed: int
    uncertain: int
    came_back: int
    paused_at: datetime | None
    deferred: int
    """Of those that wait: for another day, since the maximum of this one is reached."""
    daily_cap: int | None

    @property
    def bounce_percent(self) -> float:
        """How many of a hundred delivered mails came back."""
        delivered = self.sent + self.came_back
        return round(100 * self.came_back / delivered, 1) if delivered else 0.0


@dataclass(frozen=True, slots=True)
class Watch:
    """The whole picture of one moment, in five statements."""

    outbox: OutboxHealth
    platform: Platform
    runs: Sequence[ScheduledRun]
    failed_jobs: Sequence[FailedJob]
    mails: Sequence[MailWatch]


async def watch(session: AsyncSession, now: datetime) -> Watch:
    """Look at the platform as it is now; failures and mails are those of the last week."""
    since = {"since": now - PERIOD}
    return Watch(
        outbox=await outbox_health(session, now),
        platform=Platform(*(await session.execute(_PLATFORM)).one()),
        runs=await list_runs(session),
        failed_jobs=[FailedJob(*row) for row in await session.execute(_JOBS, since)],
        mails=[MailWatch(*row) for row in await session.execute(_MAILS, since)],
    )
