"""What becomes of a claimed mail, written down. Every statement repeats the lease token: who lost the mail changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CursorResult, Executable, Row, Uuid, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.bounces.models import MailSuppression
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.events.changes import announce
from app.mail.models import OutboxAttempt, OutboxBody, OutboxMail
from app.mail.outgoing import HandOver, Refusal
from app.providers.models import OwnSender


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that this worker holds for the time of its lease."""

    provider_id: UUID
    mail_id: UUID
    token: UUID


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed mail as it lies in the outbox."""

    claim: Claim
    mail: Row[*tuple[Any, ...]]
    """What the outbox holds of it, with `bounced`: why an earlier mail to this address came back, if nobody lifted that;
    and `own_address`: the provider's own sender, where its domain allows it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try with its times and what came of it."""

    started_at: datetime
    finished_at: datetime
    result: HandOver
    worker: str
    course_id: UUID | None = None
    """The course whose open screens show the state of this mail."""
    sender: str = ""
    """The provider's own address that it was offered from; empty: the portal's."""


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
_OWN_ADDRESS = (
    select(OwnSender.address)
    .where(OwnSender.provider_id == OutboxMail.provider_id, OwnSender.active_since.is_not(None))
    .correlate(OutboxMail)
    .scalar_subquery()
)
_LOAD = (
    select(
        OutboxMail.id,
        OutboxMail.kind,
        OutboxMail.course_id,
        OutboxMail.recipient_name,
        OutboxMail.recipient_email,
        OutboxMail.subject,
        OutboxMail.message_id,
        OutboxMail.dated_at,
        OutboxMail.expires_at,
        OutboxMail.attempts,
        OutboxBody.from_name,
        OutboxBody.reply_to,
        OutboxBody.cc,
        OutboxBody.headers,
        OutboxBody.html,
        OutboxBody.text,
        OutboxBody.calendar,
        OutboxBody.calendar_method,
        OutboxBody.attachments,
        _BOUNCED.label("bounced"),
        _OWN_ADDRESS.label("own_address"),
    )
    .join(OutboxBody, (OutboxBody.provider_id == OutboxMail.provider_id) & (OutboxBody.mail_id == OutboxMail.id))
    .where(
        OutboxMail.provider_id == bindparam("provider"),
        OutboxMail.id == func.any(bindparam("mails", type_=ARRAY(Uuid()))),
        OutboxMail.lease_token == bindparam("token"),
        OutboxMail.state == "claimed",
    )
)
_NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None, "handing_since": None}
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


async def load(session: AsyncSession, claims: Sequence[Claim]) -> list[Parcel]:
    """The mails behind claims of one token, in their order, without those that have been lost."""
    values = {
        "provider": bound_provider(session),
        "mails": [claim.mail_id for claim in claims],
        "token": claims[0].token,
    }
    found = {row.id: row for row in await (await session.connection()).execute(_LOAD, values)}
    return [Parcel(claim, found[claim.mail_id]) for claim in claims if claim.mail_id in found]


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


async def put_back(session: AsyncSession, claims: Sequence[Claim]) -> None:
    """The mails, all of the session's provider, were claimed but not tried."""
    await (await session.connection()).execute(_PUT_BACK, [_values(claim) for claim in claims])


async def first_try(session: AsyncSession, claim: Claim) -> datetime | None:
    """When the mail was tried for the first time."""
    values = {"provider": claim.provider_id, "mail": claim.mail_id}
    moment: datetime | None = await session.scalar(_FIRST_TRY, values)
    return moment


async def _note(session: AsyncSession, claim: Claim, attempt: Attempt) -> None:
    await session.execute(_INSERT_ATTEMPTS, attempt_rows(claim, attempt))
    await announce(session, "mails", claim.mail_id)
    if attempt.course_id is not None:
        await announce(session, "enrolments", attempt.course_id)


def attempt_rows(claim: Claim, attempt: Attempt) -> list[dict[str, Any]]:
    """Rows of `outbox_attempt`: the try itself, and one for each copy that was refused."""
    result = attempt.result
    main = Refusal("", result.code or 0, result.words)
    return [
        _attempt_row(claim, attempt, main, result.code, result.phase),
        *(_attempt_row(claim, attempt, copy, copy.code, "recipient") for copy in result.refused),
    ]


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
        "sender": attempt.sender,
    }


async def _changed(session: AsyncSession, statement: Executable, values: dict[str, Any]) -> bool:
    connection = await session.connection()
    result: CursorResult[Any] = await connection.execute(statement, values)
    return result.rowcount == 1


def _values(claim: Claim) -> dict[str, Any]:
    return {"provider": claim.provider_id, "mail": claim.mail_id, "token": claim.token}


def _answer(attempt: Attempt) -> dict[str, Any]:
    return {"code": attempt.result.code, "words": attempt.result.words}
