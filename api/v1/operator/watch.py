"""The operator watches the platform, and sends a provider's failed mails again."""

import platform
import shutil
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from api.routing import Route
from api.schemas import ApiModel, Instant
from api.v1.operator.desk import AsOperator, AtProvider
from app.dashboard.watch import watch
from app.events.audit import record
from app.mail.replaying import replay

router = APIRouter(route_class=Route, tags=["Operator"])


class OutboxView(ApiModel):
    """The mails of all providers that have not left."""

    due: int
    oldest_due_seconds: float
    uncertain: int = Field(description="Whose hand-over broke before the server's answer was known")
    failed_today: int


class RunView(ApiModel):
    """An entry of the worker's clock."""

    name: str
    succeeded_at: Instant | None
    failed_at: Instant | None
    problem: str = Field(description="The kind of the last error")


class FailedJobView(ApiModel):
    """A piece of long work that was given up in the last week."""

    id: UUID
    provider_id: UUID
    provider_name: str
    kind: str
    problem: str | None
    finished_at: Instant


class MailWatchView(ApiModel):
    """The mails of one provider in the last week."""

    provider_id: UUID
    provider_name: str
    waiting: int
    sent: int
    failed: int
    uncertain: int
    came_back: int
    bounce_percent: float
    paused_at: Instant | None
    deferred: int = Field(description="Of those that wait: for another day, since the daily maximum is reached")
    daily_cap: int | None


class VersionsView(ApiModel):
    """What runs."""

    schema_version: str
    postgresql: str
    python: str


class WatchView(ApiModel):
    """The platform at one moment."""

    at: Instant
    outbox: OutboxView
    jobs_waiting: int
    jobs_running: int
    failed_jobs: list[FailedJobView]
    runs: list[RunView]
    mails: list[MailWatchView]
    database_bytes: int
    file_bytes: int
    disk_free_bytes: int = Field(description="On the machine that answers")
    disk_bytes: int
    versions: VersionsView


class ReplayView(ApiModel):
    """What was queued again."""

    mails: int


@router.get("/operator/watch", operation_id="operator_watch_get", summary="How the platform fares (operator)")
async def operator_watch_get(here: AsOperator) -> WatchView:
    """Mails, jobs, the clock, storage and versions in five statements; nothing of what providers keep."""
    seen = await watch(here.session, here.now)
    disk = shutil.disk_usage(here.services.settings.data_dir)
    return WatchView(
        at=here.now,
        outbox=OutboxView.model_validate(seen.outbox),
        jobs_waiting=seen.platform.jobs_waiting,
        jobs_running=seen.platform.jobs_running,
        failed_jobs=[FailedJobView.model_validate(job) for job in seen.failed_jobs],
        runs=[RunView.model_validate(run) for run in seen.runs],
        mails=[MailWatchView.model_validate(each) for each in seen.mails],
        database_bytes=seen.platform.database_bytes,
        file_bytes=seen.platform.file_bytes,
        disk_free_bytes=disk.free,
        disk_bytes=disk.total,
        versions=VersionsView(
            schema_version=seen.platform.schema_version,
            postgresql=seen.platform.postgresql,
            python=platform.python_version(),
        ),
    )


@router.post(
    "/operator/providers/{provider_id}/mail-replays",
    operation_id="operator_mails_replay",
    summary="Send a provider's failed mails again (operator)",
)
async def operator_mails_replay(here: AtProvider) -> ReplayView:
    """Queue what was given up in the last two days, up to 500 mails at once, each at most once."""
    count = await replay(here.session, here.now)
    if count:
        changes = {"mails": count}
        await record(
            here.session, here.actor, "mails.replayed", "provider", here.provider.id, now=here.now, changes=changes
        )
    return ReplayView(mails=count)
