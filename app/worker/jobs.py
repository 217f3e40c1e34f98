"""Which coroutine does which kind of long-running work. The work is in its domain; these lines only hand it over."""

from collections.abc import Mapping
from typing import Any

from app.catalog.material_links import MaterialLinks
from app.certificates.taking_over import take_over
from app.core.signing import LinkSigner
from app.courses.exporting import run_export
from app.courses.list_import import run_import
from app.dashboard.course_lists import bundle_lists
from app.deliveries.mass_sending import execute_sending
from app.documents.certificate_archive import make_archive
from app.invitations.mass_sending import execute_mailing
from app.mail.rendering import shared_renderer
from app.worker.context import Job, JobContext


async def _mailing(context: JobContext) -> dict[str, Any]:
    return await execute_mailing(
        context.ports.database,
        context.provider_id,
        context.payload,
        clock=context.ports.clock,
        renderer=shared_renderer(),
        links=MaterialLinks(LinkSigner(context.ports.keys), context.ports.settings.public_url),
        report=context.report,
        cancelled=context.cancelled,
    )


async def _trainee_import(context: JobContext) -> dict[str, Any]:
    assert context.subject_id is not None
    return await run_import(
        context.ports.database,
        context.provider_id,
        context.subject_id,
        accept_waiting_list=bool(context.payload.get("acceptWaitingList")),
        report=context.report_or_stop,
        now=context.ports.clock.now,
        certify=take_over,
    )


async def _course_lists(context: JobContext) -> dict[str, Any]:
    return await bundle_lists(
        context.ports.database,
        context.provider_id,
        context.payload,
        storage=context.ports.storage,
        now=context.ports.clock.now(),
        report=context.report_or_stop,
    )


async def _course_export(context: JobContext) -> dict[str, Any]:
    return await run_export(
        context.ports.database,
        context.ports.storage,
        context.provider_id,
        context.payload,
        clock=context.ports.clock,
        report=context.report,
    )


async def _certificate_sending(context: JobContext) -> dict[str, Any]:
    return await execute_sending(
        context.ports.database,
        context.provider_id,
        context.payload,
        clock=context.ports.clock,
        renderer=shared_renderer(),
        storage=context.ports.storage,
        public_url=context.ports.settings.public_url,
        signer=LinkSigner(context.ports.keys),
        report=context.report,
        cancelled=context.cancelled,
    )


async def _certificate_archive(context: JobContext) -> dict[str, Any]:
    return await make_archive(
        context.ports.database,
        context.provider_id,
        context.payload,
        clock=context.ports.clock,
        storage=context.ports.storage,
        public_url=context.ports.settings.public_url,
        report=context.report_or_stop,
    )


JOBS: Mapping[str, Job] = {
    "mailing": _mailing,
    "trainee_import": _trainee_import,
    "course_lists": _course_lists,
    "course_export": _course_export,
    "certificate_sending": _certificate_sending,
    "certificate_archive": _certificate_archive,
}
