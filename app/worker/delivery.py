"""Delivering one claimed mail: from the outbox to the server, and what came of it back into the outbox (R-MAIL-01, -02)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import Clock
from app.core.database.session import Database
from app.mail.addresses import MailAddress
from app.mail.head import own_address_of
from app.mail.message import CalendarPart
from app.mail.outgoing import HandOver, MailTransport, Outcome, OutgoingAttachment, OutgoingMail
from app.mail.return_paths import ReturnPaths
from app.worker import records
from app.worker.enclosures import Enclosures
from app.worker.ledger import Ledger
from app.worker.options import WorkerOptions
from app.worker.records import Attempt, Claim, Parcel

log = structlog.get_logger()
PATIENT_TRIES = 5
"""For so many tries a copy that is refused for now holds back the whole mail."""
_RECORD_DELAYS = (0.2, 0.5, 1.0, 2.0, 5.0, 5.0, 10.0, 10.0, 20.0)


@dataclass(frozen=True)
class Delivery:
    """What delivering needs; one for all hands of a worker."""

    database: Database
    ledger: Ledger
    enclosures: Enclosures
    clock: Clock
    options: WorkerOptions
    sender: str
    """The portal's own address."""
    paths: ReturnPaths
    """Where undeliverable mail comes back to."""
    worker: str
    """The name under which this worker's tries are noted."""

    async def load(self, claims: Sequence[Claim]) -> list[Parcel]:
        """The mails behind claims of one token, in their order and without those that have been lost."""
        found: dict[UUID, Parcel] = {}
        for provider_id in {claim.provider_id for claim in claims}:
            async with self.database.tenant(provider_id) as session:
                its = [claim for claim in claims if claim.provider_id == provider_id]
                found.update((parcel.claim.mail_id, parcel) for parcel in await records.load(session, its))
        return [found[claim.mail_id] for claim in claims if claim.mail_id in found]

    async def deliver(self, parcel: Parcel, transport: MailTransport) -> Outcome:
        """Try once to hand the mail over, and write down what came of it; that it was sent, soon and in a group."""
        started = self.clock.now()
        worthless = _worthless(parcel, started)
        result, sender = (worthless, "") if worthless else await self._in_either_name(parcel, transport)
        attempt = Attempt(started, self.clock.now(), result, self.worker, parcel.mail.course_id, sender)
        if result.outcome is Outcome.ACCEPTED:
            self.ledger.settle(parcel.claim, attempt)
        elif result.outcome is not Outcome.LOST:
            await self._write_down(parcel, attempt)
        return result.outcome

    async def put_back(self, claims: Sequence[Claim]) -> None:
        """Give up claims that were not tried."""
        for provider_id in {claim.provider_id for claim in claims}:
            async with self.database.tenant(provider_id) as session:
                await records.put_back(session, [claim for claim in claims if claim.provider_id == provider_id])

    async def _in_either_name(self, parcel: Parcel, transport: MailTransport) -> tuple[HandOver, str]:
        """What the server said, and the provider's own address that it was offered from, or nothing.

        A server that will not have the words may mean the name above them: no mail stays unsent for that (R-MAIL-03).
        """
        own = own_address_of(parcel.mail.kind, parcel.mail.own_address or "")
        result = await self._hand_over(parcel, transport, own or self.sender)
        if not own or (result.outcome, result.phase) != (Outcome.PERMANENT, "data"):
            return result, own
        log.warning("own_sender_refused", mail_id=str(parcel.claim.mail_id), code=result.code)
        return await self._hand_over(parcel, transport, self.sender, begun=True), ""

    async def _hand_over(
        self, parcel: Parcel, transport: MailTransport, sender: str, *, begun: bool = False
    ) -> HandOver:
        """Offer the mail; `begun` says that its hand-over is noted already, for a server that answered no."""

        async def before_data() -> bool:
            return begun or await self.ledger.begin(parcel.claim)

        claim, mail = parcel.claim, parcel.mail
        try:
            files = await self.enclosures.read(claim.provider_id, mail.attachments)
            outgoing = _outgoing(mail, sender, self.paths.of(claim.mail_id) or self.sender, files)
            return await transport.hand_over(outgoing, before_data)
        except (DBAPIError, OSError):
            raise
        except Exception as error:
            # A mail that cannot be built must not come back for ever; its sender sees why, and can send it again.
            log.exception("mail_cannot_be_built", mail_id=str(claim.mail_id))
            return HandOver(Outcome.PERMANENT, "build", None, f"{type(error).__name__}: {error}"[:500])

    async def _write_down(self, parcel: Parcel, attempt: Attempt) -> None:
        """Insist: what the server said must not be lost because the database is away for a moment."""
        claim = parcel.claim
        for delay in _RECORD_DELAYS:
            try:
                async with self.database.tenant(claim.provider_id) as session:
                    return await self._write(session, parcel, attempt)
            except (DBAPIError, OSError) as error:
                log.warning("outcome_not_recorded_yet", mail_id=str(claim.mail_id), error=type(error).__name__)
                await asyncio.sleep(delay)
        log.error("outcome_not_recorded", mail_id=str(claim.mail_id), outcome=attempt.result.outcome)
        return None

    async def _write(self, session: AsyncSession, parcel: Parcel, attempt: Attempt) -> None:
        claim = parcel.claim
        match attempt.result.outcome:
            case Outcome.PERMANENT:
                state = "expired" if attempt.result is _TOO_LATE else "failed"
                await records.mark_ended(session, claim, attempt, state)
            case Outcome.REFUSES_US:
                pause = attempt.finished_at + timedelta(seconds=self.options.breaker_seconds)
                await records.mark_for_later(session, claim, attempt, not_before=pause, ambiguous=False, counted=False)
            case _:
                await self._try_later(session, parcel, attempt)

    async def _try_later(self, session: AsyncSession, parcel: Parcel, attempt: Attempt) -> None:
        claim = parcel.claim
        first: datetime = await records.first_try(session, claim) or attempt.started_at
        tries = parcel.mail.attempts + 1
        moment = self.options.retries.next_try(tries, first_try=first, now=attempt.finished_at)
        if moment is None:
            await records.mark_ended(session, claim, attempt, "failed")
            return
        ambiguous = attempt.result.outcome is Outcome.AMBIGUOUS
        await records.mark_for_later(session, claim, attempt, not_before=moment, ambiguous=ambiguous, counted=True)


