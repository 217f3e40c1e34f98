"""From which address a mail leaves: decided when it is handed over (R-MAIL-03)."""

from datetime import UTC, datetime
from email.utils import parseaddr

from sqlalchemy import delete, select

from app.mail.models import OutboxAttempt
from app.mail.system_mails import OF_THE_PORTAL
from app.providers.models import OwnSender
from tests.factories.mails import make_dispatch, make_message
from tests.fakes.smtp_sink import ACCEPT
from tests.worker.arena import Arena, working

OWN = "cursus@opleider.example"
PORTAL = "portaal@c-bot.example"


async def name_sender(arena: Arena, *, active: bool = True) -> None:
    now = datetime.now(UTC)
    async with arena.database.tenant(arena.provider_id) as session:
        session.add(
            OwnSender(
                provider_id=arena.provider_id,
                address=OWN,
                token="t",
                findings=[],
                created_at=now,
                active_since=now if active else None,
            )
        )


async def senders(arena: Arena) -> list[str]:
    """Of each try, the own address that it was made from."""
    async with arena.database.tenant(arena.provider_id) as session:
        return list(await session.scalars(select(OutboxAttempt.sender).order_by(OutboxAttempt.started_at)))


def from_of(arena: Arena) -> list[str]:
    return [parseaddr(str(taken.message["From"]))[1] for taken in arena.sink.taken]


async def test_a_mail_leaves_from_the_own_address_and_comes_back_to_the_portal(arena: Arena) -> None:
    """R-MAIL-03: also one that was queued before; the return path and the Message-ID stay the portal's."""
    (mail_id,) = await arena.queue()
    await name_sender(arena)
    async with working(arena, bounce_address="bounce@c-bot.example"):
        await arena.until_all("sent")
    (taken,) = arena.sink.taken
    assert from_of(arena) == [OWN]
    assert taken.sender.startswith("bounce+")
    assert taken.sender.endswith("@c-bot.example")
    assert taken.message_id == f"<{mail_id}@outbox.c-bot>"
    assert await senders(arena) == [OWN]


async def test_without_a_bounce_address_the_envelope_is_the_portals_too(arena: Arena) -> None:
    """R-MAIL-03"""
    await name_sender(arena)
    await arena.queue()
    async with working(arena):
        await arena.until_all("sent")
    assert (arena.sink.taken[0].sender, from_of(arena)) == (PORTAL, [OWN])


async def test_a_sender_that_is_not_proved_or_was_taken_away_is_not_used(arena: Arena) -> None:
    """R-MAIL-03: a mail that waits leaves by what holds then."""
    await name_sender(arena, active=False)
    await arena.queue()
    async with working(arena):
        await arena.until_all("sent")
    async with arena.database.tenant(arena.provider_id) as session:
        await session.execute(delete(OwnSender))
    await arena.queue()
    async with working(arena):
        await arena.until_all("sent")
    assert from_of(arena) == [PORTAL, PORTAL]
    assert await senders(arena) == ["", ""]


async def test_the_portal_speaks_from_its_own_address(arena: Arena) -> None:
    """R-MAIL-03: what it says to the provider itself is not said in the provider's name."""
    await name_sender(arena)
    await arena.queue_dispatches([make_dispatch(message=make_message(kind=kind)) for kind in sorted(OF_THE_PORTAL)])
    async with working(arena):
        await arena.until_all("sent")
    assert set(from_of(arena)) == {PORTAL}


async def test_a_server_that_will_not_have_the_name_gets_the_mail_from_the_portal(arena: Arena) -> None:
    """R-MAIL-03: no mail stays unsent for its sender, and none goes twice."""
    arena.sink.behaviour.data_answer = lambda envelope: (
        "550 5.7.1 not yours" if OWN.encode() in (envelope.content or b"") else ACCEPT
    )
    await name_sender(arena)
    await arena.queue()
    async with working(arena):
        (mail,) = await arena.until_all("sent")
    assert from_of(arena) == [PORTAL]
    assert (mail.attempts, await senders(arena)) == (1, [""])


async def test_a_mail_that_is_refused_in_either_name_fails(arena: Arena) -> None:
    """R-MAIL-02: with the server's words about it."""
    arena.sink.behaviour.data_answer = lambda _envelope: "554 5.6.0 not this"
    await name_sender(arena)
    await arena.queue()
    async with working(arena):
        (mail,) = await arena.until_all("failed")
    assert (mail.smtp_code, arena.sink.taken) == (554, [])
