"""Putting mails into the outbox, in the transaction of what causes them (R-MAIL-01). From there the worker takes them.

The same cause twice is one mail: the dedupe key is made of ids and ISO dates only, and is unique per provider. Message-ID
and Date are fixed here, so that every later try is the same mail to the letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.core.words import normalise
from app.mail.message import Message
from app.mail.models import OutboxBody, OutboxMail
from app.mail.system_mails import NEVER_DEFERRED

MAIL_CHANNEL = "cbot_mail"
MAIL_HOST = "mail_host"
"""Under this name the process's sessions know the domain of the sender, which Message-IDs end in."""
_NO_HOST = "outbox.c-bot"
AT_ONCE = 3
"""Priority of mails for which somebody sits waiting, such as a new password."""
SINGLE = 5
"""Priority of mails that one act of a person causes."""
MASS = 7
"""Priority of mailings and reminders: a single mail never waits for them."""
_CHUNK = 500
USUAL_PACE = 50.0

_NOTIFY = text("select pg_notify(:channel, '')").bindparams(channel=MAIL_CHANNEL)
_PLACE = text(
    """
    select greatest(
               coalesce(outbox_head(:priority, :now), extract(epoch from cast(:now as timestamptz))),
               (select max(slot) from outbox_mail
                where provider_id = :provider and priority = :priority and state in ('held', 'queued', 'uncertain'))
           ) as last,
           coalesce((select per_second from mail_lane where provider_id = :provider), :pace) as pace
    """
)
_INSERT_MAILS = (
    insert_or_skip(OutboxMail)
    .on_conflict_do_nothing(index_elements=["provider_id", "dedupe_key"])
    .returning(OutboxMail.id)
)
_INSERT_BODIES = insert(OutboxBody)
_CANCEL_HELD = (
    update(OutboxMail)
    .where(
        OutboxMail.provider_id == bindparam("provider"),
        OutboxMail.cause_type == bindparam("type"),
        OutboxMail.cause_id == bindparam("cause"),
        OutboxMail.state == "held",
    )
    .values(state="cancelled", finished_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a mail is about: a course, a staffing request, a mailing (R-MAIL-04)."""

    type: str
    id: UUID | None
    course_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A message with the key that makes it one of its kind, and when it may and may no longer leave."""

    message: Message
    dedupe_key: str
    cause: Cause
    hold_until: datetime | None = None
    """Until then the mail can be taken back (the undo of invitations)."""
    expires_at: datetime | None = None
    """After this the mail is worthless, and is not sent any more."""
    resend_of: UUID | None = None


async def queue(
    session: AsyncSession,
    message: Message,
    *,
    dedupe_key: str,
    cause: Cause,
    now: datetime,
    hold_until: datetime | None = None,
    expires_at: datetime | None = None,
    priority: int = SINGLE,
) -> UUID | None:
    """Put one mail into the outbox of the session's provider; its id, or None when this cause already has its mail."""
    dispatch = Dispatch(message, dedupe_key, cause, hold_until, expires_at)
    return (await queue_many(session, [dispatch], now=now, priority=priority))[0]


async def queue_many(
    session: AsyncSession, dispatches: Sequence[Dispatch], *, now: datetime, priority: int = MASS
) -> list[UUID | None]:
    """The same for many at once, in a handful of statements: per dispatch its mail's id, or None where it had one."""
    provider = bound_provider(session)
    last, pace = await _place(session, provider, priority, now)
    host = session.sync_session.info.get(MAIL_HOST, _NO_HOST)
    rows = [
        {**_mail_row(dispatch, provider, now, host), "priority": priority, "slot": last + position / pace}
        for position, dispatch in enumerate(dispatches, start=1)
    ]
    written: set[UUID] = set()
    for chunk in _chunks(rows):
        written.update((await session.execute(_INSERT_MAILS, chunk)).scalars())
    bodies = [_body_row(d, row) for d, row in zip(dispatches, rows, strict=True) if row["id"] in written]
    for chunk in _chunks(bodies):
        await session.execute(_INSERT_BODIES, chunk)
    if written:
        await session.execute(_NOTIFY)
    return [row["id"] if row["id"] in written else None for row in rows]


async def cancel_held(session: AsyncSession, cause: Cause, *, now: datetime) -> int:
    """Take back the mails of a cause that are still held; returns how many. Those that left have left."""
    values = {"provider": bound_provider(session), "type": cause.type, "cause": cause.id, "now": now}
    result = await session.connection()
    return (await result.execute(_CANCEL_HELD, values)).rowcount


async def _place(session: AsyncSession, provider: UUID, priority: int, now: datetime) -> tuple[float, float]:
    """The slot after which the provider's next mail stands, and the lane's pace (start-time fair queueing).

    A lane that was idle starts at the head of the queue, so that nobody waits behind another's backlog. No lock is
    taken: two transactions at the same moment may share a slot, which harms nobody.
    """
    values = {"provider": provider, "priority": priority, "now": now, "pace": USUAL_PACE}
    row = (await session.execute(_PLACE, values)).one()
    return row.last, row.pace


def _mail_row(dispatch: Dispatch, provider: UUID, now: datetime, host: str) -> dict[str, Any]:
    message, mail_id = dispatch.message, new_id()
    return {
        "provider_id": provider,
        "id": mail_id,
        "kind": message.kind,
        "dedupe_key": dispatch.dedupe_key,
        "cause_type": dispatch.cause.type,
        "cause_id": dispatch.cause.id,
        "course_id": dispatch.cause.course_id,
        "resend_of": dispatch.resend_of,
        "recipient_name": message.to.name,
        "recipient_email": message.to.email,
        "subject": message.subject,
        "search": normalise(message.to.name, message.to.email, message.subject),
        "message_id": f"<{mail_id}@{host}>",
        "dated_at": dispatch.hold_until or now,
        "not_before": dispatch.hold_until or now,
        "expires_at": dispatch.expires_at,
        "state": "held" if dispatch.hold_until else "queued",
        "counts": message.kind not in NEVER_DEFERRED,
        "created_at": now,
    }


def _body_row(dispatch: Dispatch, mail: dict[str, Any]) -> dict[str, Any]:
    message = dispatch.message
    return {
        "provider_id": mail["provider_id"],
        "mail_id": mail["id"],
        "from_name": message.from_name,
        "reply_to": message.reply_to.email if message.reply_to else "",
        "cc": [{"email": copy.email, "name": copy.name} for copy in message.cc],
        "headers": dict(message.headers),
        "html": message.html,
        "text": message.text,
        "calendar": message.calendar.ics if message.calendar else None,
        "calendar_method": message.calendar.method if message.calendar else None,
        "attachments": [str(file_id) for file_id in message.attachments],
        "language": message.language,
    }


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
