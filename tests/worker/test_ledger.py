"""Notes in groups promise what notes one by one promised (R-MAIL-01)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from app.core.clock import SystemClock
from app.core.database.session import Database
from app.mail.models import OutboxMail
from app.mail.outgoing import HandOver, Outcome, Refusal
from app.worker.ledger import Ledger, LedgerAway
from app.worker.records import Attempt, Claim
from tests.factories.mails import make_dispatch
from tests.factories.tenants import make_provider
from tests.worker.arena import Arena

MINUTE = timedelta(minutes=1)


@asynccontextmanager
async def written(database: Database, hands: int = 2) -> AsyncIterator[Ledger]:
    ledger = Ledger(database, SystemClock(), MINUTE, hands)
    writer = asyncio.create_task(ledger.run())
    try:
        yield ledger
    finally:
        ledger.close()
        await asyncio.wait_for(writer, 20)


async def claimed(arena: Arena) -> list[Claim]:
    """Everything that is due, taken."""
    token, now = uuid4(), datetime.now(UTC)
    async with arena.database.platform() as session:
        rows = await session.execute(
            text("select provider_id, id from outbox_claim(100, :token, :now, interval '1 minute')"),
            {"token": token, "now": now},
        )
        return [Claim(row.provider_id, row.id, token) for row in rows]


def accepted(*refused: Refusal) -> Attempt:
    now = datetime.now(UTC)
    return Attempt(now, now, HandOver(Outcome.ACCEPTED, "accepted", 250, "taken", refused), "worker")


async def test_content_may_leave_only_when_that_is_written(arena: Arena) -> None:
    """R-MAIL-01: `handing` is committed when `begin` returns, for each hand of the group."""
    await arena.queue(2)
    async with written(arena.database) as ledger:
        assert await asyncio.gather(*(ledger.begin(claim) for claim in await claimed(arena))) == [True, True]
        assert await arena.states() == {"handing"}


async def test_a_hand_begins_its_next_mail_only_when_the_former_is_sent(arena: Arena) -> None:
    """R-MAIL-01: so at most one mail per connection is between the server's word and ours."""
    await arena.queue(2)
    first, second = await claimed(arena)
    async with written(arena.database) as ledger:
        await ledger.begin(first)
        ledger.settle(first, accepted(Refusal("weg@bedrijf.example", 550, "gone")))
        assert await ledger.begin(second)
        assert [mail.state for mail in await arena.mails()] == ["sent", "handing"]
        assert ledger.unsettled() == set()
    tries = {(attempt.phase, attempt.address, attempt.code) for attempt in await arena.attempts()}
    assert tries == {("accepted", "", 250), ("recipient", "weg@bedrijf.example", 550)}


async def test_who_lost_the_mail_may_not_begin_and_others_of_the_group_may(arena: Arena) -> None:
    """R-MAIL-01: the fencing token is part of every note."""
    await arena.queue(2)
    ours, lost = await claimed(arena)
    lost = Claim(lost.provider_id, lost.mail_id, uuid4())
    async with written(arena.database) as ledger:
        assert list(await asyncio.gather(ledger.begin(ours), ledger.begin(lost))) == [True, False]


async def test_one_group_serves_several_providers(arena: Arena) -> None:
    """R-CRS-09: each under its own row security."""
    await arena.queue()
    async with arena.database.platform() as session:
        other = (await make_provider(session)).id
    await Arena(arena.scratch, arena.database, arena.sink, other, arena.folder).queue_dispatches([make_dispatch()])
    claims = await claimed(arena)
    assert {claim.provider_id for claim in claims} == {arena.provider_id, other}
    async with written(arena.database) as ledger:
        assert await asyncio.gather(*(ledger.begin(claim) for claim in claims)) == [True, True]


async def test_a_claim_that_names_another_provider_changes_nothing(arena: Arena) -> None:
    """R-CRS-09: the mail is looked for among that provider's only."""
    await arena.queue()
    (claim,) = await claimed(arena)
    async with written(arena.database, hands=1) as ledger:
        assert not await ledger.begin(Claim(UUID(int=7), claim.mail_id, claim.token))
    assert await arena.states() == {"claimed"}


async def test_without_the_database_nothing_leaves_and_no_answer_is_lost(arena: Arena) -> None:
    """R-MAIL-01: connections are cut; the answer is written all the same, once."""
    await arena.queue(2)
    first, second = await claimed(arena)
    async with written(arena.database) as ledger:
        await ledger.begin(first)
        assert ledger._connection is not None  # a dead connection can be made in no other way without killing all
        driver = (await ledger._connection.get_raw_connection()).driver_connection
        assert driver is not None
        driver.terminate()
        ledger.settle(first, accepted())
        with pytest.raises(LedgerAway):
            await ledger.begin(second)
    assert [mail.state for mail in await arena.mails()] == ["sent", "claimed"]
    assert len(await arena.attempts()) == 1


async def test_renewing_leases_waits_for_no_mail_that_is_just_being_noted(arena: Arena) -> None:
    """R-MAIL-01: else the two, each holding what the other wants, would stop one another."""
    await arena.queue(2)
    first, second = await claimed(arena)
    until = datetime.now(UTC) + 5 * MINUTE
    async with arena.database.tenant(arena.provider_id) as noting, arena.database.platform() as renewing:
        await noting.execute(select(OutboxMail.id).where(OutboxMail.id == first.mail_id).with_for_update())
        async with asyncio.timeout(10):
            await renewing.execute(
                text("select outbox_renew(:tokens, :until)"), {"tokens": [first.token], "until": until}
            )
    leases = {mail.id: mail.lease_until for mail in await arena.mails()}
    assert leases[second.mail_id] == until
    assert leases[first.mail_id] != until
