"""Takes deliveries of webhooks that are due and sends them, many at a time, but few to the same receiver."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import Interval, Uuid

from app.core.clock import Clock
from app.core.database.session import Database
from app.webhooks.sending import Claim, Sending
from app.worker.bell import Bell
from app.worker.options import WorkerOptions

log = structlog.get_logger()
_CLAIM = text("select provider_id, id from webhooks_claim(:limit, :each, :provider, :token, :now, :lease)").bindparams(
    bindparam("lease", type_=Interval()), bindparam("token", type_=Uuid())
)
_TROUBLE = (DBAPIError, OSError)


@dataclass
class WebhookLoop:
    """One worker's loop over the deliveries of all providers."""

    database: Database
    clock: Clock
    sending: Sending
    options: WorkerOptions
    bell: Bell
    _running: dict[asyncio.Task[None], Claim] = field(default_factory=dict)

    async def run(self) -> None:
        """Send what is due until the signal to stop; then give those under way a moment, and put the rest back."""
        while not self.bell.stop.is_set():
            try:
                await self._start_due()
            except _TROUBLE as error:
                log.warning("webhooks_not_reachable", error=type(error).__name__)
            await self.bell.wait(self.options.poll_seconds)
        if self._running:
            await asyncio.wait(self._running, timeout=self.options.webhook_grace_seconds)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _start_due(self) -> None:
        free = self.options.webhook_slots - len(self._running)
        if free < 1:
            return
        token = uuid4()
        values = {
            "limit": free,
            "each": self.options.webhook_slots_each,
            "provider": self.options.webhook_slots_provider,
            "token": token,
            "now": self.clock.now(),
            "lease": self.options.webhook_lease,
        }
        async with self.database.platform() as session:
            rows = (await session.execute(_CLAIM, values)).all()
        for row in rows:
            claim = Claim(row.provider_id, row.id, token)
            task = asyncio.create_task(self._send(claim))
            self._running[task] = claim
            task.add_done_callback(self._ended)

    async def _send(self, claim: Claim) -> None:
        try:
            await self.sending.send(claim)
        except asyncio.CancelledError:
            with suppress(*_TROUBLE):
                await self.sending.put_back(claim)
        except _TROUBLE as error:
            # The lease runs out, and it is sent again under the same id.
            log.warning("webhook_interrupted", delivery_id=str(claim.delivery_id), error=type(error).__name__)
        except Exception:
            log.exception("webhook_broke", delivery_id=str(claim.delivery_id))

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self.bell.ring()
