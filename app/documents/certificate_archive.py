"""Many certificates in one zip, made by a background job (R-PRC-02)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.certificates.errors import CertificateNotFound
from app.certificates.repository import printed, require_printable
from app.core.clock import Clock
from app.core.database.session import Database
from app.core.jobs.models import BackgroundJob
from app.core.jobs.queue import enqueue
from app.documents.certificate import certificate_name, render_certificate
from app.documents.certificate_sheets import certificate_sheets, letterhead
from app.documents.typesetting import words
from app.files.bundling import Bundle
from app.files.keeping import keep_file
from app.files.storage import FileStore

JOB = "certificate_archive"


async def order_archive(
    session: AsyncSession,
    certificate_ids: Sequence[UUID],
    *,
    course_id: UUID | None,
    language: str,
    now: datetime,
    created_by: UUID | None,
) -> BackgroundJob:
    """Have a zip made of these certificates; raises CertificateNotFound, and what `require_printable` raises."""
    rows = await printed(session, certificate_ids)
    if not rows:
        raise CertificateNotFound("There is no certificate in force.")
    for row in rows:
        require_printable(row)
    return await enqueue(
        session,
        JOB,
        subject_type="course" if course_id else "certificates",
        subject_id=course_id,
        now=now,
        payload={"certificateIds": [str(row.id) for row in rows], "language": language},
        total=len(rows),
        created_by=created_by,
    )


async def make_archive(
    database: Database,
    provider_id: UUID,
    payload: dict[str, Any],
    *,
    clock: Clock,
    storage: FileStore,
    public_url: str,
    report: Callable[[int, int], Awaitable[None]],
) -> dict[str, Any]:
    """Set the certificates one by one and keep the zip; the result names its file.

    One that was revoked meanwhile is left out. `report` may stop the job.
    """
    ids = [UUID(each) for each in payload["certificateIds"]]
    async with database.tenant(provider_id) as session:
        head = await letterhead(session, storage, public_url)
        in_force = [row.id for row in await printed(session, ids) if row.revoked_at is None]
        sheets = await certificate_sheets(session, in_force, head)
    bundle = Bundle(clock.now())
    for done, sheet in enumerate(sheets, start=1):
        bundle.add(certificate_name(sheet).removesuffix(".pdf"), "pdf", await render_certificate(sheet))
        await report(done, len(sheets))
    made = bundle.close(words(payload["language"])["certificates"])
    async with database.tenant(provider_id) as session:
        stored = await keep_file(session, storage, made, created_by=None, now=clock.now())
    return {"fileId": str(stored.id), "name": stored.name, "files": len(sheets)}