_TOO_LATE = HandOver(Outcome.PERMANENT, "build", None, "It was too late for this mail.")


def _worthless(parcel: Parcel, now: datetime) -> HandOver | None:
    """Why a mail is not even offered: its time is over, or its address is known to be dead."""
    expires_at = parcel.mail.expires_at
    if expires_at is not None and expires_at <= now:
        return _TOO_LATE
    if parcel.mail.bounced is not None:
        words = f"Not sent: an earlier mail to this address came back ({parcel.mail.bounced.strip()})."
        return HandOver(Outcome.PERMANENT, "recipient", None, words)
    return None


def _outgoing(
    mail: Row[*tuple[Any, ...]], sender: str, return_path: str, files: tuple[OutgoingAttachment, ...]
) -> OutgoingMail:
    return OutgoingMail(
        message_id=mail.message_id,
        date=mail.dated_at,
        sender=sender,
        return_path=return_path,
        from_name=mail.from_name,
        to=MailAddress(mail.recipient_email, mail.recipient_name),
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        reply_to=MailAddress(mail.reply_to) if mail.reply_to else None,
        cc=tuple(MailAddress(copy["email"], copy["name"]) for copy in mail.cc),
        calendar=CalendarPart(mail.calendar, mail.calendar_method) if mail.calendar is not None else None,
        attachments=files,
        headers=mail.headers,
        insist_on_copies=mail.attempts < PATIENT_TRIES,
    )
