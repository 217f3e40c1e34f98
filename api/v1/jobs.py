"""Long-running work: its progress, its result, and stopping it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from api.deps import Scope, allow
from api.routing import Route, problems
from api.schemas import ApiModel, Instant, Listing
from app.core.errors import NotAllowed
from app.core.jobs import overview
from app.core.jobs.models import BackgroundJob
from app.events.changes import announce

router = APIRouter(route_class=Route, tags=["Jobs"])
ReadJobs = Annotated[Scope, Depends(allow("courses:read"), scope="function")]
WriteJobs = Annotated[Scope, Depends(allow("courses:write"), scope="function")]
AREAS = {
    "certificate_archive": "certificates",
    "certificate_sending": "certificates",
    "course_export": "courses",
    "course_lists": "courses",
    "mailing": "mails",
    "trainee_import": "trainees",
}
"""What a kind of job is about: its result, and the file that it made, are for callers who may read that."""


class JobView(ApiModel):
    """A job with its progress; `total` is null while it is not known yet. A file that it made is there for seven days."""

    id: UUID
    kind: str
    subject_type: str
    subject_id: UUID | None
    state: str
    progress: int
    total: int | None
    result: dict[str, Any] | None
    problem: str | None
    created_at: Instant
    finished_at: Instant | None


@router.get("/jobs", operation_id="jobs_list", summary="List recent jobs")
async def jobs_list(scope: ReadJobs) -> Listing[JobView]:
    """The jobs of the last two days, as far as the caller may read what they are about."""
    rows = await overview.list_jobs(scope.session, scope.now)
    return Listing(items=[_view(row) for row in rows if _reading(row) in scope.caller.permissions])


@router.get("/jobs/{job_id}", operation_id="jobs_get", summary="A job")
async def jobs_get(scope: ReadJobs, job_id: UUID) -> JobView:
    """How far a job is, and what came of it, for who may read what it is about."""
    job = await overview.get_job(scope.session, job_id)
    _require(scope, _reading(job))
    return _view(job)


@router.post("/jobs/{job_id}/cancellation", operation_id="jobs_cancel", summary="Stop a job", responses=problems(409))
async def jobs_cancel(scope: WriteJobs, job_id: UUID) -> JobView:
    """Ask a job to stop; what it has done stays done. Needs the right to change what the job is about."""
    _require(scope, f"{AREAS[(await overview.get_job(scope.session, job_id)).kind]}:write")
    job = await overview.cancel_job(scope.session, job_id, scope.now)
    await announce(scope.session, "jobs", job.id)
    return _view(job)


def _view(job: BackgroundJob) -> JobView:
    return JobView.model_validate(job)


def _reading(job: BackgroundJob) -> str:
    return f"{AREAS[job.kind]}:read"


def _require(scope: Scope, permission: str) -> None:
    if permission not in scope.caller.permissions:
        raise NotAllowed("This job is about something that you may not see.", permission=permission)
