"""The code by mail that opens a page: six digits, for a quarter of an hour, once, with five tries."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database.locks import lock
from app.core.database.session import bound_provider
from app.core.identifiers import new_id
from app.mail.outbox import AT_ONCE, queue
from app.mail.rendering import MailRenderer
from app.visiting.errors import TooManyCodes
from app.visiting.letters import CODE_MINUTES, cause_of, code_mail
from app.visiting.models import VisitorCode
from app.visiting.readers import Reader

LIFE = timedelta(minutes=CODE_MINUTES)
TRIES = 5
_PER_HOUR = 5
_KEPT = timedelta(days=1)
_MINE = (VisitorCode.provider_id == bindparam("provider"), VisitorCode.reader_id == bindparam("reader"))
_RECENT = select(func.count()).where(*_MINE, VisitorCode.created_at > bindparam("since"))
_OLD = delete(VisitorCode).where(*_MINE, VisitorCode.created_at <= bindparam("since"))
_LATEST = select(VisitorCode).where(*_MINE).order_by(VisitorCode.created_at.desc(), VisitorCode.id.desc()).limit(1)


async def mail_code(session: AsyncSession, reader: Reader, renderer: MailRenderer, *, now: datetime) -> None:
    """Mail a new code to the reader; the former one works no more. Raises TooManyCodes after five in an hour."""
    keys = _keys(session, reader)
    await lock(session, [f"visitor-code:{reader.link.reader_id}"])
    await session.execute(_OLD, {**keys, "since": now - _KEPT})
    if (await session.scalar(_RECENT, {**keys, "since": now - timedelta(hours=1)}) or 0) >= _PER_HOUR:
        raise TooManyCodes("Wait an hour before asking for another code.")
    code, code_id = f"{secrets.randbelow(1_000_000):06}", new_id()
    session.add(
        VisitorCode(
            provider_id=bound_provider(session),
            id=code_id,
            reader_id=reader.link.reader_id,
            code_hash=_hash(code_id, code),
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    await session.flush()
    message = code_mail(renderer, reader, code)
    await queue(session, message, dedupe_key=f"code:{code_id}", cause=cause_of(reader), now=now, priority=AT_ONCE)


async def check_code(session: AsyncSession, reader: Reader, typed: str, *, now: datetime) -> bool:
    """Whether this is the code that was mailed last; then it is used up. A wrong one counts as a try."""
    await lock(session, [f"visitor-code:{reader.link.reader_id}"])
    latest = await session.scalar(_LATEST, _keys(session, reader))
    if latest is None or latest.used_at is not None or now >= latest.expires_at or latest.tries >= TRIES:
        return False
    digits = "".join(each for each in typed if each in "0123456789")
    if not hmac.compare_digest(latest.code_hash, _hash(latest.id, digits)):
        latest.tries += 1
        return False
    latest.used_at = now
    return True


def _hash(code_id: UUID, code: str) -> str:
    return sha256(code_id.bytes + code.encode()).hexdigest()


def _keys(session: AsyncSession, reader: Reader) -> dict[str, UUID]:
    return {"provider": bound_provider(session), "reader": reader.link.reader_id}
