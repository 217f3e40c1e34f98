"""Checking a provider's own sender, and telling its administrators when mail no longer leaves from it (R-MAIL-03)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.members import administrators_of
from app.accounts.models import User
from app.accounts.telling import letter_to
from app.mail.asking_dns import Ask
from app.mail.domain_records import Relay
from app.mail.outbox import SINGLE, Cause, Dispatch, queue_many
from app.mail.rendering import MailRenderer
from app.mail.system_mails import OwnSenderLostMail
from app.providers.models import OwnSender
from app.providers.sender_checking import check_sender


@dataclass(frozen=True, slots=True)
class Watch:
    """What checking needs."""

    ask: Ask
    relay: Relay
    renderer: MailRenderer
    public_url: str
    portal_address: str


async def watch_sender(session: AsyncSession, watch: Watch, *, now: datetime) -> OwnSender | None:
    """Check the sender of the session's provider; its administrators hear by mail, once, when mail fell back."""
    checked = await check_sender(session, watch.ask, watch.relay, now=now)
    if checked is None:
        return None
    if checked.fell_back:
        await _tell_administrators(session, checked.sender, watch, now)
    return checked.sender


async def _tell_administrators(session: AsyncSession, sender: OwnSender, watch: Watch, now: datetime) -> None:
    dispatches = [_letter(user, sender, watch, now) for user in await administrators_of(session)]
    await queue_many(session, dispatches, now=now, priority=SINGLE)


def _letter(user: User, sender: OwnSender, watch: Watch, now: datetime) -> Dispatch:
    mail = OwnSenderLostMail(
        user_name=user.name,
        address=sender.address,
        portal_address=watch.portal_address,
        records=tuple(each["kind"] for each in sender.findings if each["state"] in ("missing", "wrong")),
        settings_url=f"{watch.public_url}/settings/sender",
    )
    key = f"own-sender-lost:{user.id}:{now.date().isoformat()}"
    return Dispatch(letter_to(user, mail, watch.renderer), key, Cause("user", user.id))
