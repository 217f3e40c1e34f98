"""What the hands of a worker do, written down in groups: one statement for whatever came together while the last one ran.

The guarantees are those of noting each mail by itself (R-MAIL-01):
- A mail's content leaves only after `begin` returned, and `begin` returns only after `handing` is committed. Whatever
  dies from then on leaves a mail in `handing`, which becomes `uncertain` when its lease runs out, and is never taken for new.
- What the server answered is queued before the same hand can ask to begin its next mail, and groups are written in order, one
  at a time. So when a mail's content leaves, the former one of that hand is committed as `sent`: at most one mail per
  connection is ever between acceptance and our note of it, as many as without groups.
- An answer is insisted on while the database is away; a mail that may not begin because of it stays where it is.
- Every note repeats the claim's token, so that who lost a mail to another worker neither begins nor changes it. A group that
  is written twice, since its answer got lost, changes nothing the second time.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from app.core.clock import Clock
from app.core.database.session import Database
from app.events.changes import notice
from app.worker.records import Attempt, Claim, attempt_rows

log = structlog.get_logger()
_PATIENCE = (0.2, 0.5, 1.0, 2.0, 5.0, 5.0, 10.0, 10.0, 20.0)
_GATHERING = (0.002, 0.02)
"""So long, in seconds, a group waits for other hands: half of what the last one took to be written, within these."""
_NOTE = "select outbox_note($1, $2, $3, $4, $5, $6)"


class LedgerAway(OSError):
    """What should be noted could not be, so that nothing may leave."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    claim: Claim
    may: asyncio.Future[bool]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is to be written, made once, so that writing it again changes nothing."""

    claim: Claim
    sent: dict[str, Any]
    tries: list[dict[str, Any]]
    notices: list[str]


@dataclass
class Ledger:
    """Shared by all hands of a worker; `run` writes until `close`."""

    database: Database
    clock: Clock
    lease: timedelta
    hands: int
    """When so many ask to begin, nobody else can join."""
    _beginnings: list[_Beginning] = field(default_factory=list)
    _answers: list[_Answer] = field(default_factory=list)
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)
    _connection: AsyncConnection | None = None
    _took: float = 0.0
    _closing: bool = False

    async def begin(self, claim: Claim) -> bool:
        """Note that the content leaves now; False when the mail is no longer ours. Raises when the database is away."""
        beginning = _Beginning(claim, asyncio.get_running_loop().create_future())
        self._beginnings.append(beginning)
        self._wanted.set()
        return await beginning.may

    def settle(self, claim: Claim, attempt: Attempt) -> None:
        """Have it noted that the server has the mail, at the latest with whatever this hand begins next."""
        self._answers.append(_answer(claim, attempt))
        self._wanted.set()

    def unsettled(self) -> set[UUID]:
        """The tokens of mails whose answer is not committed yet."""
        return {answer.claim.token for answer in self._answers}

    def close(self) -> None:
        """Let `run` end when everything is written."""
        self._closing = True
        self._wanted.set()

    async def run(self) -> None:
        """Write group after group. What cannot be written for a minute is given up, and becomes uncertain."""
        failures = 0
        try:
            while await self._something():
                failures = await self._write_group(failures)
        finally:
            await self._disconnect(broken=False)

    async def _write_group(self, failures: int) -> int:
        """How often writing has failed in a row by now."""
        beginnings, self._beginnings = self._beginnings, []
        answers = tuple(self._answers)
        try:
            begun = await self._write(beginnings, answers)
        except Exception as error:
            # Whatever it is, hands that wait are told, and what the server said is kept.
            log.warning("outcome_not_recorded_yet", mails=len(answers), error=type(error).__name__)
            await self._disconnect(broken=True)
            _refuse(beginnings, error)
            return await self._wait_or_give_up(answers, failures)
        del self._answers[: len(answers)]
        _allow(beginnings, begun)
        return 0

    async def _something(self) -> bool:
        while not self._answers and not self._beginnings:
            if self._closing:
                return False
            self._wanted.clear()
            await self._wanted.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(_GATHERING[0], self._took / 2), _GATHERING[1])):
                while len(self._beginnings) < self.hands and not self._closing:
                    self._wanted.clear()
                    await self._wanted.wait()
        return True

    async def _write(self, beginnings: Sequence[_Beginning], answers: Sequence[_Answer]) -> set[UUID]:
        now = self.clock.now()
        begun = _json([_named(beginning.claim) for beginning in beginnings])
        sent = _json([answer.sent for answer in answers])
        tries = _json([each for answer in answers for each in answer.tries])
        notices = [each for answer in answers for each in answer.notices]
        asked = time.monotonic()
        connection = await self._connected()
        rows = await connection.fetch(_NOTE, begun, sent, tries, notices, now, now + self.lease)
        self._took = time.monotonic() - asked
        return {row[0] for row in rows}

    async def _connected(self) -> asyncpg.Connection:
        """The driver's own connection out of the pool, kept from group to group: this statement runs for every mail."""
        if self._connection is None:
            self._connection = await self.database.single.connect()
        driver: asyncpg.Connection | None = (await self._connection.get_raw_connection()).driver_connection
        if driver is None or driver.is_closed():
            raise LedgerAway("The connection is gone.")
        return driver

    async def _disconnect(self, *, broken: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                if broken:
                    await connection.invalidate()
                await connection.close()

    async def _wait_or_give_up(self, answers: Sequence[_Answer], failures: int) -> int:
        """How often writing these answers has failed by now."""
        if not answers:
            return failures
        if failures < len(_PATIENCE):
            await asyncio.sleep(_PATIENCE[failures])
            return failures + 1
        del self._answers[: len(answers)]
        for answer in answers:
            log.error("outcome_not_recorded", mail_id=str(answer.claim.mail_id))
        return 0


def _answer(claim: Claim, attempt: Attempt) -> _Answer:
    result = attempt.result
    sent = {**_named(claim), "at": attempt.finished_at, "code": result.code, "words": result.words}
    tries = [
        {
            "provider": claim.provider_id,
            "id": row["id"],
            "mail": claim.mail_id,
            "started": row["started_at"],
            "finished": row["finished_at"],
            **{name: row[name] for name in ("phase", "address", "code", "words", "worker", "sender")},
        }
        for row in attempt_rows(claim, attempt)
    ]
    notices = [notice(claim.provider_id, "mails", claim.mail_id)]
    if attempt.course_id is not None:
        notices.append(notice(claim.provider_id, "enrolments", attempt.course_id))
    return _Answer(claim, sent, tries, notices)


def _json(rows: list[dict[str, Any]]) -> str:
    return orjson.dumps(rows, default=str).decode()


def _named(claim: Claim) -> dict[str, Any]:
    return {"provider": claim.provider_id, "mail": claim.mail_id, "token": claim.token}


def _refuse(beginnings: Sequence[_Beginning], error: Exception) -> None:
    for beginning in beginnings:
        if not beginning.may.done():
            beginning.may.set_exception(LedgerAway(f"{type(error).__name__}: {error}"))


def _allow(beginnings: Sequence[_Beginning], begun: set[UUID]) -> None:
    for beginning in beginnings:
        if not beginning.may.done():
            beginning.may.set_result(beginning.claim.mail_id in begun)
