"""What a long-running job works with: its provider, its payload, a way to tell how far it is, and the process's ports."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.billing.paying.port import PaymentService
from app.core.clock import Clock
from app.core.config import Settings
from app.core.database.session import Database
from app.core.signing import KeyRing
from app.files.storage import FileStore
from app.mail.asking_dns import Ask, ask_dns


@dataclass(frozen=True, slots=True)
class Ports:
    """What the process has at hand for its jobs."""

    settings: Settings
    database: Database
    clock: Clock
    storage: FileStore
    keys: KeyRing
    ask_dns: Ask = ask_dns
    payments: PaymentService | None = None
    """Where providers pay their invoices online; None while they pay by bank transfer only."""


class JobStopped(Exception):
    """Not an error: somebody asked the job to stop. What it has committed so far stays."""


@dataclass
class JobContext:
    """One run of one job. The same job may run twice: after a crash it starts again from its payload."""

    ports: Ports
    provider_id: UUID
    job_id: UUID
    payload: dict[str, Any]
    subject_id: UUID | None
    write_progress: Callable[[int | None, int | None], Awaitable[bool]]
    """Notes how far the job is (None: unchanged); False when somebody asked it to stop."""
    report_seconds: float = 0.5
    stopped: bool = False
    _written_at: float = field(default=0.0)

    async def report(self, progress: int, total: int | None = None) -> None:
        """Tell how far the job is; open screens follow. Written down twice a second at most, and at the end."""
        if self._due() or progress == total:
            await self._write(progress, total)

    async def cancelled(self) -> bool:
        """Whether somebody asked the job to stop. What it has committed so far stays."""
        if not self.stopped and self._due():
            await self._write(None, None)
        return self.stopped

    async def report_or_stop(self, progress: int, total: int) -> None:
        """Tell how far the job is; raises JobStopped when somebody asked it to stop and there is work left."""
        await self.report(progress, total)
        if progress < total and await self.cancelled():
            raise JobStopped

    def _due(self) -> bool:
        return time.monotonic() - self._written_at >= self.report_seconds

    async def _write(self, progress: int | None, total: int | None) -> None:
        self._written_at = time.monotonic()
        self.stopped = not await self.write_progress(progress, total) or self.stopped


Job = Callable[[JobContext], Awaitable[dict[str, Any]]]
"""A job: returns its result, which is kept with the row. A DomainError ends it as failed with the error's code."""
