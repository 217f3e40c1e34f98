"""The user agrees with what an import shows, or throws it away (R-CRS-08)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.jobs.models import BackgroundJob
from app.core.jobs.queue import enqueue
from app.events.audit import Actor, record
from app.events.changes import announce
from app.trainees.errors import ImportNotOpen, NothingToImport
from app.trainees.importing.columns import check_columns
from app.trainees.importing.records import columns_of, count_verdicts, get_import, state_of
from app.trainees.models import TraineeImport

JOB_KIND = "trainee_import"


async def agree(
    session: AsyncSession, found: TraineeImport, *, accept_waiting_list: bool, actor: Actor, now: datetime
) -> BackgroundJob:
    """Start the job that writes the accepted rows of an import that is open or was stopped.

    Raises ColumnsNotUsable, and NothingToImport when no row was accepted.
    """
    check_columns(columns_of(found))
    counts = await count_verdicts(session, found.id)
    if not counts["new"] + counts["matched"]:
        raise NothingToImport("No row of this list can be taken over.")
    job = await enqueue(
        session,
        JOB_KIND,
        subject_type="trainee_import",
        subject_id=found.id,
        now=now,
        payload={"acceptWaitingList": accept_waiting_list},
        total=counts["new"] + counts["matched"],
        created_by=actor.id if actor.kind == "user" else None,
    )
    found.state, found.job_id = "running", job.id
    await session.flush()
    await record(session, actor, "trainee_import.agreed", "trainee_import", found.id, now=now, changes=dict(counts))
    await announce(session, "imports", found.id)
    return job


async def discard(session: AsyncSession, import_id: UUID) -> None:
    """Delete an import with its rows; trainees that it made stay. Raises ImportNotFound, and ImportNotOpen while it runs."""
    found = await get_import(session, import_id)
    if await state_of(session, found) == "running":
        raise ImportNotOpen("Stop this import first.")
    await session.delete(found)
    await session.flush()
    await announce(session, "imports", import_id)
