"""The drain loop: it takes mails from the outbox and gives them to several hands, each with its own kept connection.

It looks into PostgreSQL every second, so that neither a lost notice nor a Redis outage delays a mail for longer.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import structlog
from sqlalchemy import bindparam, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import ARRAY, Interval, Uuid

from app.mail.outgoing import MailTransport
from app.worker.bell import Bell
from app.worker.breaker import Breaker
from app.worker.delivery import Delivery
from app.worker.portion import Portion
from app.worker.records import Claim, Parcel

log = structlog.get_logger()
_CLAIM = text("select provider_id, id from outbox_claim(:limit, :token, :now, :lease)").bindparams(
    bindparam("lease", type_=Interval()), bindparam("token", type_=Uuid())
)
_RENEW = text("select outbox_renew(:tokens, :until)").bindparams(bindparam("tokens", type_=ARRAY(Uuid())))
_SWEEP = text("select outbox_sweep(:now)")
_TROUBLE = (DBAPIError, OSError)


@dataclass
class Drain:
    """One worker's loop over the outbox."""

    delivery: Delivery
    transports: Sequence[MailTransport]
    bell: Bell
    _parcels: asyncio.Queue[Parcel | None] = field(default_factory=asyncio.Queue)
    _held: dict[Claim, None] = field(default_factory=dict)
    _left: list[Claim] = field(default_factory=list)
    _room: asyncio.Event = field(default_factory=asyncio.Event)
    _breaker: Breaker = field(init=False)
    _portion: Portion = field(init=False)

    def __post_init__(self) -> None:
        options, hands = self.delivery.options, len(self.transports)
        self._breaker = Breaker(options.breaker_seconds)
        self._portion = Portion(least=2 * hands, most=max(options.batch, 2 * hands))

    async def run(self) -> None:
        """Deliver until the bell's signal to stop; then finish the mails in hand, and put the others back."""
        ledger, patience = self.delivery.ledger, self.delivery.options.stop_seconds
        writer = asyncio.create_task(ledger.run())
        hands = [asyncio.create_task(self._hand(transport)) for transport in self.transports]
        keeper = asyncio.create_task(self._keep_leases())
        try:
            await self._feed()
        finally:
            for _ in hands:
                self._parcels.put_nowait(None)
            await asyncio.wait(hands, timeout=patience)
            ledger.close()
            await asyncio.wait([writer], timeout=patience)
            await _end(*hands, writer)
            await self._put_back_the_rest()
            await _end(keeper)

    async def _feed(self) -> None:
        stop = self.bell.stop
        while not stop.is_set():
            try:
                found = await self._claim()
            except _TROUBLE as error:
                log.warning("outbox_not_reachable", error=type(error).__name__)
                found = 0
            if not found:
                await self.bell.wait(self.delivery.options.poll_seconds)
            await self._wait_for_room()

    async def _wait_for_room(self) -> None:
        """Until the hands need more, so that what nobody can begin stays with PostgreSQL; or until the signal to stop."""
        enough = max(len(self.transports), self._portion.size // 2)
        while self._parcels.qsize() >= enough and not self.bell.stop.is_set():
            self._room.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._room.wait(), self.delivery.options.poll_seconds)

    async def _claim(self) -> int:
        """Take as many mails as the hands can begin soon; returns how many there were."""
        options, now = self.delivery.options, self.delivery.clock.now()
        wanted = self._portion.size - self._parcels.qsize()
        limit = self._breaker.allowance(time.monotonic(), wanted)
        if limit < 1 or (limit == 1 < wanted and self._held):
            return 0
        token = uuid4()
        async with self.delivery.database.platform() as session:
            values = {"limit": limit, "token": token, "now": now, "lease": options.lease}
            rows = (await session.execute(_CLAIM, values)).all()
        if len(rows) == limit:
            self._portion.take(time.monotonic())
        for parcel in await self.delivery.load([Claim(row.provider_id, row.id, token) for row in rows]):
            self._held[parcel.claim] = None
            self._parcels.put_nowait(parcel)
        return len(rows)

    async def _hand(self, transport: MailTransport) -> None:
        """Deliver one mail after the other; at the signal to stop, leave what was not begun."""
        while (parcel := await self._parcels.get()) is not None:
            self._room.set()
            claim = parcel.claim
            try:
                if self.bell.stop.is_set():
                    self._left.append(claim)
                elif self._breaker.is_open(time.monotonic()):
                    await self.delivery.put_back([claim])
                else:
                    await self._deliver(parcel, transport)
            except Exception:
                # The lease runs out by itself; whether content had left is in the mail's state.
                log.exception("delivery_interrupted", mail_id=str(claim.mail_id))
            finally:
                self._held.pop(claim, None)
        await transport.close()

    async def _put_back_the_rest(self) -> None:
        """What the hands have left, and what hands that hang have left lying."""
        while not self._parcels.empty():
            if parcel := self._parcels.get_nowait():
                self._left.append(parcel.claim)
        with suppress(*_TROUBLE):
            await self.delivery.put_back(self._left)

    async def _deliver(self, parcel: Parcel, transport: MailTransport) -> None:
        outcome = await self.delivery.deliver(parcel, transport)
        if self._breaker.note(outcome, time.monotonic()):
            log.error("mail_server_trouble", outcome=outcome)

    async def _keep_leases(self) -> None:
        """Renew what this worker holds, and release what dead workers held, three times per lease."""
        lease = self.delivery.options.lease
        while True:
            now = self.delivery.clock.now()
            tokens: list[UUID] = list({claim.token for claim in self._held} | self.delivery.ledger.unsettled())
            try:
                async with self.delivery.database.platform() as session:
                    if tokens:
                        await session.execute(_RENEW, {"tokens": tokens, "until": now + lease})
                    if await session.scalar(_SWEEP, {"now": now}):
                        self.bell.ring()
            except _TROUBLE as error:
                log.warning("leases_not_renewed", error=type(error).__name__)
            await asyncio.sleep(lease.total_seconds() / 3)


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
