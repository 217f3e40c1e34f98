"""The background job of a large sending: its mails are written in parts, each in a transaction of its own."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from app.core.clock import Clock
from app.core.database.session import Database
from app.core.signing import LinkSigner
from app.deliveries.repository import get_sending
from app.deliveries.sending import Desk, left_to_send, put_in_outbox, take_turn
from app.events.audit import SYSTEM
from app.events.changes import announce
from app.files.storage import FileStore
from app.mail.rendering import MailRenderer

PART = 10


async def execute_sending(
    database: Database,
    provider_id: UUID,
    payload: dict[str, Any],
    *,
    clock: Clock,
    renderer: MailRenderer,
    storage: FileStore,
    public_url: str,
    signer: LinkSigner,
    report: Callable[[int, int], Awaitable[None]],
    cancelled: Callable[[], Awaitable[bool]],
) -> dict[str, int]:
    """Queue the mails of a large sending; returns how many certificates went. It may run twice: none goes again.

    It stops when the sending was taken back or the job cancelled.
    """
    sending_id, ids = UUID(payload["sendingId"]), [UUID(each) for each in payload["certificateIds"]]
    left = len(ids)
    while left and not await cancelled():
        async with database.tenant(provider_id) as session:
            desk = Desk(session, SYSTEM, None, clock.now(), renderer, storage, public_url, signer)
            left = await _part(desk, sending_id, ids)
        await report(len(ids) - left, len(ids))
    return {"certificates": len(ids) - left}


async def _part(desk: Desk, sending_id: UUID, ids: list[UUID]) -> int:
    """Queue the next part; how many certificates are left after it."""
    await take_turn(desk.session)
    sending = await get_sending(desk.session, sending_id, take=True)
    if sending.state == "cancelled":
        return 0
    mails = await left_to_send(desk, sending, ids)
    await put_in_outbox(desk, sending, mails[:PART])
    await announce(desk.session, "certificates")
    return sum(len(mail.rows) for mail in mails[PART:])
