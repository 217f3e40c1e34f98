"""The operator watches the platform."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.jobs.models import BackgroundJob
from app.mail.models import OutboxMail
from app.mail.outbox import queue_many
from app.providers.models import Provider
from app.worker.context import Ports
from app.worker.cron import Tick, tick
from tests.factories.mails import make_dispatch
from tests.factories.statements import counted
from tests.portal import Portal

STATES = ("sent", "sent", "sent", "bounced", "failed", "uncertain", "queued")


async def send(portal: Portal, provider: Provider) -> None:
    """Mails of the provider, one in each of the states."""
    async with portal.services.database.tenant(provider.id) as session:
        ids = await queue_many(session, [make_dispatch() for _ in STATES], now=portal.clock.now())
        for mail_id, state in zip(ids, STATES, strict=True):
            await session.execute(update(OutboxMail).where(OutboxMail.id == mail_id).values(state=state))


def ports(portal: Portal) -> Ports:
    """What the worker has at hand."""
    hall = portal.services
    return Ports(hall.settings, hall.database, hall.clock, hall.storage, hall.keys)


async def test_the_operator_sees_mails_jobs_clock_and_storage(portal: Portal) -> None:
    """R-MAIL-02: per provider what waits, failed and came back; given-up jobs; sizes and versions."""
    provider, other = await portal.provider(name="Alfa"), await portal.provider(name="Beta")
    await send(portal, provider)
    now = portal.clock.now()
    async with portal.services.database.tenant(other.id) as session:
        job = {"kind": "mailing", "subject_type": "course", "state": "failed", "problem": "internal_error"}
        session.add(
            BackgroundJob(provider_id=other.id, payload={}, created_at=now, finished_at=now - timedelta(days=1), **job)
        )
    operator = await portal.login(None)
    seen = (await operator.get("/api/v1/operator/watch")).json()
    [mails] = seen["mails"]
    assert (mails["providerName"], mails["sent"], mails["failed"], mails["uncertain"], mails["waiting"]) == (
        "Alfa",
        3,
        1,
        1,
        1,
    )
    assert mails["bouncePercent"] == 25.0
    assert [(job["providerName"], job["problem"]) for job in seen["failedJobs"]] == [("Beta", "internal_error")]
    assert (seen["outbox"]["due"], seen["outbox"]["uncertain"], seen["outbox"]["failedToday"]) == (2, 1, 1)
    assert seen["databaseBytes"] > 1_000_000
    assert seen["versions"]["schemaVersion"]


async def test_the_clock_says_when_it_last_ran_and_what_broke(portal: Portal) -> None:
    """R-EXP-01: a run that broke down shows with the kind of its error, beside the last one that went well."""

    async def fine(_ports: Ports, _session: AsyncSession) -> None:
        return

    async def broken(_ports: Ports, session: AsyncSession) -> None:
        await session.execute(text("select 1"))
        raise LookupError("jan@voorbeeld.example is not there")

    assert await tick(ports(portal), Tick("proef", None, fine))
    portal.clock.advance(minutes=1)
    with pytest.raises(LookupError):
        await tick(ports(portal), Tick("proef", None, broken))
    operator = await portal.login(None)
    [run] = (await operator.get("/api/v1/operator/watch")).json()["runs"]
    assert run == {
        "name": "proef",
        "succeededAt": "2026-11-23T09:00:00.000Z",
        "failedAt": "2026-11-23T09:01:00.000Z",
        "problem": "LookupError",
    }


async def test_failed_mails_are_sent_again_once(portal: Portal) -> None:
    """R-MAIL-02: a replay queues what was given up; a second one finds nothing left."""
    provider = await portal.provider()
    await send(portal, provider)
    operator = await portal.login(None)
    url = f"/api/v1/operator/providers/{provider.id}/mail-replays"
    assert (await operator.post(url)).json() == {"mails": 1}
    assert (await operator.post(url)).json() == {"mails": 0}


async def test_watching_costs_few_statements(portal: Portal) -> None:
    """R-DSH-01: however many providers there are."""
    operator = await portal.login(None)
    for _ in range(3):
        await send(portal, await portal.provider())
    with counted(portal.services.database) as statements:
        assert (await operator.get("/api/v1/operator/watch")).status_code == 200
    assert len(statements) <= 8
