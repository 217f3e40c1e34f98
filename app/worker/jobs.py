"""Which coroutine does which kind of long-running work. The work is in its domain; these lines only hand it over."""

from collections.abc import Mapping
from typing import Any

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
        report=context.report,
        cancelled=context.cancelled,
    )


JOBS: Mapping[str, Job] = {"mailing": _mailing}
