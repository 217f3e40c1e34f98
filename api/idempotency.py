"""Repeating a POST safely: the same `Idempotency-Key` with the same request has one effect and the same answer.

The answer is kept in the transaction of the effect itself, for 24 hours. Refusals are not kept, so that a corrected
request may use the key again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import IdempotencyKeyReused
from app.accounts.callers import Caller
from app.core.errors import Conflict, Invalid
from app.core.idempotency import IdempotencyRecord, KeptAnswer, OperatorIdempotencyRecord

KEPT_FOR = timedelta(hours=24)
_KEPT_HEADERS = ("location", "etag", "content-type", "link")
_MAX_KEY = 255
_TRY_LOCK = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 7))")


class RequestInProgress(Conflict):
    """The first request with this key has not been answered yet."""

    code = "request_in_progress"


class Replay(Exception):
    """Not an error: the kept answer is to be given again."""

    def __init__(self, record: KeptAnswer) -> None:
        super().__init__("replay")
        self.record = record

    def response(self) -> Response:
        """The answer as it was first given."""
        headers = {name: str(value) for name, value in self.record.headers.items()}
        return Response(self.record.body, self.record.status, {**headers, "Idempotent-Replayed": "true"})


@dataclass(frozen=True)
class PendingAnswer:
    """A request whose answer will be kept."""

    session: AsyncSession
    provider_id: UUID | None
    caller: str
    key: str
    fingerprint: bytes
    now: datetime

    def keep(self, response: Response) -> None:
        """Keep a successful answer, to be committed with its effect."""
        if not 200 <= response.status_code < 300:
            return
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        answer = {
            "caller": self.caller,
            "key": self.key,
            "fingerprint": self.fingerprint,
            "status": response.status_code,
            "headers": headers,
            "body": bytes(response.body),
            "created_at": self.now,
        }
        if self.provider_id is None:
            self.session.add(OperatorIdempotencyRecord(**answer))
        else:
            self.session.add(IdempotencyRecord(provider_id=self.provider_id, **answer))


async def begin(
    request: Request, session: AsyncSession, caller: Caller, provider_id: UUID | None, now: datetime
) -> PendingAnswer | None:
    """Look the request's key up: None without one; raises Replay, IdempotencyKeyReused or RequestInProgress.

    `provider_id` is None where the operator works outside every provider.
    """
    key = request.headers.get("idempotency-key")
    if key is None or request.method != "POST":
        return None
    if not 1 <= len(key) <= _MAX_KEY or not key.isprintable():
        raise Invalid.at(
            "/Idempotency-Key", "idempotency_key_invalid", "The key must have 1 to 255 printable characters."
        )
    name = f"{caller.kind}:{caller.id}"
    fingerprint = await _fingerprint(request)
    if not (await session.execute(_TRY_LOCK, {"name": f"{provider_id}:{name}:{key}"})).scalar_one():
        raise RequestInProgress("The first request with this key is still running.")
    await _forget_old(session, provider_id, now)
    kept = await _find(session, provider_id, name, key)
    if kept is None:
        return PendingAnswer(session, provider_id, name, key, fingerprint, now)
    if kept.fingerprint != fingerprint:
        raise IdempotencyKeyReused("This key was used for another request.")
    raise Replay(kept)


async def _find(session: AsyncSession, provider_id: UUID | None, caller: str, key: str) -> KeptAnswer | None:
    if provider_id is None:
        return await session.get(OperatorIdempotencyRecord, (caller, key))
    return await session.get(IdempotencyRecord, (provider_id, caller, key))


async def _forget_old(session: AsyncSession, provider_id: UUID | None, now: datetime) -> None:
    if provider_id is None:
        of_operator = OperatorIdempotencyRecord.created_at <= now - KEPT_FOR
        await session.execute(delete(OperatorIdempotencyRecord).where(of_operator))
        return
    old = IdempotencyRecord.provider_id == provider_id, IdempotencyRecord.created_at <= now - KEPT_FOR
    await session.execute(delete(IdempotencyRecord).where(*old))


async def _fingerprint(request: Request) -> bytes:
    """Of a multipart body only what stays the same: clients choose a new boundary each time."""
    body = await request.body()
    boundary = request.headers.get("content-type", "").partition("boundary=")[2].strip('"')
    if boundary:
        body = body.replace(boundary.encode(), b"boundary")
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return sha256(b"\n".join([request.method.encode(), asked.encode(), body])).digest()
