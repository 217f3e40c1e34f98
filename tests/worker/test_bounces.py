"""Mail that comes back: from the return path of a delivered mail to the address that is spared afterwards."""

import asyncio
import io
import subprocess
import sys
from datetime import UTC, datetime

from sqlalchemy import select

from app.bounces.models import MailSuppression
from app.bounces.suppressions import lift, suppressed
from app.bounces.taking_in import take_in
from app.cli.bouncing import OK, TRY_LATER, take_in_from
from app.core.signing import KeyRing
from app.events.audit import SYSTEM
from app.mail.addresses import MailAddress
from app.mail.return_paths import ReturnPaths
from tests.app.bounces.test_reports import report
from tests.factories.mails import make_dispatch, make_message
from tests.worker.arena import SECRET, Arena, working

BASE = "bounce@portaal.example"
PATHS = ReturnPaths(KeyRing.parse(SECRET), BASE)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def failed(address: str, status: str = "5.1.1") -> bytes:
    """A report that the mail to this address failed."""
    return report(
        f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; 550 no such user"
    )


async def _sent(arena: Arena) -> tuple[str, str]:
    """Deliver one mail; its return path and its recipient."""
    await arena.queue()
    async with working(arena, bounce_address=BASE):
        (mail,) = await arena.until_all("sent")
    return arena.sink.taken[-1].sender, mail.recipient_email


async def test_every_mail_has_a_return_path_of_its_own(arena: Arena) -> None:
    """R-MAIL-03, R-MAIL-04: the envelope's sender names the mail; who reads it sees the portal's address."""
    await arena.queue(2)
    async with working(arena, bounce_address=BASE):
        mails = await arena.until_all("sent")
    assert {PATHS.mail_of(taken.sender) for taken in arena.sink.taken} == {mail.id for mail in mails}
    assert {taken.message["From"].addresses[0].addr_spec for taken in arena.sink.taken} == {"portaal@c-bot.example"}


async def test_a_mail_that_came_back_is_marked_once_with_the_servers_words(arena: Arena) -> None:
    """R-MAIL-02, R-MAIL-04: the same report twice changes nothing more."""
    path, address = await _sent(arena)
    for _ in range(2):
        assert await take_in(arena.database, PATHS, failed(address), [path], now=NOW) == 1
    (mail,) = await arena.mails()
    assert (mail.state, mail.smtp_text) == ("bounced", "5.1.1 550 no such user")
    async with arena.database.tenant(arena.provider_id) as session:
        assert len((await session.scalars(select(MailSuppression))).all()) == 1
    assert {attempt.phase for attempt in await arena.attempts()} == {"accepted", "bounce"}


async def test_an_address_that_is_dead_gets_nothing_until_it_is_lifted(arena: Arena) -> None:
    """R-MAIL-02: the worker sends nothing there, says why, and another address of the same person is served."""
    path, address = await _sent(arena)
    await take_in(arena.database, PATHS, failed(address), [path], now=NOW)
    again, changed = (make_message(to=MailAddress(each)) for each in (address.upper(), "nieuw@bedrijf.example"))
    await arena.queue_dispatches([make_dispatch(message=again), make_dispatch(message=changed)])
    async with working(arena):
        mails = await arena.until(lambda found: all(mail.state != "queued" and mail.finished_at for mail in found))
    states = {mail.recipient_email.lower(): (mail.state, mail.smtp_text) for mail in mails[1:]}
    assert states["nieuw@bedrijf.example"][0] == "sent"
    assert states[address.lower()][0] == "failed"
    assert "5.1.1" in states[address.lower()][1]
    async with arena.database.tenant(arena.provider_id) as session:
        found = await suppressed(session, [address])
        await lift(session, found[address.lower()].id, SYSTEM, now=NOW)
    await arena.queue_dispatches([make_dispatch(message=make_message(to=MailAddress(address)))])
    async with working(arena):
        await arena.until(lambda found: sum(mail.state == "sent" for mail in found) == 2)


async def test_a_full_mailbox_and_a_refused_copy_spare_nobody(arena: Arena) -> None:
    """R-MAIL-02: 5.2.2 marks the mail and not the address; what became of a copy is only noted."""
    path, address = await _sent(arena)
    await take_in(arena.database, PATHS, failed("baas@elders.example"), [path], now=NOW)
    assert await arena.states() == {"sent"}
    await take_in(arena.database, PATHS, failed(address, "5.2.2"), [path], now=NOW)
    assert await arena.states() == {"bounced"}
    async with arena.database.tenant(arena.provider_id) as session:
        assert await suppressed(session, [address]) == {}


async def test_a_made_up_report_marks_nothing(arena: Arena) -> None:
    """R-MAIL-04: without the return path's MAC nobody can make a mail count as undeliverable."""
    path, address = await _sent(arena)
    forged = path.replace("+", "+a", 1)
    for recipients in ([forged], [BASE], ["iemand@anders.example"]):
        assert await take_in(arena.database, PATHS, failed(address), recipients, now=NOW) == 0
    assert await take_in(arena.database, PATHS, b"Subject: Afwezig\n\nIk ben er niet.", [path], now=NOW) == 0
    assert await arena.states() == {"sent"}


async def test_the_command_takes_a_mail_from_its_standard_input(arena: Arena) -> None:
    """R-MAIL-04: as a pipe of the mail server; while the database is away the mail server keeps the mail."""
    path, address = await _sent(arena)
    settings = arena.settings(bounce_address=BASE)
    content = failed(address).replace(f"To: {BASE}".encode(), f"Delivered-To: {path}".encode())
    assert await take_in_from(io.BytesIO(content), [], settings) == OK
    assert await arena.states() == {"bounced"}
    away = arena.settings(bounce_address=BASE, database_url="postgresql://nobody@127.0.0.1:1/none")
    assert await take_in_from(io.BytesIO(content), [], away) == TRY_LATER
    helped = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "app.cli", "bounce", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--recipient" in helped.stdout
