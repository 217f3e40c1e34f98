"""What becomes of a claimed mail, written down. Every statement repeats the lease token: who lost the mail changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Executable, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.bounces.models import MailSuppression
from app.core.identifiers import new_id
from app.events.changes import announce
from app.mail.models import OutboxAttempt, OutboxBody, OutboxMail
from app.mail.outgoing import HandOver, Refusal


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that this worker holds for the time of its lease."""

    provider_id: UUID
    mail_id: UUID
    token: UUID


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed mail as it lies in the outbox."""

    mail: OutboxMail
    body: OutboxBody
    bounced: str | None = None
    """Why an earlier mail to this address came back, if one did and nobody lifted it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try with its times and what came of it."""

    started_at: datetime
    finished_at: datetime
    result: HandOver
    worker: str
    course_id: UUID | None = None
    """The course whose open screens show the state of this mail."""


_OURS = (
    OutboxMail.provider_id == bindparam("provider"),
    OutboxMail.id == bindparam("mail"),
    OutboxMail.lease_token == bindparam("token"),
)
_BOUNCED = (
    select(MailSuppression.words)
    .where(
        MailSuppression.provider_id == OutboxMail.provider_id,
        MailSuppression.address == func.lower(OutboxMail.recipient_email),
        MailSuppression.lifted_at.is_(None),
    )
    .correlate(OutboxMail)
    .scalar_subquery()
)
_LOAD = (
    select(OutboxMail, OutboxBody, _BOUNCED.label("bounced"))
    .join(OutboxBody, (OutboxBody.provider_id == OutboxMail.provider_id) & (OutboxBody.mail_id == OutboxMail.id))
    .where(*_OURS, OutboxMail.state == "claimed")
)
_BEGIN = (
    update(OutboxMail)
    .where(*_OURS, OutboxMail.state == "claimed")
    .values(state="handing", handing_since=bindparam("now"), lease_until=bindparam("until"))
)
_NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None, "handing_since": None}
_SENT = (
    update(OutboxMail)
    # A lease that ran out while the server was answering changes nothing about what it answered.
    .where(*_OURS[:2], or_(_OURS[2], OutboxMail.state == "uncertain"))
    .values(
        state="sent",
        sent_at=bindparam("now"),
        finished_at=bindparam("now"),
        attempts=OutboxMail.attempts + 1,
        smtp_code=bindparam("code"),
        smtp_text=bindparam("words"),
        **_NO_LEASE,
    )
)
_ENDED = (
    update(OutboxMail)
    .where(*_OURS)
    .values(
        state=bindparam("state"),
        finished_at=bindparam("now"),
        attempts=OutboxMail.attempts + 1,
        smtp_code=bindparam("code"),
        smtp_text=bindparam("words"),
        **_NO_LEASE,
    )
)
_LATER = (
    update(OutboxMail)
    .where(*_OURS)
    .values(
        state=bindparam("state"),
        was_uncertain=or_(OutboxMail.was_uncertain, bindparam("ambiguous")),
        not_before=bindparam("not_before"),
        attempts=OutboxMail.attempts + bindparam("counted"),
        smtp_code=bindparam("code"),
        smtp_text=bindparam("words"),
        **_NO_LEASE,
    )
)
_PUT_BACK = update(OutboxMail).where(*_OURS, OutboxMail.state == "claimed").values(state="queued", **_NO_LEASE)
_FIRST_TRY = select(func.min(OutboxAttempt.started_at)).where(
    OutboxAttempt.provider_id == bindparam("provider"), OutboxAttempt.mail_id == bindparam("mail")
)
_INSERT_ATTEMPTS = insert(OutboxAttempt)


async def load(session: AsyncSession, claim: Claim) -> Parcel | None:
    """The mail behind a claim, or None when the claim has been lost."""
    row = (await session.execute(_LOAD, _values(claim))).one_or_none()
    return Parcel(row.OutboxMail, row.OutboxBody, row.bounced) if row else None


async def begin_handing(session: AsyncSession, claim: Claim, *, now: datetime, until: datetime) -> bool:
    """Note that the content leaves now; False when the mail is no longer ours."""
    return await _changed(session, _BEGIN, {**_values(claim), "now": now, "until": until})


async def mark_sent(session: AsyncSession, claim: Claim, attempt: Attempt) -> None:
    """The server has the mail."""
    await _changed(session, _SENT, {**_values(claim), **_answer(attempt), "now": attempt.finished_at})
    await _note(session, claim, attempt)


async def mark_ended(session: AsyncSession, claim: Claim, attempt: Attempt, state: str) -> None:
    """The mail will not be tried any more: `failed` or `expired`."""
    values = {**_values(claim), **_answer(attempt), "state": state, "now": attempt.finished_at}
    if await _changed(session, _ENDED, values):
        await _note(session, claim, attempt)


async def mark_for_later(
    session: AsyncSession, claim: Claim, attempt: Attempt, *, not_before: datetime, ambiguous: bool, counted: bool
) -> None:
    """The mail is tried again. An uncounted try was the fault of the set-up, and leaves no trace but the last words."""
    state = "uncertain" if ambiguous else "queued"
    values = {**_values(claim), **_answer(attempt), "state": state, "ambiguous": ambiguous, "counted": int(counted)}
    if await _changed(session, _LATER, {**values, "not_before": not_before}) and counted:
        await _note(session, claim, attempt)


async def put_back(session: AsyncSession, claim: Claim) -> None:
    """The mail was claimed but not tried."""
    await _changed(session, _PUT_BACK, _values(claim))


async def first_try(session: AsyncSession, claim: Claim) -> datetime | None:
    """When the mail was tried for the first time."""
    values = {"provider": claim.provider_id, "mail": claim.mail_id}
    moment: datetime | None = await session.scalar(_FIRST_TRY, values)
    return moment


async def _note(session: AsyncSession, claim: Claim, attempt: Attempt) -> None:
    result = attempt.result
    main = Refusal("", result.code or 0, result.words)
    await session.execute(
        _INSERT_ATTEMPTS,
        [_attempt_row(claim, attempt, main, result.code, result.phase)]
        + [_attempt_row(claim, attempt, copy, copy.code, "recipient") for copy in result.refused],
    )
    await announce(session, "mails", claim.mail_id)
    if attempt.course_id is not None:
        await announce(session, "enrolments", attempt.course_id)


def _attempt_row(claim: Claim, attempt: Attempt, refusal: Refusal, code: int | None, phase: str) -> dict[str, Any]:
    return {
        "provider_id": claim.provider_id,
        "id": new_id(),
        "mail_id": claim.mail_id,
        "started_at": attempt.started_at,
        "finished_at": attempt.finished_at,
        "phase": phase,
        "address": refusal.address,
        "code": code,
        "words": refusal.words,
        "worker": attempt.worker,
    }


async def _changed(session: AsyncSession, statement: Executable, values: dict[str, Any]) -> bool:
    connection = await session.connection()
    result: CursorResult[Any] = await connection.execute(statement, values)
    return result.rowcount == 1


def _values(claim: Claim) -> dict[str, Any]:
    return {"provider": claim.provider_id, "mail": claim.mail_id, "token": claim.token}


def _answer(attempt: Attempt) -> dict[str, Any]:
    return {"code": attempt.result.code, "words": attempt.result.words}
